import { ANY_RESULT, CANCELLED, type Condition, conditionOf, FAILURE, SKIPPED, SUCCESS } from './condition';
import type { GitHubJobInfo } from './plan-document';

/** What may have become of a job in a run. */
interface Fate {
  /** A set: see `condition.ts`. */
  readonly results: number;
  /** Of all jobs before it, and itself: what a condition of a job behind it may ask. */
  readonly maySucceed: boolean;
  readonly mayFail: boolean;
  readonly mustFail: boolean;
}

/** In what order the jobs of a workflow run, and what does not run if one does not succeed. */
export class JobOrder {
  private readonly indexes: ReadonlyMap<string, number>;
  private readonly needs: readonly (readonly number[])[];
  private readonly conditions: readonly Condition[];
  private readonly blocked = new Map<string, readonly boolean[]>();

  /** @param jobs those that are needed before those that need them: needs that lead on, or nowhere, are passed over */
  constructor(private readonly jobs: readonly GitHubJobInfo[]) {
    this.indexes = new Map(jobs.map(({ id }, i) => [id, i]));
    this.needs = jobs.map((job, i) => job.needs.map((id) => this.indexes.get(id) ?? i).filter((other) => other < i));
    this.conditions = jobs.map(({ condition }) => conditionOf(condition));
  }

  /** For each job, how many come before it at least, one after the other. */
  public get levels(): number[] {
    const levels: number[] = [];
    this.needs.forEach((needs, i) => (levels[i] = needs.reduce((most, other) => Math.max(most, levels[other] + 1), 0)));
    return levels;
  }

  /**
   * Whether a job cannot run before somebody has approved a gate: neither if it is rejected, nor if the run is canceled meanwhile. If a
   * gate must be asked each time, nor if it is skipped.
   */
  public stops(gate: string, job: string, isSkippable: boolean): boolean {
    const results = isSkippable ? [FAILURE, CANCELLED] : [FAILURE, CANCELLED, SKIPPED];
    const [from, to] = [this.indexes.get(gate), this.indexes.get(job)];
    return from !== undefined && to !== undefined && results.every((result) => this.blockedBy(from, result)[to]);
  }

  /** Of the jobs behind one, those that may run although it has failed. */
  public inSpiteOf(job: string): GitHubJobInfo[] {
    const from = this.indexes.get(job);
    if (from === undefined) {
      return [];
    }
    const [blocked, behind] = [this.blockedBy(from, FAILURE), this.behind(from)];
    return this.jobs.filter((_, i) => behind[i] && !blocked[i]);
  }

  /** All jobs that must be over before one begins. O(jobs + needs). */
  public before(job: string): string[] {
    const seen = new Set(this.needs[this.indexes.get(job) ?? -1]);
    for (const one of seen) {
      this.needs[one].forEach((other) => seen.add(other));
    }
    return [...seen].map((i) => this.jobs[i].id);
  }

  /** For each job, those before it that may fail, and it runs all the same. O(jobs * (jobs + needs)). */
  public passed(): ReadonlyMap<string, readonly string[]> {
    const passed = new Map<string, string[]>();
    this.jobs.forEach(({ id }, from) => {
      const [blocked, behind] = [this.follow(from, FAILURE), this.behind(from)];
      this.jobs
        .filter((_, i) => behind[i] && !blocked[i])
        .forEach((job) => passed.set(job.id, [...(passed.get(job.id) ?? []), id]));
    });
    return passed;
  }

  /** All jobs that need one, or need what needs it. */
  private behind(from: number): readonly boolean[] {
    const isBehind: boolean[] = [];
    this.needs.forEach((needs, i) => (isBehind[i] = needs.some((other) => other === from || isBehind[other])));
    return isBehind;
  }

  /** Which jobs cannot run if one ended so; that one is one of them. O(jobs + needs). */
  private blockedBy(from: number, result: number): readonly boolean[] {
    const key = `${from} ${result}`;
    const known = this.blocked.get(key) ?? this.follow(from, result);
    this.blocked.set(key, known);
    return known;
  }

  private follow(from: number, result: number): boolean[] {
    const fates: Fate[] = [];
    const isBehind = this.behind(from);
    // Of what is not behind it nobody knows how it ended.
    const isCancelled = result === CANCELLED ? true : undefined;
    return this.jobs.map(({ needs: ids }, i) => {
      const needs = this.needs[i].map((other) => fates[other]);
      const before = {
        maySucceed: needs.every((one) => one.maySucceed),
        mayFail: needs.some((one) => one.mayFail),
        mustFail: needs.some((one) => one.mustFail),
      };
      const resultsOf = (id: string) => fates.at(this.indexes.get(id) ?? i)?.results;
      const mayRun = !isBehind[i] || this.conditions[i]({ ...before, needs: ids, resultsOf, isCancelled });
      const results = i === from ? result : isBehind[i] && !mayRun ? SKIPPED : ANY_RESULT;
      fates[i] = {
        results,
        maySucceed: before.maySucceed && (results & SUCCESS) !== 0,
        mayFail: before.mayFail || (results & FAILURE) !== 0,
        mustFail: before.mustFail || results === FAILURE,
      };
      return i === from || !mayRun;
    });
  }
}
