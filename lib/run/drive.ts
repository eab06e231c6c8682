import { setMaxListeners } from 'events';
import { type Depth, type Difference, EVENTS_SCHEMA_VERSION, type Listener, type RunStarted } from './events';
import type { Executor, Report } from './executor';
import type { OrderOf } from './order';
import { type Outcome, Progress } from './progress';
import type { Scheduler } from './scheduler';
import { actionOfRun, type Work } from './works';

/** A run for real. */
export interface Drive {
  /** Construct path. */
  readonly pipeline: string;
  readonly depth: Depth;
  readonly order: OrderOf;
  readonly works: readonly Work[];
  /** Indexes of those that run. */
  readonly chosen: ReadonlySet<number>;
  readonly scheduler: Scheduler;
  readonly executor: Executor;
  readonly directory?: string;
  readonly logOf: (work: Work) => string | undefined;
  /** Said before anything runs. */
  readonly warnings?: readonly string[];
  /** What was not shown, asked when all is done. */
  readonly differences: () => readonly Difference[];
  /** Seconds since the run began. */
  readonly clock: () => number;
  readonly signal: AbortSignal;
}

/** Run works, each as soon as it may, and say what the process exits with. */
export async function drive(run: Drive, listener: Listener): Promise<number> {
  const { works, scheduler, clock } = run;
  const progress = new Progress(works, scheduler, listener, run.depth);
  listener(startOf(run));
  run.warnings?.forEach((message) => listener({ type: 'warning', message }));
  const running = new Map<number, Promise<{ readonly work: number; readonly outcome: Outcome }>>();
  const broken = breakable(run.signal);
  const { signal } = broken;
  const begin = () => {
    // What was ended from outside starts nothing more.
    for (const work of signal.aborted ? [] : progress.start(clock(), run.logOf)) {
      running.set(
        work,
        execute({ ...run, signal }, works[work], broken.guarded(listener)).then((outcome) => ({ work, outcome })),
      );
    }
  };
  try {
    begin();
    while (running.size > 0) {
      const { work, outcome } = await Promise.race([broken.promise, ...running.values()]);
      running.delete(work);
      progress.finish(work, clock(), outcome);
      begin();
    }
    const isCanceled = signal.aborted && !progress.isDone(run.chosen);
    return progress.end(run.differences(), isCanceled);
  } finally {
    // After a mistake, what still runs is ended before anybody goes on.
    broken.end();
    await Promise.allSettled(running.values());
  }
}

/** A signal that is given, too, when this run breaks down: a log that cannot be written is an error, wherever it happens. */
function breakable(outside: AbortSignal) {
  const own = new AbortController();
  // Each action that runs listens.
  setMaxListeners(0, own.signal);
  const end = () => own.abort();
  let fail: (error: unknown) => void;
  const promise = new Promise<never>((_, reject) => (fail = reject));
  promise.catch(() => undefined);
  if (outside.aborted) {
    end();
  }
  outside.addEventListener('abort', end, { once: true });
  const guarded =
    (listener: Listener): Listener =>
    (event) => {
      try {
        listener(event);
      } catch (error) {
        fail(error);
      }
    };
  return { signal: own.signal, promise, guarded, end };
}

function startOf({ pipeline, depth, order, works, chosen, directory }: Drive): RunStarted {
  const actions = [...chosen].map((i) => actionOfRun(works[i]));
  return { type: 'run.started', schemaVersion: EVENTS_SCHEMA_VERSION, pipeline, depth, order, actions, directory };
}

function execute({ executor, clock, signal }: Drive, work: Work, listener: Listener): Promise<Outcome> {
  const report = (reported: Report) =>
    listener(reported.type === 'warning' ? reported : { ...reported, action: work.id, at: clock() });
  return executor.execute(work, { report, signal });
}
