import type { TargetInfo } from '../../document/plan-document';
import type { Action } from '../../document/stages';
import { groupBy } from '../../private/lang';

/** What CloudFormation knows: two stacks are the same if this is, whatever their constructs are called. */
export function deployedAs({ stackName, account = '', region = '' }: TargetInfo): string {
  return JSON.stringify([stackName, account, region]);
}

/** An id for each target of a plan, by what the plan says of it. */
export type Ids = ReadonlyMap<string, string>;

/** A target as the plan says it. */
export function spelled(target: TargetInfo): string {
  return `${deployedAs(target)}\n${target.stack}`;
}

/** How a stack is found in the other plan, the surest first. */
const WAYS: readonly ((target: TargetInfo) => string)[] = [
  spelled,
  deployedAs,
  ({ stack }) => stack,
  ({ stackName }) => stackName,
];

/**
 * Ids for the targets of two plans, the same for the same stack: whatever its construct, its Stage and its wave are called
 * now; of the others, for those whose construct is still there, or whose place one of the plans does not know.
 */
export function identify(before: readonly TargetInfo[], after: readonly TargetInfo[]): { before: Ids; after: Ids } {
  const [old, now] = [distinct(before), distinct(after)];
  const known = new Map(old.map((target) => [spelled(target), spelled(target)]));
  const taken = new Set<TargetInfo>();
  const found = new Map<string, string>();
  WAYS.forEach((way, i) => {
    const isName = i === WAYS.length - 1;
    const left = groupBy(
      old.filter((target) => !taken.has(target)),
      way,
    );
    for (const target of now.filter((one) => !found.has(spelled(one)))) {
      const match = left.get(way(target))?.find((one) => !taken.has(one) && (!isName || mayBe(one, target)));
      if (match) {
        taken.add(match);
        found.set(spelled(target), spelled(match));
      }
    }
  });
  return { before: known, after: new Map(now.map((one) => [spelled(one), found.get(spelled(one)) ?? spelled(one)])) };
}

export function targetsOf(actions: readonly Action[]): TargetInfo[] {
  return actions.flatMap(({ kind, target }) => (target && (kind === 'deploy' || kind === 'prepare') ? [target] : []));
}

function distinct(targets: readonly TargetInfo[]): TargetInfo[] {
  return [...new Map(targets.map((target) => [spelled(target), target])).values()];
}

/** Whether nothing that is known of two places is different. */
function mayBe(a: TargetInfo, b: TargetInfo): boolean {
  const isOpen = (x: string | undefined, y: string | undefined) => x === undefined || y === undefined || x === y;
  return isOpen(a.account, b.account) && isOpen(a.region, b.region);
}
