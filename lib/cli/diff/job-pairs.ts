import type { Pair } from './pair';
import type { Side } from './side';
import type { GitHubJobInfo } from '../../document/plan-document';
import { groupBy } from '../../private/lang';

/** A job, and what it was. */
export interface JobPair {
  readonly old: GitHubJobInfo;
  readonly now: GitHubJobInfo;
  /** Key of a node that both do: see `Side`. */
  readonly key: string;
}

/** The jobs of two workflows. */
export interface JobPairs {
  readonly both: readonly JobPair[];
  readonly gone: readonly GitHubJobInfo[];
  readonly added: readonly GitHubJobInfo[];
  /** Of one of the old jobs: what it is called now. */
  readonly nowOf: ReadonlyMap<string, string>;
  /** A text of the old workflow, with the ids that jobs have now. */
  readonly renamed: (text: string) => string;
  readonly was: readonly GitHubJobInfo[];
  readonly is: readonly GitHubJobInfo[];
}

/** A job for a node, with its key. */
interface Doing {
  readonly job: GitHubJobInfo;
  readonly key: string;
}

/** Jobs are the same that do the same: first those that also stop for a person, or do not. Nothing, if not both run on GitHub. */
export function pairJobs({ before, after }: Pair): JobPairs | undefined {
  const [was, is] = [before, after].map(({ plan }) => plan.document.gitHub?.jobs);
  if (!was || !is) {
    return undefined;
  }
  const [old, now] = [before, after].map(doingsOf);
  const pairs = new Map<GitHubJobInfo, JobPair>();
  const taken = new Set<GitHubJobInfo>();
  const ways: ((one: Doing) => string)[] = [
    ({ key, job }) => `${key} ${job.gate} ${job.id}`,
    ({ key, job }) => `${key} ${job.gate}`,
    ({ key }) => key,
  ];
  for (const keyOf of ways) {
    const left = groupBy(
      old.filter(({ job }) => !taken.has(job)),
      keyOf,
    );
    for (const { job, key } of now.filter((one) => !pairs.has(one.job))) {
      const match = left.get(keyOf({ job, key }))?.find((other) => !taken.has(other.job));
      if (match && !pairs.has(job)) {
        taken.add(match.job);
        pairs.set(job, { old: match.job, now: job, key });
      }
    }
  }
  for (const pair of sameInNoPlan(old, now, pairs)) {
    pairs.set(pair.now, pair);
    taken.add(pair.old);
  }
  const both = [...pairs.values()];
  const nowOf = new Map(both.map((pair) => [pair.old.id, pair.now.id]));
  return {
    ...{ both, nowOf, renamed: renaming(nowOf) },
    gone: was.filter((job) => !taken.has(job)),
    added: is.filter((job) => !pairs.has(job)),
    ...{ was, is },
  };
}

/** Of jobs in no plan that are called otherwise now: those that do the same, at the same place. */
function sameInNoPlan(
  old: readonly Doing[],
  now: readonly Doing[],
  pairs: ReadonlyMap<GitHubJobInfo, JobPair>,
): JobPair[] {
  const taken = new Set([...pairs.values()].map((pair) => pair.old));
  const nowOf = new Map([...pairs.values()].map((pair) => [pair.old.id, pair.now.id]));
  const workOf = ({ needs, steps }: GitHubJobInfo, idOf: (id: string) => string) =>
    JSON.stringify([[...needs].map(idOf).sort(), steps]);
  const isLeft = ({ job }: Doing) => job.nodes.length === 0 && !taken.has(job) && !pairs.has(job);
  const left = groupBy(old.filter(isLeft), ({ job }) => workOf(job, (id) => nowOf.get(id) ?? id));
  return now.filter(isLeft).flatMap(({ job, key }) => {
    const match = left.get(workOf(job, String))?.shift();
    return match ? [{ old: match.job, now: job, key }] : [];
  });
}

function doingsOf(side: Side): Doing[] {
  return side.plan.actions.flatMap((action) =>
    action.workflowJob ? [{ job: action.workflowJob, key: side.keyOf(action) }] : [],
  );
}

/** Ids of jobs are in conditions, and in what takes outputs of other jobs. */
function renaming(nowOf: ReadonlyMap<string, string>): (text: string) => string {
  const others = new Map([...nowOf].filter(([old, now]) => old !== now));
  return others.size === 0
    ? (text) => text
    : (text) => text.replace(/\bneeds\.([A-Za-z_][\w-]*)/g, (_, id: string) => `needs.${others.get(id) ?? id}`);
}
