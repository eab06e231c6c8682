import type { Depth, Difference, Listener, Reason, Result, RunFinished } from './events';
import type { Scheduler } from './scheduler';
import type { Work } from './works';

/** How a work ended, and what is left of it. */
export interface Outcome extends Reason {
  readonly result: Result;
  readonly workspace?: string;
  readonly envFile?: string;
  readonly command?: string;
}

/** What the process exits with. Bad input is 2, as of all commands. */
export const EXIT_CODES: Readonly<Record<RunFinished['result'], number>> = {
  succeeded: 0,
  failed: 1,
  stopped: 3,
  canceled: 130,
};

/** Who may go on behind a work that ended so. */
const LETS_ON: Readonly<Record<Result, boolean>> = {
  ...{ succeeded: true, skipped: true },
  ...{ failed: false, rejected: false, stopped: false, canceled: false },
};

/** What a scheduler decides and works report, as events. It has no clock: times are given. */
export class Progress {
  private readonly startedAt = new Map<number, number>();
  private readonly results = new Map<number, Result>();
  private last?: number;
  private now = 0;

  constructor(
    private readonly works: readonly Work[],
    private readonly scheduler: Scheduler,
    private readonly listener: Listener,
    private readonly depth: Depth,
  ) {}

  /** The works that start now. */
  public start(at: number, logOf: (work: Work) => string | undefined = () => undefined): readonly number[] {
    const { started, queued } = this.scheduler.start();
    for (const work of started) {
      const after = this.scheduler.after(work);
      this.startedAt.set(work, at);
      this.listener({
        ...{ type: 'action.started', action: this.works[work].id, at },
        ...(after === undefined ? {} : { after: this.works[after].id }),
        log: logOf(this.works[work]),
      });
    }
    queued.forEach((work) => this.listener({ type: 'action.queued', action: this.works[work].id, at }));
    return started;
  }

  public finish(work: number, at: number, outcome: Outcome): void {
    const seconds = at - this.startedAt.get(work)!;
    this.results.set(work, outcome.result);
    this.now = at;
    this.last = work;
    this.listener({ type: 'action.finished', action: this.works[work].id, at, seconds, ...outcome });
    this.scheduler.finish(work, LETS_ON[outcome.result]);
  }

  /**
   * The end of the run, and what the process exits with: a simulation has done all it should, whatever it has shown.
   *
   * @param isCanceled whether it was ended from outside, with something left to do
   */
  public end(differences: readonly Difference[], isCanceled = false): number {
    const never = this.scheduler.neverStarted();
    for (const { work, because } of never) {
      const [action, culprit] = [this.works[work].id, this.works[because].id];
      this.listener({ type: 'action.never-started', action, at: this.now, because: culprit });
    }
    const counts = this.counts(never.length);
    const result = isCanceled ? 'canceled' : resultOf(counts);
    const exitCode = this.depth === 'simulate' ? 0 : EXIT_CODES[result];
    const criticalPath = this.criticalPath();
    this.listener({ type: 'run.finished', at: this.now, result, counts, criticalPath, differences, exitCode });
    return exitCode;
  }

  /** Whether all these have come to a good end. */
  public isDone(works: Iterable<number>): boolean {
    return [...works].every((work) => LETS_ON[this.results.get(work) ?? 'canceled']);
  }

  private counts(never: number): RunFinished['counts'] {
    const counts = {
      succeeded: 0,
      failed: 0,
      rejected: 0,
      stopped: 0,
      skipped: 0,
      canceled: 0,
      'never-started': never,
    };
    this.results.forEach((result) => counts[result]++);
    return counts;
  }

  /** From the work that ended last, back to one that waited for nobody. */
  private criticalPath(): string[] {
    const path: string[] = [];
    for (let work = this.last; work !== undefined; work = this.scheduler.after(work)) {
      path.push(this.works[work].id);
    }
    return path.reverse();
  }
}

/** What is worst, counts. */
function resultOf(counts: RunFinished['counts']): RunFinished['result'] {
  if (counts.canceled > 0) {
    return 'canceled';
  }
  return counts.failed + counts.rejected > 0 ? 'failed' : counts.stopped > 0 ? 'stopped' : 'succeeded';
}
