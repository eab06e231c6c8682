import type { Change } from './change';
import { comparedFacts } from './facts';
import { jobChanges } from './job-changes';
import { type JobPair, type JobPairs, pairJobs } from './job-pairs';
import { MOST_JOBS, needChanges } from './need-changes';
import type { Pair } from './pair';
import { permissionsText } from '../../document/around-workflow';
import type { GitHubJobInfo } from '../../document/plan-document';
import { groupBy } from '../../private/lang';
import { quoted } from '../../private/text';

/** Jobs in a sentence. */
const MOST = 4;

/** What jobs of a workflow have: rights, environments, conditions, needs, steps. What several jobs have in common is said once. */
export function compareWorkflow(pair: Pair): Change[] {
  const jobs = pairJobs(pair);
  if (!jobs) {
    return [];
  }
  const isSaid = changedWork(pair);
  const needs = needChanges(jobs, pair);
  const changed = jobs.both.flatMap((both) =>
    [...needs(both), ...jobChanges(both, jobs, isSaid(both))].map((one) => ({ id: both.now.id, one })),
  );
  const alike = groupBy(changed, ({ one: { severity, text, details = [] } }) =>
    [severity, text, ...details].join('\n'),
  );
  const most = Math.max(jobs.was.length, jobs.is.length);
  const text = `What ${most} jobs need is not compared: they are more than a workflow can have`;
  return [
    ...(most > MOST_JOBS ? [{ severity: 'danger', text } as const] : []),
    ...[...alike.values()].map((same) =>
      changeOf(
        same.map(({ id }) => id),
        same[0].one,
      ),
    ),
    ...otherJobs(jobs),
  ];
}

function changeOf(ids: readonly string[], { severity, text, details }: Change): Change {
  const subject = `${ids.length === 1 ? 'Job' : 'Jobs'} ${quoted(ids, MOST)}`;
  return { severity, text: `${subject}: ${text}`, ...(details ? { details } : {}) };
}

/** Whether something else is to be done, by the plan, at a node that a job is for: then its script is another one. */
function changedWork(pair: Pair): (both: JobPair) => boolean {
  const [was, is] = [comparedFacts(pair, false), comparedFacts(pair, true)];
  const changed = new Set(
    pair.both.flatMap(([old, now]) => {
      const [a, b] = [was(old), is(now)];
      const isSame = a.size === b.size && [...a].every(([name, value]) => b.get(name) === value);
      return isSame ? [] : [pair.after.keyOf(now)];
    }),
  );
  return ({ key }) => changed.has(key);
}

/** Jobs that only one of the two has. What is in no plan may do anything; what it does is said nowhere else. */
function otherJobs({ gone, added, both }: JobPairs): Change[] {
  const before = [...gone, ...both.map(({ old }) => old)];
  const rights = new Set(before.flatMap((job) => rightsOf(job)));
  return [
    ...gone
      .filter(({ nodes }) => nodes.length === 0)
      .map(({ id, gate }): Change => {
        // A lost gate is reported as that.
        return { severity: gate ? 'notice' : 'danger', text: `Job '${id}' is gone, which is in no plan` };
      }),
    ...added.flatMap((job): Change[] => {
      const more = rightsOf(job).filter((right) => !rights.has(right));
      const text = `New job '${job.id}'`;
      if (job.nodes.length === 0) {
        return [{ severity: 'danger', text: `${text}, which is in no plan`, details: linesOf(job) }];
      }
      return more.length > 0
        ? [{ severity: 'danger', text: `${text} may do what no job could before`, details: more }]
        : [];
    }),
  ];
}

function rightsOf({ permissions, role }: GitHubJobInfo): string[] {
  const rights = Object.entries(permissions).map(([name, right]) => `${name}: ${right}`);
  return [...rights, ...(role === undefined ? [] : [`role ${role}`])];
}

function linesOf(job: GitHubJobInfo): string[] {
  const { environment, role, runsOn, steps } = job;
  return [
    ...(environment === undefined ? [] : [`environment ${environment}`]),
    ...(role === undefined ? [] : [`role ${role}`]),
    `permissions: ${permissionsText(job) || 'none'}`,
    `runs on ${runsOn}`,
    ...steps.map(({ uses, run, name }) => uses ?? run ?? name ?? 'a step'),
  ];
}
