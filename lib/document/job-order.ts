import { ANY_RESULT, CANCELLED, type Condition, conditionOf, FAILURE, SKIPPED, SUCCESS } from './condition';
import type { GitHubJobInfo } from './plan-document';

/** How a gate may end without anybody's approval: of one that may be skipped, that is no loss. */
const NOT_APPROVED = [FAILURE, CANCELLED, SKIPPED];
const NOT_APPROVED_IF_ASKED = [FAILURE, CANCELLED];

/** What may have become of a job in a run. */
interface Fate {
  /** A set: see `condition.ts`. */
  readonly results: number;
  /** Of all jobs before it, and itself: what a condition of a job behind it may ask. */
  readonly maySucceed: boolean;
  readonly mayFail: boolean;
  readonly mustFail: boolean;
}

/** Of a job that has nothing to do with the one that is asked about. */
const UNKNOWN: Fate = { results: ANY_RESULT, maySucceed: true, mayFail: true, mustFail: false };

/** What order is about. */
export type OrderedJob = Pick<GitHubJobInfo, 'id' | 'needs' | 'condition' | 'settings'>;

/** In what order the jobs of a workflow run, and what does not run if one does not succeed. */
export class JobOrder<J extends OrderedJob = GitHubJobInfo> {
  private readonly indexes: ReadonlyMap<string, number>;
  private readonly needs: readonly (readonly number[])[];
  /** Of each job: where those are that it needs. GitHub knows results of no others, and no upper and lower case. */
  private readonly needed: readonly ReadonlyMap<string, number>[];
  private readonly conditions: readonly Condition[];
  /** For each need of each job, a set of results with which the job does not run, whatever else happens. */
  private readonly fatal: readonly (readonly number[])[];
  private readonly blocked = new Map<string, Uint8Array>();

  /** @param jobs those that are needed before those that need them: needs that lead on, or nowhere, are passed over */
  constructor(private readonly jobs: readonly J[]) {
    this.indexes = new Map(jobs.map(({ id }, i) => [id, i]));
    this.needs = jobs.map((job, i) => job.needs.map((id) => this.indexes.get(id) ?? i).filter((other) => other < i));
    this.needed = jobs.map(({ needs }) => new Map(needs.map((id) => [id.toLowerCase(), this.indexes.get(id) ?? -1])));
    this.conditions = jobs.map(({ condition }) => conditionOf(condition));
    this.fatal = this.needs.map((needs, i) => needs.map((other) => this.fatalOf(i, other)));
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
    const results = isSkippable ? NOT_APPROVED_IF_ASKED : NOT_APPROVED;
    const [from, to] = [this.indexes.get(gate), this.indexes.get(job)];
    return from !== undefined && to !== undefined && results.every((result) => this.blockedBy(from, result)[to] === 1);
  }

  /** Of the jobs behind one, those that may run although it has failed. */
  public inSpiteOf(job: string): J[] {
    const from = this.indexes.get(job);
    return from === undefined ? [] : this.passing(from, FAILURE);
  }

  /** All jobs that must be over before one begins. O(jobs + needs). */
  public before(job: string): string[] {
    const seen = new Set(this.needs[this.indexes.get(job) ?? -1]);
    for (const one of seen) {
      this.needs[one].forEach((other) => seen.add(other));
    }
    return [...seen].map((i) => this.jobs[i].id);
  }

  /** For each job, those before it that may end so, and it runs all the same. O(jobs * (jobs + needs)). */
  public passed(result: number): ReadonlyMap<string, readonly string[]> {
    const passed = new Map<string, string[]>(this.jobs.map(({ id }) => [id, []]));
    this.jobs.forEach(({ id }, from) => this.passing(from, result).forEach((job) => passed.get(job.id)!.push(id)));
    return passed;
  }

  /** Whether a job that waits for others may begin after the run was canceled. */
  public runsIfCanceled(job: string): boolean {
    const i = this.indexes.get(job) ?? -1;
    return this.jobs[i]?.needs.length > 0 && this.mayRun(i, () => ({ ...UNKNOWN, maySucceed: false }), true);
  }

