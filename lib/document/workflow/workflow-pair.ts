import type { JobFacts, WorkflowFacts } from './read-workflow';
import { conditionParts } from '../condition';
import { JobOrder } from '../job-order';
import { Digraph } from '../../graph/digraph';
import { topological } from '../../graph/toposort';
import { remembered } from '../../private/lang';

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
  /** Ids of all jobs that one waits for, also through others. Whoever wrote a circle gets all that is in it. */
  public readonly before = remembered((id: string): ReadonlySet<string> => this.findBefore(id));
  /** Environments of the gates without which a job does not run: it waits for them, and no condition lets it pass them by. */
  public readonly gatesBefore = remembered((id: string): ReadonlySet<string> => this.findGatesBefore(id));
  private readonly order: JobOrder<JobFacts>;

  constructor(public readonly facts: WorkflowFacts) {
    const jobs = [...facts.jobs.values()];
    this.gates = new Set(jobs.flatMap((job) => (job.isGate ? [job.environment!] : [])));
    this.order = new JobOrder(inOrder(jobs));
  }

  private findBefore(id: string): Set<string> {
    const found = new Set<string>();
    const pending = [id];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const needs = this.facts.jobs.get(next)?.needs ?? [];
      pending.push(...needs.filter((need) => !found.has(need)));
      needs.forEach((need) => found.add(need));
    }
    return found;
  }

  private findGatesBefore(id: string): Set<string> {
    const jobs = [...this.before(id)].flatMap((one) => this.facts.jobs.get(one) ?? []);
    const gates = jobs.filter((job) => job.isGate && this.order.stops(job.id, id, maySkip(job)));
    return new Set(gates.map((job) => job.environment!));
  }
}

/** Whether a job is there only in some runs: because of something else than results of others. */
function maySkip({ condition }: JobFacts): boolean {
  return conditionParts(condition).some((part) => !/\.result\b/.test(part));
}

/** Whoever is needed comes first; a file may have them in any order. What is in a circle, which GitHub refuses, comes last. */
function inOrder(jobs: readonly JobFacts[]): JobFacts[] {
  const indexes = new Map(jobs.map(({ id }, i) => [id, i]));
  const graph = new Digraph<undefined>(jobs.length);
  jobs.forEach(({ needs }, i) =>
    needs.flatMap((id) => indexes.get(id) ?? []).forEach((other) => graph.addEdge(other, i, undefined)),
  );
  return [...new Set([...topological(graph), ...indexes.values()])].map((i) => jobs[i]);
}
