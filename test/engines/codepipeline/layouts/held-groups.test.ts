import { plan, soundPlan } from './lay';
import { compactPlan, layOutCompact } from '../../../../lib/engines/codepipeline/private/layouts/compact-stages';
import { type LaidOutStage, layOut } from '../../../../lib/engines/codepipeline/private/layouts/default-stages';
import { fuse, type Part } from '../../../../lib/engines/codepipeline/private/layouts/fuse';
import type { Plan } from '../../../../lib/plan/plan';
import { Blueprint, stack, stage } from '../../../plan/blueprint';

const COMPACT = compactPlan({ selfMutation: true, changeSets: false, maxPublishers: 8 });

/** `W (first)`: the group of a stage, and whether it begins or ends there. */
function held({ nodes }: Plan, stages: readonly LaidOutStage[]): Record<string, string[]> {
  const words = ({ group, first, last }: LaidOutStage['holds'][number]) =>
    `${nodes[group].id} (${[...(first ? ['first'] : []), ...(last ? ['last'] : [])].join()})`;
  return Object.fromEntries(stages.map(({ name, holds }) => [name, holds.map(words)]));
}

const threeStacks = () =>
  new Blueprint().wave('W', [
    stage(
      'S',
      ['A', 'B', 'C'].map((id) => stack(id)),
    ),
  ]);

test('a stage holds a group, or a part of one that is too large', () => {
  const p = soundPlan(threeStacks(), { changeSets: false });
  expect(held(p, layOut(p, 50))).toMatchObject({ Source: ['Source (first,last)'], S: ['W (first,last)'] });
  expect(held(p, layOut(p, 1))).toMatchObject({ 'S.1': ['W (first)'], 'S.2': ['W ()'], 'S.3': ['W (last)'] });
});

test('one that was fused holds several', () => {
  const p = plan(threeStacks().wave('V', [stage('T', [stack('D')])]), COMPACT);
  expect(held(p, layOutCompact(p, 2, 4))).toEqual({
    Source: ['Source (first,last)'],
    'Build..UpdatePipeline': ['Build (first,last)', 'UpdatePipeline (first,last)'],
    W: ['W (first)'],
    'W.2..V': ['W (last)', 'V (first,last)'],
  });
});

test('stages to which other things are attached are not fused', () => {
  const part = (name: string, attached?: string): Part => ({ name, kind: 'deploy', holds: [], tranches: [], attached });
  const names = (...parts: Part[]) => fuse(parts, 50, 1).map(({ name }) => name);
  expect(names(part('A'), part('B'))).toEqual(['A..B']);
  expect(names(part('A', 'window'), part('B', 'window'))).toEqual(['A..B']);
  expect(names(part('A', 'window'), part('B', 'alarm'), part('C'))).toEqual(['A', 'B', 'C']);
});
