import type { JobFacts, WorkflowFacts } from './read-workflow';

/** Two versions of a workflow, and which job of the one is which job of the other. */
export class WorkflowPair {
  public readonly was: Side;
  public readonly is: Side;
  /** In the order of the later version. */
  public readonly jobs: readonly (readonly [was: JobFacts, is: JobFacts])[];
  public readonly gone: readonly JobFacts[];
  public readonly added: readonly JobFacts[];

  constructor(before: WorkflowFacts, after: WorkflowFacts) {
    [this.was, this.is] = [new Side(before), new Side(after)];
    const known = matchesOf(before, after);
    const matched = new Set(known.values());
    this.jobs = [...after.jobs.values()].flatMap((is) => {
      const was = known.get(is);
      return was ? [[was, is] as const] : [];
    });
    this.gone = [...before.jobs.values()].filter((job) => !matched.has(job));
    this.added = [...after.jobs.values()].filter((job) => !known.has(job));
  }
}

/** By id; what has another one now, by what it runs, if nothing else runs that, and a gate by its environment. */
function matchesOf(before: WorkflowFacts, after: WorkflowFacts): Map<JobFacts, JobFacts> {
  const known = new Map<JobFacts, JobFacts>();
  for (const [id, is] of after.jobs) {
    const was = before.jobs.get(id);
    if (was) {
      known.set(is, was);
    }
  }
  const gone = byWork([...before.jobs.values()].filter(({ id }) => !after.jobs.has(id)));
  const added = byWork([...after.jobs.values()].filter(({ id }) => !before.jobs.has(id)));
  for (const [work, is] of added) {
    const was = gone.get(work);
    if (is && was) {
      known.set(is, was);
    }
  }
  return known;
}

/** Nothing, where several jobs do the same. */
function byWork(jobs: readonly JobFacts[]): Map<string, JobFacts | undefined> {
  const found = new Map<string, JobFacts | undefined>();
  for (const job of jobs.filter(({ scripts, isGate }) => scripts.length > 0 || isGate)) {
    const key = JSON.stringify(job.isGate ? job.environment : job.scripts);
    found.set(key, found.has(key) ? undefined : job);
  }
  return found;
}

/** One version, and who waits for whom in it. */
class Side {
  /** Environments whose reviewers are asked by a job that does nothing else. */
  public readonly gates: ReadonlySet<string>;
  private readonly known = new Map<string, ReadonlySet<string>>();

  constructor(public readonly facts: WorkflowFacts) {
    this.gates = new Set([...facts.jobs.values()].flatMap((job) => (job.isGate ? [job.environment!] : [])));
  }

  /** Ids of all jobs that it waits for, also through others. Whoever wrote a circle gets all that is in it. */
  public before(id: string): ReadonlySet<string> {
    const known = this.known.get(id);
    if (known) {
      return known;
    }
    const found = new Set<string>();
    const pending = [id];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const needs = this.facts.jobs.get(next)?.needs ?? [];
      pending.push(...needs.filter((need) => !found.has(need)));
      needs.forEach((need) => found.add(need));
    }
    this.known.set(id, found);
    return found;
  }

  /** Environments of the gates that it waits for. */
  public gatesBefore(id: string): string[] {
    const jobs = [...this.before(id)].flatMap((one) => this.facts.jobs.get(one) ?? []);
    return [...new Set(jobs.flatMap((job) => (job.isGate ? [job.environment!] : [])))];
  }
}
