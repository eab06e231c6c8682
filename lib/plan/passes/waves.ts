import type { PlanBuilder } from '../builder';
import type { StackSnapshot, StageSnapshot, WaveSnapshot } from '../snapshot-data';
import type { Prepared } from './preparation';
import type { Published } from './publishers';

export interface WaveContext {
  readonly prepared: Prepared;
  readonly published: Published;
  readonly changeSets: boolean | 'for-steps';
  readonly waveGroups: boolean;
  readonly postAfterPre: boolean;
}

/** A Stage, and what it is placed into. */
interface Application {
  readonly wave: string;
  readonly stage: StageSnapshot;
  readonly group: number;
}

/** The deploying node of every stack, by artifact id. */
export type StackNodes = ReadonlyMap<string, number>;

export function placeWaves(builder: PlanBuilder, context: WaveContext): StackNodes {
  const stackNodes = new Map<string, number>();
  let previous: { groups: number[]; id: string } | undefined;
  for (const wave of builder.snapshot.waves) {
    const groups = wave.stagePerApplication
      ? placeApart(builder, wave, context, stackNodes)
      : [placeTogether(builder, wave, context, stackNodes)];
    if (context.prepared.last !== undefined) {
      builder.allAfter([context.prepared.last], groups, 'deployments use the final cloud assembly');
    }
    if (previous) {
      builder.allAfter(previous.groups, groups, `wave '${wave.id}' comes after wave '${previous.id}'`);
    }
    previous = { groups, id: wave.id };
  }
  return stackNodes;
}

/** All Stages of a wave in one group. */
function placeTogether(
  builder: PlanBuilder,
  wave: WaveSnapshot,
  context: WaveContext,
  stackNodes: Map<string, number>,
): number {
  // A wave of one Stage is that Stage: it needs no group around it, and its actions no longer names.
  const alone = wave.stages.length === 1 && !context.waveGroups;
  const parent = alone ? undefined : builder.addGroup(wave.id, { is: 'wave', wave: wave.id });
  const groups = wave.stages.map((stage) => placeStage(builder, wave, stage, stage.name, context, stackNodes, parent));
  const group = parent ?? groups[0];
  placeAround(builder, group, wave.pre, wave.post, `wave '${wave.id}'`);
  if (wave.stages.length === 0 && context.postAfterPre) {
    const nodes = (keys: readonly number[]) => keys.map((key) => builder.placed.get(key)!);
    order(builder, nodes(wave.pre), nodes(wave.post), `post of wave '${wave.id}'`, group);
  }
  return group;
}

/** Each Stage of a wave in a group of its own, and so in a CodePipeline stage of its own. Returns all the groups. */
function placeApart(
  builder: PlanBuilder,
  wave: WaveSnapshot,
  context: WaveContext,
  stackNodes: Map<string, number>,
): number[] {
  const name = `wave '${wave.id}'`;
  const applications = wave.stages.map((stage) =>
    placeStage(builder, wave, stage, `${wave.id}.${stage.name}`, context, stackNodes),
  );
  const around = (id: string) => builder.addGroup(`${wave.id}.${id}`, { is: 'wave', wave: wave.id });
  const before = wave.pre.length > 0 ? around('Pre') : undefined;
  const after = wave.post.length > 0 ? around('Post') : undefined;
  const pre = placeAll(builder, wave.pre, `pre of ${name}`, before);
  const post = placeAll(builder, wave.post, `post of ${name}`, after);
  order(builder, pre, [...applications, ...post], `pre of ${name}`);
  order(builder, [...pre, ...applications], post, `post of ${name}`);
  return [before, ...applications, after].filter((g) => g !== undefined);
}

function placeStage(
  builder: PlanBuilder,
  wave: WaveSnapshot,
  stage: StageSnapshot,
  id: string,
  context: WaveContext,
  stackNodes: Map<string, number>,
  parent?: number,
): number {
  const of = { is: 'application', wave: wave.id, application: stage.path, name: stage.name } as const;
  const group = builder.addGroup(id, of, parent);
  const application = { wave: wave.id, stage, group };
  const stacks = builder.names.stacks(stage);
  const groups = new Map(
    stage.stacks.map((stack, i) => [stack.id, placeStack(builder, stack, stacks[i], application, context, stackNodes)]),
  );
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
  placeAround(builder, group, stage.pre, stage.post, `stage '${stage.path}'`);
  return group;
}

