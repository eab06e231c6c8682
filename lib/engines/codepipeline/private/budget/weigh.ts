import type { LimitId, Limits } from './limits';
import type { Use } from './use';
import type { BudgetLine, BudgetStatus } from '../../../../document/plan-document';
import { groupBy } from '../../../../private/lang';

/** A use that is near or over its limit, or the greatest one. */
export interface Finding {
  readonly use: Use;
  readonly status: BudgetStatus;
  /** Whether AWS refuses it for sure. */
  readonly isRefused: boolean;
}

/** What is near or over a limit, the greatest first; where nothing is, the greatest use. By limit, as in the table. */
export function weigh(uses: readonly Use[], limits: Limits): Finding[] {
  const byLimit = groupBy(uses, (u) => u.limit);
  return (Object.keys(limits) as LimitId[]).flatMap((id) => {
    const ofLimit = byLimit.get(id) ?? [];
    const { limit, nearAbove = limit } = limits[id];
    const telling = ofLimit.filter((u) => u.used > nearAbove || u.used > limit).sort((a, b) => b.used - a.used);
    return (telling.length > 0 ? telling : greatest(ofLimit, limit)).map((use) => finding(use, limits));
  });
}

/** Of what is not used, or not limited, there is nothing to tell. */
function greatest(uses: readonly Use[], limit: number): Use[] {
  const max = uses.reduce<Use | undefined>((a, b) => (a === undefined || b.used > a.used ? b : a), undefined);
  return max !== undefined && max.used > 0 && Number.isFinite(limit) ? [max] : [];
}

function finding(use: Use, limits: Limits): Finding {
  const { limit, refusedAbove = limit, nearAbove = limit } = limits[use.limit];
  const status = use.used > limit ? 'over' : use.used > nearAbove ? 'near' : 'ok';
  return { use, status, isRefused: use.used > refusedAbove };
}

/** A finding as it is told. `where`: construct path of what uses it. */
export function lineOf({ use, status }: Finding, where: string, limits: Limits): BudgetLine {
  const { what, limit, hard, remedy, source } = limits[use.limit];
  const detail = use.detail === undefined ? '' : `: ${use.detail}`;
  return { id: use.limit, what, used: use.used, limit, hard, where: `${where}${detail}`, remedy, source, status };
}

/** One line for each limit where nothing is near it: the greatest use of all stacks. What is near or over stays. */
export function mergeLines(lines: readonly BudgetLine[], limits: Limits): BudgetLine[] {
  const byLimit = groupBy(lines, (l) => l.id);
  return Object.keys(limits).flatMap((id) => {
    const sorted = [...(byLimit.get(id) ?? [])].sort((a, b) => b.used - a.used);
    const telling = sorted.filter((l) => l.status !== 'ok');
    return telling.length > 0 ? telling : sorted.slice(0, 1);
  });
}
