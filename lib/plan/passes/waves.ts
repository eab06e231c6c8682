import type { GroupOf } from '../plan';
import type { Attached } from '../attached';
import type { StageSnapshot, WaveSnapshot } from '../snapshot-data';
import { order, placeAll, placeAround } from './around';
import { type Deploying, placeStack } from './stacks';

/** Place all that is deployed: one wave after the other, with the steps around it. */
export function placeWaves(context: Deploying): void {
  const { builder, prepared } = context;
  let previous: { readonly groups: readonly number[]; readonly id: string } | undefined;
  for (const wave of builder.snapshot.waves) {
    const groups = wave.apart ? placeApart(context, wave) : [placeTogether(context, wave)];
    if (prepared.last !== undefined) {
      builder.allAfter([prepared.last], groups, 'deployments use the final cloud assembly');
    }
    if (previous) {
      builder.allAfter(previous.groups, groups, `wave '${wave.id}' comes after wave '${previous.id}'`);
    }
    previous = { groups, id: wave.id };
  }
}

/** All Stages of a wave in one group. */
function placeTogether(context: Deploying, wave: WaveSnapshot): number {
  const { builder, options } = context;
  const only = wave.stages.length === 1 ? wave.stages[0] : undefined;
  const group = builder.addGroup(wave.id, {
    is: 'wave',
    wave: wave.id,
    onlyStage: only?.name,
    attached: bothOf(wave.attached, only?.attached),
  });
  const stages = wave.stages.map((stage) => placeStage(context, wave, stage, group));
  const inside = only && options.stepsAroundOneStage === 'stage' ? stages[0] : group;
  placeAround(builder, inside, wave, `wave '${wave.id}'`);
  if (wave.stages.length === 0 && options.postAfterPre) {
    const nodes = (keys: readonly number[]) => keys.map((key) => builder.placed.get(key)!);
    order(builder, nodes(wave.pre), nodes(wave.post), `post of wave '${wave.id}'`, group);
  }
  return group;
}

/** Each Stage of a wave in a top-level group of its own, and the steps around the wave as well. Returns all the groups. */
function placeApart(context: Deploying, wave: WaveSnapshot): number[] {
  const { builder } = context;
  const stages = wave.stages.map((stage) => placeStage(context, wave, stage));
  const around = (keys: readonly number[], list: 'pre' | 'post') => {
    const id = builder.names.apart(wave.id, list);
    const group =
      keys.length > 0 ? builder.addGroup(id, { is: 'wave', wave: wave.id, attached: wave.attached }) : undefined;
    const place = `${list} of wave '${wave.id}'`;
    return { group, place, nodes: group === undefined ? [] : placeAll(builder, keys, place, group) };
  };
  const [pre, post] = [around(wave.pre, 'pre'), around(wave.post, 'post')];
  order(builder, pre.nodes, [...stages, ...post.nodes], pre.place);
  order(builder, [...pre.nodes, ...stages], post.nodes, post.place);
  return [pre.group, ...stages, post.group].filter((g) => g !== undefined);
}

/** Without `parent`, it is a Stage of a wave whose Stages are apart. */
function placeStage(context: Deploying, wave: WaveSnapshot, stage: StageSnapshot, parent?: number): number {
  const { builder } = context;
  const { name, path: application } = stage;
  const apart = parent === undefined;
  const attached = apart ? bothOf(wave.attached, stage.attached) : undefined;
  const of: GroupOf = { is: 'application', wave: wave.id, application, name, apart, attached };
  const group = builder.addGroup(apart ? builder.names.apart(wave.id, { stage: name }) : name, of, parent);
  const ids = builder.names.stacks(stage);
  const place = { wave: wave.id, application, group };
  const stacks = new Map(stage.stacks.map((stack, i) => [stack.id, placeStack(context, stack, ids[i], place)]));
  connectStacks(context, stage, stacks);
  placeAround(builder, group, stage, `stage '${application}'`);
  return group;
}

function bothOf(a: Attached | undefined, b: Attached | undefined): Attached | undefined {
  return a && b ? { repeats: a.repeats || b.repeats } : (a ?? b);
}

/** Stacks come after those that they depend on. `groups`: by artifact id. */
function connectStacks({ builder }: Deploying, stage: StageSnapshot, groups: ReadonlyMap<string, number>): void {
  for (const stack of stage.stacks) {
    for (const dependency of stack.dependsOn) {
      const from = groups.get(dependency);
      if (from === undefined) {
        builder.problem({
          where: stack.path,
          given: `a dependency on stack '${dependency}', which is not in Stage '${stage.path}'`,
          expected: 'stacks that depend on stacks of their own Stage only',
          fix: 'drop the dependency, and add the Stages to the pipeline in the order they need',
        });
        continue;
      }
      builder.after(from, groups.get(stack.id)!, `stack '${stack.path}' depends on stack '${builder.nodes[from].id}'`);
    }
  }
}
