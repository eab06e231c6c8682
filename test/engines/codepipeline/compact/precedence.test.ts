import * as fc from 'fast-check';
import { compactPlan, layOutCompact } from '../../../../lib/engines/codepipeline/private/layouts/compact-stages';
import { type LaidOutStage, layOut } from '../../../../lib/engines/codepipeline/private/layouts/default-stages';
import type { Plan } from '../../../../lib/plan/plan';
import { expand } from '../../../../lib/plan/ranks';
import { isError } from '../../../../lib/private/diagnostics';
import { asset, Blueprint, stack, stage } from '../../../plan/blueprint';
import { plan } from '../layouts/lay';

/*
 * Both layouts of one blueprint: what must come before what is the same, and both keep to it. What waits beyond that,
 * because run orders are barriers, is no more in the compact layout.
 */

interface StackSpec {
  readonly dependsOnEarlier: boolean[];
  readonly pre: StepSpec[];
  readonly post: StepSpec[];
  readonly assets: number[];
}

interface StepSpec {
  readonly gate: boolean;
  /** Steps declared before this one that it waits for, counted back from it. */
  readonly waitsFor: number[];
}

interface StageSpec {
  readonly stacks: StackSpec[];
  readonly pre: StepSpec[];
  readonly post: StepSpec[];
}

interface WaveSpec {
  readonly stages: StageSpec[];
  readonly pre: StepSpec[];
  readonly post: StepSpec[];
  readonly apart: boolean;
}

const step = fc.record({
  gate: fc.boolean(),
  waitsFor: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
});
const steps = fc.array(step, { maxLength: 3 });
const aStack = fc.record({
  dependsOnEarlier: fc.array(fc.boolean(), { maxLength: 4 }),
  pre: steps,
  post: steps,
  assets: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 3 }),
});
const aStage = fc.record({ stacks: fc.array(aStack, { minLength: 1, maxLength: 4 }), pre: steps, post: steps });
const aWave = fc.record({
  stages: fc.array(aStage, { minLength: 1, maxLength: 4 }),
  pre: steps,
  post: steps,
  apart: fc.boolean(),
});
const waves = fc.array(aWave, { minLength: 1, maxLength: 3 });

function blueprint(specs: readonly WaveSpec[]): Blueprint {
  const b = new Blueprint();
  let names = 0;
  // Steps wait for steps of the same list only, so that no circle comes up.
  const make = (wave: number, list: readonly StepSpec[]) => {
    const made: number[] = [];
    for (const { gate, waitsFor } of list) {
      const id = `W${wave}s${names++}`;
      const key = gate ? b.gate(id) : b.step(id);
      b.dependsOn(key, ...new Set(waitsFor.map((n) => made[made.length - n]).filter((s) => s !== undefined)));
      made.push(key);
    }
    return made;
  };
  specs.forEach((wave, w) =>
    b.wave(
      `W${w}`,
      wave.stages.map((s, i) => {
        const name = `W${w}S${i}`;
        const stacks = s.stacks.map((spec, k) =>
          stack(`${name}K${k}`, {
            dependsOn: spec.dependsOnEarlier.flatMap((yes, d) => (yes && d < k ? [`${name}K${d}`] : [])),
            pre: make(w, spec.pre),
            post: make(w, spec.post),
            assets: spec.assets.map((n) => asset(`asset${n}`, { isImage: n % 3 === 0 })),
          }),
        );
        return stage(name, stacks, { pre: make(w, s.pre), post: make(w, s.post) });
      }),
      { pre: make(w, wave.pre), post: make(w, wave.post), apart: wave.apart },
    ),
  );
  return b;
}

/** A name of the work that is the same in both plans; none for publishers, which are packed in one of them. */
function nameOf({ nodes }: Plan, index: number): string | undefined {
  const { content } = nodes[index];
  switch (content.kind) {
    case 'step':
      return `step ${content.step.id}`;
    case 'execute':
    case 'prepare':
      return `${content.kind} ${content.stack.id}`;
    case 'publish':
      return undefined;
    default:
      return content.kind;
  }
}

