import type { WorkflowPair } from './workflow-pair';
import type { Change } from '../change';
import { quoted } from '../../private/text';

/** Names of jobs that are shown of one that waits for them. */
const MOST = 5;

/**
 * Who waits for whom, also through others: the same waits may be written with other `needs`. What a job has lost because one that it
 * needs has lost it is said of that one only.
 */
export function compareWaits({ was, is, jobs }: WorkflowPair): Change[] {
  const newId = new Map(jobs.map(([before, after]) => [before.id, after.id]));
  const oldId = new Map(jobs.map(([before, after]) => [after.id, before.id]));
  const lost = new Map<string, ReadonlySet<string>>();
  const gained = new Map<string, ReadonlySet<string>>();
  for (const [before, after] of jobs) {
    const [then, now] = [was.before(before.id), is.before(after.id)];
    lost.set(after.id, new Set([...then].flatMap((id) => newId.get(id) ?? []).filter((id) => !now.has(id))));
    gained.set(after.id, new Set([...now].filter((id) => oldId.has(id) && !then.has(oldId.get(id)!))));
  }
  const report = (all: typeof lost, how: string, severity: 'danger' | 'info') =>
    jobs.flatMap(([, { id, needs }]): Change[] => {
      const own = [...all.get(id)!].filter((one) => !needs.some((need) => all.get(need)?.has(one)));
      return own.length > 0 ? [{ severity, text: `'${id}' ${how} ${quoted(own, MOST)}` }] : [];
    });
  return [...report(lost, 'no longer waits for', 'danger'), ...report(gained, 'now waits for', 'info')];
}
