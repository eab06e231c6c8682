import type { PlanBuilder } from '../builder';
import type { PlanOptions } from '../options';
import type { StackSnapshot } from '../snapshot-data';
import { placeAround } from './around';
import type { Preparation } from './preparation';
import type { Published } from './publishers';

/** What is known, and what comes to be known, while everything that is deployed is placed. */
export interface Deploying {
  readonly builder: PlanBuilder;
  readonly options: PlanOptions;
  readonly prepared: Preparation;
  readonly published: Published;
  /** The deploying node of every stack, by artifact id. */
  readonly stackNodes: Map<string, number>;
}

/** Where in the blueprint a stack is. */
export interface Application {
  readonly wave: string;
  readonly application: string;
  /** The group of its Stage. */
  readonly group: number;
}

/** Place a stack, with the steps around it. Returns its group. `id`: what it is called. */
export function placeStack(context: Deploying, stack: StackSnapshot, id: string, place: Application): number {
  const { builder, options, prepared, published, stackNodes } = context;
  const { wave, application } = place;
  const group = builder.addGroup(id, { is: 'stack', wave, application, stack: stack.path }, place.group);
  const viaChangeSet = options.changeSets === 'for-steps' ? stack.changeSet.length > 0 : options.changeSets;
  const captureOutputs = false;
  const deploy = builder.add('Deploy', { kind: 'execute', stack, viaChangeSet, captureOutputs }, group);
  stackNodes.set(stack.id, deploy);
  const prepare = viaChangeSet ? builder.add('Prepare', { kind: 'prepare', stack }, group) : undefined;
  if (prepare !== undefined) {
    builder.after(prepare, deploy, `the change set of stack '${stack.path}' is executed after it was created`);
    placeChangeSetSteps(builder, stack, group, [prepare, deploy]);
  } else {
    refuseChangeSetSteps(builder, stack);
  }
  const pre = placeAround(builder, group, stack, `stack '${stack.path}'`);

  // What a stack needs is awaited by the first thing that happens for it.
  const first = pre.length > 0 ? pre : [prepare ?? deploy];
  builder.allAfter(published.get(stack)!, first, `stack '${stack.path}' uses the asset`, group);
  if (prepared.synth !== undefined) {
    const reason = `the template of stack '${stack.path}' is in the cloud assembly`;
    builder.allAfter([prepared.synth], first, reason, group);
  }
  return group;
}

function placeChangeSetSteps(
  builder: PlanBuilder,
  stack: StackSnapshot,
  group: number,
  [prepare, deploy]: readonly [number, number],
): void {
  const place = `changeSet of stack '${stack.path}'`;
  for (const step of stack.changeSet) {
    builder.mentions.push({ step, place, group });
    const node = builder.place(step, group);
    builder.after(prepare, node, place);
    builder.after(node, deploy, place);
  }
}

function refuseChangeSetSteps(builder: PlanBuilder, { path, changeSet }: StackSnapshot): void {
  if (changeSet.length > 0) {
    builder.problem({
      where: path,
      given: `changeSet steps (${changeSet.map((s) => `'${builder.step(s).id}'`).join(', ')}) in a pipeline that does not use change sets`,
      expected: 'changeSet steps only where change sets are created',
      fix: 'use pre or post steps for this stack, or set useChangeSets: true on the pipeline',
    });
  }
}