/** All pairs `a < b`, b waits for a, by the plan; for publishers the asset stands in. */
function mustWait(p: Plan): Set<string> {
  const { graph, compound } = expand(p.nodes, p.edges);
  const { nodeOf } = compound;
  const pairs = new Set<string>();
  for (const { index, content } of p.nodes) {
    const reached = new Set<number>();
    const pending = [index];
    for (let v = pending.pop(); v !== undefined; v = pending.pop()) {
      graph.edgesFrom(v).forEach(({ to }) => {
        if (!reached.has(to)) {
          reached.add(to);
          pending.push(to);
        }
      });
    }
    const names =
      content.kind === 'publish' ? content.assets.map((a) => `asset ${a.id}`) : [nameOf(p, index)].filter(Boolean);
    if (content.kind !== 'group' && content.kind !== 'joint') {
      for (const v of reached) {
        const to = nameOf(p, nodeOf[v]);
        const isWork = !['group', 'joint'].includes(p.nodes[nodeOf[v]].content.kind);
        if (to && isWork) names.forEach((from) => pairs.add(`${from} < ${to}`));
      }
    }
  }
  return pairs;
}

/** All pairs by the layout: an earlier stage, or an earlier tranche of the same one. */
function doesWait(p: Plan, stages: readonly LaidOutStage[]): Set<string> {
  const tranches = stages.flatMap((s) =>
    s.tranches.map((t) => t.map((a) => nameOf(p, a.node)).filter((n) => n !== undefined)),
  );
  const pairs = new Set<string>();
  tranches.forEach((earlier, i) =>
    tranches.slice(i + 1).forEach((later) => earlier.forEach((a) => later.forEach((b) => pairs.add(`${a} < ${b}`)))),
  );
  return pairs;
}

const isFromAsset = (pair: string) => pair.startsWith('asset ');
const minus = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].filter((x) => !b.has(x));

test('the compact layout keeps the order of the default one, and adds no wait but of gates', () => {
  let [siblings, cuts] = [0, 0];
  fc.assert(
    fc.property(waves, fc.constantFrom(true, false, 'for-steps' as const), (specs, changeSets) => {
      const b = blueprint(specs);
      const byDefault = plan(b, { changeSets: changeSets === true });
      const compact = plan(b, compactPlan({ selfMutation: true, changeSets, maxPublishers: 4 }));
      expect([...byDefault.diagnostics, ...compact.diagnostics].filter(isError)).toEqual([]);

      const must = mustWait(byDefault);
      const mustCompact = mustWait(compact);
      // A stack waits for whatever else its publishers publish: that is no order of the blueprint.
      expect(minus(must, mustCompact)).toEqual([]);
      expect(minus(mustCompact, must).filter((pair) => !isFromAsset(pair))).toEqual([]);

      const stages = layOut(byDefault, 50);
      const order = doesWait(byDefault, stages);
      const orderCompact = doesWait(compact, layOutCompact(compact, 50, 50));
      const work = new Set([...must].filter((pair) => !isFromAsset(pair)));
      expect(minus(work, order)).toEqual([]);
      expect(minus(work, orderCompact)).toEqual([]);

      const gates = new Set(b.data().steps.flatMap((s) => (s.isGate ? [`step ${s.id}`] : [])));
      specs.forEach((_, w) => {
        const within = (pairs: ReadonlySet<string>) =>
          new Set(minus(pairs, work).filter((p) => p.match(/W\d/g)?.every((name) => name === `W${w}`)));
        const [waits, waitsCompact] = [within(order), within(orderCompact)];
        if (stages.some((s) => s.name === `W${w}.2` || s.name === `W${w}S0.2`)) {
          // A wave in several stages: others may be on this side of the cut, but not more.
          expect(waitsCompact.size).toBeLessThanOrEqual(waits.size);
          cuts += 1;
        } else {
          // A gate may wait for neighbours: then they do not wait for it.
          expect(minus(waitsCompact, waits).filter((p) => !gates.has(p.split(' < ')[1]))).toEqual([]);
        }
      });
      siblings += minus(orderCompact, work).length;
    }),
    { numRuns: 200, seed: 4 },
  );
  // The generator does make waves in which applications wait for each other.
  expect(siblings).toBeGreaterThan(100);
  expect(cuts).toBeGreaterThan(10);
});
