import * as fc from 'fast-check';
import { type JobGraph, layOut } from '../../../../lib/engines/github/private/layout/lay-out';
import { buildPlan } from '../../../../lib/plan/build-plan';
import { ownGroups, partOfWave } from '../../../../lib/plan/options';
import type { Plan } from '../../../../lib/plan/plan';
import { slotted } from '../../../../lib/plan/publisher-policy';
import { namesByPlace } from '../../../../lib/plan/stack-names';
import { isError } from '../../../../lib/private/diagnostics';
import { asset, Blueprint, stack, stage } from '../../../plan/blueprint';

/** A plan, and the jobs that it becomes. */
export interface LaidOut {
  readonly plan: Plan;
  readonly graph: JobGraph;
  /** Publishers of one target are one job. */
  readonly targetOf: (node: number) => string;
  readonly isGuarded: (node: number) => boolean;
}

export function lay(blueprint: Blueprint, slots = 1): LaidOut {
  const publisherOf = (s: { readonly name: string }) => (s.name.endsWith('1') ? 'Assets.Own' : 'Assets');
  const plan = buildPlan(blueprint.data(), {
    selfMutation: false,
    changeSets: 'for-steps',
    publishers: slotted({ count: slots, publisherOf }),
    names: { own: ownGroups, apart: partOfWave, stacks: namesByPlace },
    stepsAroundOneStage: 'wave',
    postAfterPre: true,
  });
  expect(plan.diagnostics.filter(isError)).toEqual([]);
  const targetOf = (node: number) => plan.nodes[node].id.replace(/\d+$/, '');
  const isGuarded = (node: number) => {
    const { content } = plan.nodes[node];
    return content.kind === 'step' ? content.step.isGate : content.kind === 'execute';
  };
  return { plan, graph: layOut(plan, { targetOf, isGuarded }), targetOf, isGuarded };
}

type StepKind = 'script' | 'approval' | 'permissions-check';

interface StepSpec {
  readonly kind: StepKind;
  /** Steps declared before it that it waits for, counted back from it; with an output, or without. */
  readonly waitsFor: readonly { readonly back: number; readonly output: boolean }[];
  /** Whether it reads an output of a stack of an earlier wave. */
  readonly reads: boolean;
}

const step: fc.Arbitrary<StepSpec> = fc.record({
  kind: fc.constantFrom<StepKind>('script', 'script', 'approval', 'permissions-check'),
  waitsFor: fc.array(fc.record({ back: fc.integer({ min: 1, max: 6 }), output: fc.boolean() }), { maxLength: 2 }),
  reads: fc.boolean(),
});
const steps = (maxLength: number) => fc.array(step, { maxLength });
const aStack = fc.record({
  dependsOnEarlier: fc.array(fc.boolean(), { maxLength: 4 }),
  pre: steps(1),
  changeSet: steps(1),
  post: steps(1),
  assets: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 3 }),
});
const aStage = fc.record({
  stacks: fc.array(aStack, { minLength: 1, maxLength: 4 }),
  pre: steps(2),
  post: steps(2),
});
const aWave = fc.record({
  stages: fc.array(aStage, { minLength: 1, maxLength: 4 }),
  pre: steps(2),
  post: steps(2),
  apart: fc.boolean(),
});

export const waves = fc.array(aWave, { minLength: 1, maxLength: 4 });

export type WaveSpec = typeof waves extends fc.Arbitrary<(infer W)[]> ? W : never;

const outputOf = (stackId: string) => ({ stackId, stackPath: `App/${stackId}`, outputName: 'Url' });

/** A blueprint of such waves: steps wait for steps of their list, or for those of the waves before. */
export function blueprintOf(specs: readonly WaveSpec[]): Blueprint {
  const b = new Blueprint();
  const earlier: number[] = [];
  const stacks: string[] = [];
  let names = 0;
  specs.forEach((wave, w) => {
    const [before, known] = [[...earlier], [...stacks]];
    const make = (list: readonly StepSpec[]) => {
      const made: number[] = [];
      for (const { kind, waitsFor, reads } of list) {
        const from = [...before, ...made];
        const wanted = waitsFor.map(({ back, output }) => ({ step: from[from.length - back], output }));
        const dependsOn = [...new Map(wanted.map((x) => [x.step, x])).values()]
          .filter((x) => x.step !== undefined)
          .map((x) => ({ step: x.step, why: x.output ? ('output' as const) : ('declared' as const) }));
        const consumes = reads && known.length > 0 ? [outputOf(known[names % known.length])] : [];
        const isGate = kind !== 'script';
        made.push(b.step(`W${w}s${names++}`, { kind, isGate, dependsOn, ...(isGate ? {} : { consumes }) }));
      }
      earlier.push(...made);
      return made;
    };
    const stages = wave.stages.map((spec, i) => {
      const name = `W${w}S${i}`;
      const made = spec.stacks.map((s, k) =>
        stack(`${name}K${k}`, {
          dependsOn: s.dependsOnEarlier.flatMap((yes, d) => (yes && d < k ? [`${name}K${d}`] : [])),
          pre: make(s.pre),
          changeSet: make(s.changeSet),
          post: make(s.post),
          assets: s.assets.map((n) => asset(`asset${n}`)),
        }),
      );
      stacks.push(...made.map(({ id }) => id));
      return stage(name, made, { pre: make(spec.pre), post: make(spec.post) });
    });
    b.wave(`W${w}`, stages, { pre: make(wave.pre), post: make(wave.post), apart: wave.apart });
  });
  return b;
}