function placeStack(
  builder: PlanBuilder,
  stack: StackSnapshot,
  id: string,
  { wave, stage, group: parent }: Application,
  context: WaveContext,
  stackNodes: Map<string, number>,
): number {
  const of = { is: 'stack', wave, application: stage.path, stack: stack.path } as const;
  const group = builder.addGroup(id, of, parent);
  const viaChangeSet = context.changeSets === 'for-steps' ? stack.changeSet.length > 0 : context.changeSets;
  const captureOutputs = false;
  const deploy = builder.add('Deploy', { kind: 'execute', stack, viaChangeSet, captureOutputs }, group);
  stackNodes.set(stack.id, deploy);
  const prepare = viaChangeSet ? builder.add('Prepare', { kind: 'prepare', stack }, group) : undefined;
  if (prepare !== undefined) {
    builder.after(prepare, deploy, `the change set of stack '${stack.path}' is executed after it was created`);
  }
  placeChangeSetSteps(builder, stack, group, prepare, deploy);
  const pre = placeAround(builder, group, stack.pre, stack.post, `stack '${stack.path}'`);

  // What a stack needs is awaited by the first thing that happens for it.
  const first = pre.length > 0 ? pre : [prepare ?? deploy];
  builder.allAfter(context.published.get(stack)!, first, `stack '${stack.path}' uses the asset`, group);
  if (context.prepared.synth !== undefined) {
    builder.allAfter(
      [context.prepared.synth],
      first,
      `the template of stack '${stack.path}' is in the cloud assembly`,
      group,
    );
  }
  return group;
}

function placeChangeSetSteps(
  builder: PlanBuilder,
  stack: StackSnapshot,
  group: number,
  prepare: number | undefined,
  deploy: number,
): void {
  if (stack.changeSet.length > 0 && prepare === undefined) {
    builder.problem({
      where: stack.path,
      given: `changeSet steps (${stack.changeSet.map((s) => `'${builder.step(s).id}'`).join(', ')}) in a pipeline that does not use change sets`,
      expected: 'changeSet steps only where change sets are created',
      fix: 'use pre or post steps for this stack, or set useChangeSets: true on the pipeline',
    });
    return;
  }
  for (const key of stack.changeSet) {
    const place = `changeSet of stack '${stack.path}'`;
    builder.mentions.push({ step: key, place, group });
    const node = builder.place(key, group);
    builder.after(prepare!, node, place);
    builder.after(node, deploy, place);
  }
}

/** Place steps before and after what a group holds at this moment. Returns the nodes of the steps before. */
function placeAround(
  builder: PlanBuilder,
  group: number,
  pre: readonly number[],
  post: readonly number[],
  name: string,
): number[] {
  const inside = builder.nodes[group].children.filter((c) => builder.nodes[c].content.kind !== 'joint');
  const before = placeAll(builder, pre, `pre of ${name}`, group);
  const afterwards = placeAll(builder, post, `post of ${name}`, group);
  order(builder, before, inside, `pre of ${name}`, group);
  order(builder, inside, afterwards, `post of ${name}`, group);
  return before;
}

function placeAll(builder: PlanBuilder, keys: readonly number[], place: string, group: number | undefined): number[] {
  return keys.map((key) => {
    builder.mentions.push({ step: key, place, group: group! });
    return builder.place(key, group!);
  });
}

/**
 * Some before others. A step may be in both lists (named around a wave and around its only Stage): it does not
 * wait for itself, and keeps its place between those that are only before and those that are only after.
 */
function order(
  builder: PlanBuilder,
  earlier: readonly number[],
  later: readonly number[],
  reason: string,
  group?: number,
): void {
  if (earlier.length === 0 || later.length === 0) {
    return;
  }
  const [inEarlier, inLater] = [new Set(earlier), new Set(later)];
  const onlyEarlier = earlier.filter((n) => !inLater.has(n));
  const onlyLater = later.filter((n) => !inEarlier.has(n));
  const both = earlier.filter((n) => inLater.has(n));
  builder.allAfter(onlyEarlier, onlyLater, reason, group);
  builder.allAfter(onlyEarlier, both, reason, group);
  builder.allAfter(both, onlyLater, reason, group);
}
