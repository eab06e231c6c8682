import type { Finding } from './diagnose';
import type { Limit } from './limit';
import type { Usage } from './usage';
import type { BudgetLine, BudgetStatus } from '../../document/plan-document';
import { groupBy } from '../../private/lang';

/** Limits by their ids. */
export type LimitTable<Id extends string> = Readonly<Record<Id, Limit>>;

/** A use that is near or over its limit, or the greatest one. */
export interface Weighed<Id extends string> {
  readonly use: Usage<Id>;
  readonly status: BudgetStatus;
  /** Whether AWS refuses it for sure. */
  readonly isRefused: boolean;
}

/** What is near or over a limit, the greatest first; where nothing is, the greatest use. By limit, as in the table. */
export function weigh<Id extends string>(uses: Iterable<Usage<Id>>, limits: LimitTable<Id>): Weighed<Id>[] {
  const scales = new Map<Id, Scale<Id>>();
  for (const use of uses) {
    put(use, scales, limits[use.limit]);
  }
  return (Object.keys(limits) as Id[]).flatMap((id) => {
    const { findings = [], greatest } = scales.get(id) ?? {};
    const shown = findings.length > 0 ? findings.sort((x, y) => y.used - x.used) : worthShowing(greatest, limits[id]);
    return shown.map((use) => finding(use, limits));
  });
}

/** All that is kept of the uses of one limit. */
interface Scale<Id extends string> {
  /** What is near the limit, or breaks it. */
  readonly findings: Usage<Id>[];
  /** The first of the greatest ones. */
  greatest: Usage<Id>;
}

function put<Id extends string>(use: Usage<Id>, scales: Map<Id, Scale<Id>>, limit: Limit): void {
  const scale = scales.get(use.limit) ?? { findings: [], greatest: use };
  scales.set(use.limit, scale);
  if (use.used > scale.greatest.used) {
    scale.greatest = use;
  }
  if (statusOf(use, limit) !== 'ok') {
    scale.findings.push(use);
  }
}

/** Of what is not used, or has no upper limit, there is nothing to show while all is well. */
function worthShowing<Id extends string>(greatest: Usage<Id> | undefined, { kind, limit }: Limit): Usage<Id>[] {
  return kind === 'max' && greatest !== undefined && greatest.used > 0 && Number.isFinite(limit) ? [greatest] : [];
}

function finding<Id extends string>(use: Usage<Id>, limits: LimitTable<Id>): Weighed<Id> {
  const limit = limits[use.limit];
  const isRefused = limit.kind === 'min' ? use.used < limit.limit : use.used > (limit.refusedAbove ?? limit.limit);
  return { use, status: statusOf(use, limit), isRefused };
}

function statusOf({ used }: Usage, { kind, limit, nearAbove = limit }: Limit): BudgetStatus {
  if (kind === 'min') {
    return used < limit ? 'over' : 'ok';
  }
  return used > limit ? 'over' : used > nearAbove ? 'near' : 'ok';
}

/** A finding as it is written down. `path`: construct path of what uses it. */
export function findingOf<Id extends string, Place>(
  { use, status, isRefused }: Weighed<Id>,
  path: string,
  place: Place,
  limits: LimitTable<Id>,
): Finding<Place> {
  const { kind, what, limit, hard, remedy, source } = limits[use.limit];
  const { used, detail } = use;
  const where = detail === undefined ? path : `${path}: ${detail}`;
  const line = { id: use.limit, kind, what, used, limit, hard, where, remedy, source, status };
  return { line, place, path, detail, isRefused };
}

/** One line for each limit where nothing is near it: the greatest use of all stacks. What is near or over stays. */
export function mergeLines(lines: readonly BudgetLine[], limits: LimitTable<string>): BudgetLine[] {
  const byLimit = groupBy(lines, (l) => l.id);
  return Object.keys(limits).flatMap((id) => {
    const sorted = [...(byLimit.get(id) ?? [])].sort((a, b) => b.used - a.used);
    const telling = sorted.filter((l) => l.status !== 'ok');
    return telling.length > 0 ? telling : sorted.slice(0, 1);
  });
}
