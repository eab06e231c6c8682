import type { Limit } from './limit-kinds';
import type { LimitId, Limits } from './limit-table';
import type { Usage } from './usage';
import type { BudgetLine, BudgetStatus } from '../../../../document/plan-document';
import { groupBy } from '../../../../private/lang';

/** A use that is near or over its limit, or the greatest one. */
export interface Weighed {
  readonly use: Usage;
  readonly status: BudgetStatus;
  /** Whether AWS refuses it for sure. */
  readonly isRefused: boolean;
}

/** What is near or over a limit, the greatest first; where nothing is, the greatest use. By limit, as in the table. */
export function weigh(uses: Iterable<Usage>, limits: Limits): Weighed[] {
  const scales = new Map<LimitId, Scale>();
  for (const use of uses) {
    put(use, scales, limits[use.limit]);
  }
  return (Object.keys(limits) as LimitId[]).flatMap((id) => {
    const { telling = [], greatest } = scales.get(id) ?? {};
    const told = telling.length > 0 ? telling.sort((a, b) => b.used - a.used) : worthTelling(greatest, limits[id]);
    return told.map((use) => finding(use, limits));
  });
}

/** All that is kept of the uses of one limit. */
interface Scale {
  readonly telling: Usage[];
  /** The first of the greatest ones. */
  greatest: Usage;
}

function put(use: Usage, scales: Map<LimitId, Scale>, { limit, nearAbove = limit }: Limit): void {
  const scale = scales.get(use.limit) ?? { telling: [], greatest: use };
  scales.set(use.limit, scale);
  if (use.used > scale.greatest.used) {
    scale.greatest = use;
  }
  if (use.used > nearAbove || use.used > limit) {
    scale.telling.push(use);
  }
}

/** Of what is not used, or not limited, there is nothing to tell. */
function worthTelling(greatest: Usage | undefined, { limit }: Limit): Usage[] {
  return greatest !== undefined && greatest.used > 0 && Number.isFinite(limit) ? [greatest] : [];
}

function finding(use: Usage, limits: Limits): Weighed {
  const { limit, refusedAbove = limit, nearAbove = limit } = limits[use.limit];
  const status = use.used > limit ? 'over' : use.used > nearAbove ? 'near' : 'ok';
  return { use, status, isRefused: use.used > refusedAbove };
}

/** A finding as it is told. `where`: construct path of what uses it. */
export function lineOf({ use, status }: Weighed, where: string, limits: Limits): BudgetLine {
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
