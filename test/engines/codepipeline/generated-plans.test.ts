import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { comparePlans, losesGate } from '../../../lib/cli/diff/compare';
import { renderMarkdown } from '../../../lib/cli/diff/markdown';
import { renderText } from '../../../lib/cli/diff/render';
import { renderAction } from '../../../lib/cli/explain/action';
import { renderHtml } from '../../../lib/cli/html';
import { renderMermaid } from '../../../lib/cli/mermaid';
import { renderSvg } from '../../../lib/cli/svg';
import { PLAIN } from '../../../lib/private/terminal';
import { renderTree } from '../../../lib/cli/tree';
import type { PlanDocument } from '../../../lib/document/plan-document';
import { PlanGraph } from '../../../lib/document/plan-graph';
import { compact } from './compact/compact-lib';
import { appSpec } from '../../parity/generator';
import { unknownNames } from '../../cli/printed-names';
import { build, type Lib, ours, type Scenario } from '../../parity/harness';
import { interpret } from '../../parity/interpret';
import { schemaErrors } from '../../plan-schema';

const RUNS = Number(process.env.PLAN_RUNS ?? 25);
const OPTIONS = { width: 100, styles: PLAIN };

/** The plans of all pipelines of an app; none if it is refused. */
function plansOf(scenario: Scenario, lib: Lib): PlanDocument[] {
  const outcome = build(scenario, lib, (outdir) => {
    const names = fs.readdirSync(outdir).filter((name) => name.endsWith('.plan.json'));
    return Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(outdir, name), 'utf-8')]));
  });
  return 'error' in outcome ? [] : Object.values(outcome.files).map((text) => JSON.parse(text) as PlanDocument);
}

/** All that shows a plan, to see that nothing gives up on it. */
function show(document: PlanDocument): void {
  const plan = new PlanGraph(document);
  expect(renderTree(plan, OPTIONS).length).toBeGreaterThan(plan.actions.length);
  expect(renderMermaid(plan)).toContain('flowchart');
  expect(renderSvg(plan)).toContain('</svg>');
  expect(renderHtml(plan)).toContain('</html>');
  plan.nodes.forEach((_, node) => expect(renderAction(plan, node, OPTIONS)).not.toEqual([]));
  expect(unknownNames(document)).toEqual([]);
}

function withoutGates({ codePipeline, ...document }: PlanDocument): PlanDocument {
  const stages = codePipeline!.stages.map(({ name, actions }) => ({ name, actions: actions.filter((a) => !a.gate) }));
  return { ...document, codePipeline: { ...codePipeline!, stages } };
}

function stopsSomething(document: PlanDocument): boolean {
  const plan = new PlanGraph(document);
  const gates = plan.works.filter((action) => action.gate).map((action) => plan.indexOf(action.node)!);
  return gates.some((gate) => plan.behind(gate).length > 0);
}

test(
  `the plans of ${RUNS} generated apps can be shown and compared`,
  () => {
    let plans = 0;
    let gated = 0;
    const property = fc.property(appSpec, (spec) => {
      const scenario = interpret(spec);
      const byDefault = plansOf(scenario, ours);
      const compacted = byDefault.length > 0 ? plansOf(scenario, compact) : [];
      expect(compacted).toHaveLength(byDefault.length);
      byDefault.forEach((before, i) => {
        for (const document of [before, compacted[i]]) {
          expect(schemaErrors(document)).toEqual([]);
          show(document);
          expect(comparePlans(document, document).changes).toEqual([]);
        }
        const moved = comparePlans(before, compacted[i]);
        expect([...renderText(moved, OPTIONS), ...renderMarkdown([moved], '')].join()).not.toMatch(
          /undefined|\[object/,
        );
        // Another layout has other roles, budgets and stages. It asks no less, and deploys in no other order or place.
        const dangers = moved.changes.filter(({ severity }) => severity === 'danger').map(({ text }) => text);
        expect(losesGate(moved)).toBe(false);
        expect(
          dangers.filter(
            (text) => !/^(Role|New role|Budget|The policy of|What CodePipeline does around stage)/.test(text),
          ),
        ).toEqual([]);
        expect(losesGate(comparePlans(before, withoutGates(before)))).toBe(stopsSomething(before));
        plans += 1;
        gated += stopsSomething(before) ? 1 : 0;
      });
    });
    fc.assert(property, { numRuns: RUNS, seed: 20261123, endOnFailure: true });
    expect(plans).toBeGreaterThan(0.85 * RUNS);
    expect(gated).toBeGreaterThan(0.1 * RUNS);
  },
  10 * 60_000,
);
