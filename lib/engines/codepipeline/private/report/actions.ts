import type { Belongs } from '../../../../report/belongings';
import type { ActionInfo, ActionKind, AssetInfo, TargetInfo } from '../../../../document/plan-document';
import type { Plan, Work } from '../../../../plan/plan';
import type { AssetSnapshot, StackSnapshot } from '../../../../plan/snapshot-data';
import { unreachable } from '../../../../private/errors';
import { groupBy } from '../../../../private/lang';
import type { EmittedAction } from '../context';

export interface ActionContext {
  readonly plan: Plan;
  /** By index of the node. */
  readonly ids: readonly string[];
  readonly belongs: readonly Belongs[];
}

export function actionId({ stage, name }: { readonly stage: string; readonly name: string }): string {
  return `${stage}/${name}`;
}

export function describeAction(emitted: EmittedAction, context: ActionContext): ActionInfo {
  // What became an action was work.
  const work = context.plan.nodes[emitted.node].content as Work;
  const { application, wave } = context.belongs[emitted.node];
  return {
    id: actionId(emitted),
    stage: emitted.stage,
    name: emitted.name,
    runOrder: emitted.runOrder,
    runOrders: emitted.runOrders,
    codePipelineActions: emitted.count === 1 ? undefined : emitted.count,
    node: context.ids[emitted.node],
    kind: kindOf(work),
    label: labelOf(work),
    gate: work.kind === 'step' && work.step.isGate,
    application,
    wave,
    target: 'stack' in work ? targetOf(work.stack) : undefined,
    assets: work.kind === 'publish' ? assetsOf(work.assets) : undefined,
    project: emitted.project,
  };
}

function kindOf(work: Work): ActionKind {
  switch (work.kind) {
    case 'step':
      return work.role === 'step' ? work.step.kind : work.role;
    case 'execute':
      return 'deploy';
    default:
      return work.kind;
  }
}

function labelOf(work: Work): string {
  switch (work.kind) {
    case 'step':
      return work.step.label;
    case 'self-update':
      return 'SelfUpdate';
    case 'publish':
      return `Publish(${work.label})`;
    case 'prepare':
      return `Prepare(${work.stack.path})`;
    case 'execute':
      return `Deploy(${work.stack.path})`;
    default:
      return unreachable(work);
  }
}

function targetOf(stack: StackSnapshot): TargetInfo {
  return {
    stack: stack.path,
    stackName: stack.name,
    account: stack.account,
    region: stack.region,
    deployRole: stack.assumeRoleArn,
    executionRole: stack.executionRoleArn,
  };
}

/** One entry for an asset, with all its destinations. */
function assetsOf(assets: readonly AssetSnapshot[]): AssetInfo[] {
  return [...groupBy(assets, (a) => a.id)].map(([id, [first, ...others]]) => ({
    id,
    name: first.displayName ?? id,
    image: first.isImage,
    destinations: [first, ...others].map((a) => a.destination),
  }));
}
