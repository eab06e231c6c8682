import type { Change } from './change';
import type { JobPair, JobPairs } from './job-pairs';
import type { Pair } from './pair';
import { change } from './step-changes';
import { FAILURE, SKIPPED } from '../../document/condition';
import { JobOrder } from '../../document/job-order';
import { remembered } from '../../private/lang';
import { quoted } from '../../private/text';

/** Jobs in a sentence. */
const MOST = 6;

/** More jobs than a file of a workflow can have; all pairs of them take too long. */
export const MOST_JOBS = 3_000;

/**
 * Jobs that a job no longer waits for, also not through others, and those that it lets fail now. What the plan does not ask for any
 * more is order, and reported as that. Nothing, if there are too many jobs.
 */
export function needChanges(jobs: JobPairs, pair: Pair): (both: JobPair) => Change[] {
  const { was, is, nowOf } = jobs;
  if (Math.max(was.length, is.length) > MOST_JOBS) {
    return () => [];
  }
  const [old, now] = [new JobOrder(was), new JobOrder(is)];
  const passed = [FAILURE, SKIPPED].map((result) => [old.passed(result), now.passed(result)] as const);
  const isAskedFor = askedFor(now, jobs, pair);
  const oldOf = new Map(jobs.both.map((both) => [both.now.id, both.old.id]));
  const lostBy = remembered((id: string) => {
    const after = new Set(now.before(id));
    const before = old.before(oldOf.get(id) ?? '').flatMap((other) => nowOf.get(other) ?? []);
    return before.filter((other) => !after.has(other) && isAskedFor(id, other, after));
  });
  return ({ old: { id: oldId }, now: { id, needs } }) => {
    const before = new Set(old.before(oldId).flatMap((other) => nowOf.get(other) ?? []));
    const lost = lostBy(id);
    // What comes before something else that is lost need not be said; nor what a job has lost that is still waited for.
    const implied = new Set([...lost.flatMap((other) => now.before(other)), ...needs.flatMap(lostBy)]);
    const [failed, skipped] = passed.map(([was, is]) => {
      const known = new Set((was.get(oldId) ?? []).map((other) => nowOf.get(other)));
      return (is.get(id) ?? []).filter((other) => !known.has(other));
    });
    return [
      ...said(
        'danger',
        'no longer behind',
        lost.filter((other) => !implied.has(other)),
      ),
      ...said('danger', 'now also after a failure of', failed),
      // What is new may be skipped because nobody need be asked.
      ...said(
        'danger',
        'now also after a skip of',
        skipped.filter((other) => before.has(other)),
      ),
      ...(now.runsIfCanceled(id) && !old.runsIfCanceled(oldId)
        ? [change('danger', 'now also if the run is canceled')]
        : []),
      ...said(
        'info',
        'now behind',
        needs.filter((other) => !before.has(other)),
      ),
    ];
  };
}

function said(severity: Change['severity'], words: string, jobs: readonly string[]): Change[] {
  return jobs.length > 0 ? [change(severity, `${words} ${quoted(jobs, MOST)}`)] : [];
}

type AskedFor = (job: string, other: string, after: ReadonlySet<string>) => boolean;

/** Whether a job should still wait for another one: if the plan says so, or if one of them is in no plan, and does more than tie waits. */
function askedFor(order: JobOrder, { is }: JobPairs, { after: { plan } }: Pair): AskedFor {
  const jobs = new Map(is.map((job) => [job.id, job]));
  const known = new Map<string, ReadonlySet<string>>();
  const waitsOf = (id: string) => {
    const nodes = jobs.get(id)!.nodes.map((node) => plan.indexOf(node)!);
    const waits = known.get(id) ?? new Set(plan.before(nodes).map((node) => plan.waits.ids[node]));
    known.set(id, waits);
    return waits;
  };
  return (id, other, after) => {
    const { nodes, needs } = jobs.get(other)!;
    if (nodes.length === 0) {
      return needs.length === 0 || !order.before(other).every((one) => after.has(one));
    }
    return jobs.get(id)!.nodes.length === 0 || nodes.some((node) => waitsOf(id).has(node));
  };
}
