import * as fc from 'fast-check';
import { Blueprint, stack, stage } from './blueprint';
import { OPTIONS } from './render';
import { buildPlan } from '../../lib/plan/build-plan';
import { compareIds, depthFirst, type Plan, type PlanNode } from '../../lib/plan/plan';
import { ranksOf } from '../../lib/plan/ranks';
import type { BlueprintSnapshot } from '../../lib/plan/snapshot-data';

/** Applications of two stacks with steps around them, and steps that are named nowhere, all waiting for each other at random. */
const blueprints = fc
  .record({
    apps: fc.array(fc.record({ alone: fc.boolean(), chained: fc.boolean() }), { minLength: 1, maxLength: 6 }),
    missing: fc.integer({ min: 1, max: 10 }),
    sources: fc.integer({ min: 0, max: 2 }),
    shared: fc.boolean(),
    arrows: fc.array(fc.tuple(fc.nat(60), fc.nat(60), fc.boolean()), { minLength: 10, maxLength: 80, size: 'max' }),
    forward: fc.boolean(),
  })
  .map(({ apps, missing, sources, shared, arrows, forward }) => {
    const b = new Blueprint();
    // Names in no order that steps are declared in, and some that are the same.
    const name = (i: number) => `${'zmkaq'[i % 5]}${i % 7}`;
    const unnamed = Array.from({ length: missing }, (_, i) => b.step(`${name(i)}-${i}`));
    Array.from({ length: sources }, (_, i) => unnamed.push(b.step(`source${i}`, { isSource: true })));
    const named: number[] = [];
    const both = b.step('both');
    const around = (i: number) => {
      const [pre, post] = [b.step(name(i)), b.step(name(i + 1))];
      named.push(pre, post);
      return { pre: shared && i === 1 ? [pre, both] : [pre], post: [post] };
    };
    let wave: ReturnType<typeof stage>[] = [];
    apps.forEach(({ alone, chained }, i) => {
      const first = stack(`S${i}a`);
      const second = stack(`S${i}b`, { dependsOn: chained ? [first.id] : [], post: [b.step(`t${i}`)] });
      named.push(...second.post);
      wave.push(stage(`App${i}`, [first, second], around(i)));
      if (alone || i === apps.length - 1) {
        b.wave(`W${i}`, wave, shared ? { pre: [both] } : {});
        wave = [];
      }
    });
    const all = [...unnamed, ...named];
    for (const [x, y, unnamedOnly] of arrows) {
      const [from, to] = [x % all.length, y % (unnamedOnly ? missing : all.length)];
      // Half of the blueprints have no circles among the steps.
      if (from !== to) {
        b.dependsOn(all[forward ? Math.max(from, to) : from], all[forward ? Math.min(from, to) : to]);
      }
    }
    return b.data();
  });

test('steps that are named nowhere are placed beside the first that waits for them, in the plan of that moment', () => {
  let choices = 0;
  fc.assert(
    fc.property(blueprints, (data) => {
      const plan = buildPlan(data, OPTIONS);
      const places = misplaced(plan, data, () => choices++);
      expect(places).toEqual([]);
    }),
    { numRuns: 1500, seed: 3 },
  );
  expect(choices).toBeGreaterThan(1500);
});

/** Nodes come in the order they were added: those before a step, and their edges, are the plan that it was added to. */
function misplaced(plan: Plan, { steps, waves }: BlueprintSnapshot, onChoice: () => void): string[] {
  const mentioned = new Set(
    waves.flatMap((w) => [
      ...[...w.pre, ...w.post],
      ...w.stages.flatMap((s) => [
        ...s.pre,
        ...s.post,
        ...s.stacks.flatMap((x) => [...x.pre, ...x.changeSet, ...x.post]),
      ]),
    ]),
  );
  const wrong: string[] = [];
  for (const node of plan.nodes) {
    if (node.content.kind !== 'step' || node.content.role !== 'step' || mentioned.has(node.content.step.key)) {
      continue;
    }
    const { key } = node.content.step;
    const before = plan.nodes
      .slice(0, node.index)
      .map((n) => ({ ...n, children: n.children.filter((c) => c < node.index) }));
    const edges = plan.edges.filter((e) => e.from < node.index && e.to < node.index);
    const isWaiting = ({ content }: PlanNode) =>
      content.kind === 'step' && steps[content.step.key].dependsOn.some((d) => d.step === key);
    const candidates = depthFirst(before).filter(isWaiting);
    const ranks = ranksOf(before, edges);
    if (ranks.includes(undefined)) {
      // Such a plan is refused, wherever its steps are.
      return wrong;
    }
    const [first] = candidates.sort((a, b) => ranks[a.index]! - ranks[b.index]! || compareIds(a, b));
    if (candidates.length > 1) {
      onChoice();
    }
    if (first.parent !== node.parent) {
      wrong.push(`${node.id}: beside ${first.id}`);
    }
  }
  return wrong;
}