  private passing(from: number, result: number): J[] {
    const [blocked, behind] = [this.follow(from, result), this.behind(from)];
    return this.jobs.filter((_, i) => behind[i] === 1 && blocked[i] === 0);
  }

  /** All jobs that need one, or need what needs it. */
  private behind(from: number): Uint8Array {
    const isBehind = new Uint8Array(this.jobs.length);
    for (let i = from + 1; i < isBehind.length; i++) {
      isBehind[i] = this.needs[i].some((other) => other === from || isBehind[other] === 1) ? 1 : 0;
    }
    return isBehind;
  }

  /** Which jobs cannot run if one ended so; that one is one of them. O(jobs + needs). */
  private blockedBy(from: number, result: number): Uint8Array {
    const key = `${from} ${result}`;
    const known = this.blocked.get(key) ?? this.follow(from, result);
    this.blocked.set(key, known);
    return known;
  }

  private follow(from: number, result: number): Uint8Array {
    const behind = this.behind(from);
    const blocked = new Uint8Array(this.jobs.length);
    // Of what is not behind it nobody knows how it ended.
    const fates = new Map<number, Fate>();
    const fateOf = (i: number) => fates.get(i) ?? UNKNOWN;
    const isCancelled = result === CANCELLED ? true : undefined;
    // A failure that nobody is to see stops nobody.
    const shown = result === FAILURE && this.hidesFailure(from) ? 0 : result;
    for (let i = from; i < blocked.length; i++) {
      if (i === from || behind[i] === 1) {
        const needs = this.needs[i];
        const isFatal = (other: number, n: number) =>
          blocked[other] === 1 && (this.fatal[i][n] & (other === from ? shown : SKIPPED)) !== 0;
        const isBlocked = i === from || needs.some(isFatal) || !this.mayRun(i, fateOf, isCancelled);
        blocked[i] = isBlocked ? 1 : 0;
        const results = i === from ? shown || ANY_RESULT : isBlocked ? SKIPPED : ANY_RESULT;
        fates.set(i, fateAfter(needs.map(fateOf), results));
      }
    }
    return blocked;
  }

  /** An expression may be true. */
  private hidesFailure(i: number): boolean {
    return (this.jobs[i].settings?.['continue-on-error'] ?? 'false') !== 'false';
  }

  private mayRun(i: number, fateOf: (i: number) => Fate, isCancelled: boolean | undefined): boolean {
    const { maySucceed, mayFail, mustFail } = fateAfter(this.needs[i].map(fateOf), 0);
    const resultsOf = (id: string) => {
      const at = this.needed[i].get(id.toLowerCase());
      return at === undefined ? undefined : fateOf(at).results;
    };
    return this.conditions[i]({ needs: this.jobs[i].needs, resultsOf, maySucceed, mayFail, mustFail, isCancelled });
  }

  /** With which results of one job that it needs another one does not run, whatever becomes of all others. */
  private fatalOf(i: number, other: number): number {
    const fateIf = (results: number) => ({ ...UNKNOWN, results, maySucceed: false, mustFail: results === FAILURE });
    return NOT_APPROVED.reduce((fatal, result) => {
      const fateOf = (one: number) => (one === other ? fateIf(result) : UNKNOWN);
      return this.mayRun(i, fateOf, result === CANCELLED ? true : undefined) ? fatal : fatal | result;
    }, 0);
  }
}

/** All jobs before one, and how that one may have ended. Nothing, if it is not looked at. */
function fateAfter(needs: readonly Fate[], results: number): Fate {
  return {
    results,
    maySucceed: needs.every((one) => one.maySucceed) && (results === 0 || (results & SUCCESS) !== 0),
    mayFail: needs.some((one) => one.mayFail) || (results & FAILURE) !== 0,
    mustFail: needs.some((one) => one.mustFail) || results === FAILURE,
  };
}
