import type { Belongs } from './belongings';
import type { AssetInfo, TargetInfo, WorkInfo, WorkKind } from '../document/plan-document';
import type { Work } from '../plan/plan';
import type { AssetSnapshot, StackSnapshot } from '../plan/snapshot-data';
import { unreachable } from '../private/errors';
import { groupBy } from '../private/lang';

/** What a node of the plan does. `gate`: whether an action that was made of it asks somebody. */
export function describeWork(
  work: Work,
  { application, wave }: Belongs,
  { gate, job }: Pick<WorkInfo, 'gate' | 'job'>,
): WorkInfo {
  return {
    kind: kindOf(work),
    label: labelOf(work),
    gate,
    application,
    wave,
    target: 'stack' in work ? targetOf(work.stack) : undefined,
    assets: work.kind === 'publish' ? assetsOf(work.assets) : undefined,
    job,
  };
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
