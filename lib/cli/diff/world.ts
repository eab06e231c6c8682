import { type Change, ifAny } from './change';
import type { Guards } from './guards';
import { deployedAs, spelled } from './identity';
import { isAsGood } from './match';
import type { Pair } from './pair';
import { isDeployment } from './side';
import type { TargetInfo } from '../../document/plan-document';
import type { Action } from '../../document/stages';
import { groupBy } from '../../private/lang';
import { quoted } from '../../private/text';
import { count } from '../../private/terminal';

/** Accounts that are named. */
const MOST = 6;

/** A deployment of any pipeline, and what stops it. */
export interface Deployed {
  readonly pipeline: string;
  readonly target: TargetInfo;
  readonly gates: readonly Action[];
}

export function deployedBy(guards: Guards): Deployed[] {
  const { plan } = guards;
  return plan.works.filter(isDeployment).map((action) => ({
    pipeline: plan.document.pipeline.path,
    target: action.target,
    gates: guards.before(action),
  }));
}

/** Stacks that other pipelines have deployed, and that now a pipeline deploys behind fewer gates, or lesser ones. */
export function takenOver(now: readonly Deployed[], own: readonly Deployed[], others: readonly Deployed[]): Change[] {
  const ours = new Set(own.map(({ target }) => deployedAs(target)));
  const before = groupBy(others, ({ target }) => deployedAs(target));
  const lost = now.flatMap((one) => {
    const from = ours.has(deployedAs(one.target)) ? [] : (before.get(deployedAs(one.target)) ?? []);
    const isLost = from.length > 0 && from.every((other) => !areAsGood(one.gates, other.gates));
    const { stackName, account, region } = one.target;
    const pipelines = [...new Set(from.map(({ pipeline }) => pipeline))].join(', ');
    return isLost ? [`${[stackName, account, region].filter(Boolean).join(' ')}, of ${pipelines}`] : [];
  });
  return ifAny([...new Set(lost)], 'lost', (n) => `${count(n, 'deployment')} had more gates in another pipeline`);
}

/** Whether there is one for each of the old ones: of its kind, or an approval. */
function areAsGood(now: readonly Action[], old: readonly Action[]): boolean {
  const free = [...now];
  const take = (gate: Action, isLike: (other: Action) => boolean) => {
    const i = free.findIndex((other) => isLike(other) && isAsGood(gate, other));
    return i >= 0 && free.splice(i, 1).length > 0;
  };
  const left = old.filter((gate) => !take(gate, (other) => other.kind === gate.kind));
  return left.every((gate) => take(gate, () => true));
}

/**
 * New deployments that nobody is asked about. Where others in the same account wait for a decision: if all do, it is lost.
 * What counts as others was there before, in any pipeline; so several new ones are no excuse for each other.
 */
export function newcomers(now: readonly Deployed[], before: readonly Deployed[], pair?: Pair): Change[] {
  const known = new Set(before.map(({ target }) => deployedAs(target)));
  const same = new Set(
    (pair?.both ?? []).flatMap(([, action]) => (isDeployment(action) ? [spelled(action.target)] : [])),
  );
  const added = now.filter(
    ({ target, gates }) => gates.length === 0 && !known.has(deployedAs(target)) && !same.has(spelled(target)),
  );
  const all = [...before, ...now.filter(({ target }) => known.has(deployedAs(target)) || same.has(spelled(target)))];
  const careful = new Set(all.filter(({ gates }) => gates.length > 0).map(accountOf));
  const careless = new Set(before.filter(({ gates }) => gates.length === 0).map(accountOf));
  const isOfAll = (one: Deployed) => careful.has(accountOf(one)) && !careless.has(accountOf(one));
  const isOfSome = (one: Deployed) => careful.has(accountOf(one)) && careless.has(accountOf(one));
  const elsewhere = careful.size > 0 ? added.filter((one) => !careful.has(accountOf(one))) : [];
  return [
    ...addedTo(added.filter(isOfAll), 'lost', ', where all others have one'),
    ...addedTo(added.filter(isOfSome), 'danger', ', where others have one'),
    ...addedTo(elsewhere, 'notice', ''),
  ];
}

function addedTo(open: readonly Deployed[], severity: Change['severity'], others: string): Change[] {
  const accounts = quoted([...new Set(open.map(accountOf))], MOST);
  const stacks = open.map(({ target }) => target.stack);
  return ifAny(stacks, severity, (n) => `${count(n, 'new deployment')} without a gate to ${accounts}${others}`);
}

/** What is not known before deployment is an account, too: that of the pipeline. */
function accountOf({ target }: Deployed): string {
  return target.account ?? '<account>';
}
