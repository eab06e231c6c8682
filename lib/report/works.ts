import type { Belongs } from './belongings';
import type { AssetInfo, JobInfo, TargetInfo, WorkInfo, WorkKind } from '../document/plan-document';
import { depthFirst, isWork, type Plan, type Work } from '../plan/plan';
import type { AssetSnapshot, StackSnapshot } from '../plan/snapshot-data';
import { unreachable } from '../private/errors';
import { groupBy, lazyMap } from '../private/lang';

export interface WorksContext {
  /** By index of the node. */
  readonly ids: readonly string[];
  /** By index of the node. */
  readonly belongs: readonly Belongs[];
  /** Nodes of which actions were made that stop for a decision. */
  readonly gates: ReadonlySet<number>;
  /** What runs at a node that is work. */
  readonly jobOf: (node: number) => JobInfo;
}

/** What the actions of the plan do, in the order of the nodes. */
export function describeWorks(plan: Plan, { ids, belongs, gates, jobOf }: WorksContext): Iterable<WorkInfo> {
  return lazyMap(depthFirst(plan.nodes).filter(isWork), ({ index, content: work, id }) => ({
    node: ids[index],
    name: id,
    kind: kindOf(work),
    label: labelOf(work),
    gate: gates.has(index),
    application: belongs[index].application,
    wave: belongs[index].wave,
    target: 'stack' in work ? targetOf(work.stack) : undefined,
    assets: work.kind === 'publish' ? assetsOf(work.assets) : undefined,
    job: jobOf(index),
  }));
}

function kindOf(work: Work): WorkKind {
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
