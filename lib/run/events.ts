import type { WorkKind } from '../document/plan-document';

/** Major.minor of the events that `--json` prints. Properties and kinds of events are added, never changed. */
export const EVENTS_SCHEMA_VERSION = '1.0';

/** How much of the pipeline is real. */
export type Depth = 'simulate' | 'rehearse' | 'deploy';

/**
 * How an action ended. `failed`: it ran, and went wrong. `rejected`: somebody said no. `stopped`: nobody was there to decide.
 * `skipped`: it cannot run here, and what comes after it goes on. `canceled`: the run was ended from outside.
 */
export type Result = 'succeeded' | 'failed' | 'rejected' | 'stopped' | 'skipped' | 'canceled';

/** Why something went wrong, or was left out: one sentence, and how to fix it. */
export interface Reason {
  readonly reason?: string;
  readonly fix?: string;
}

interface OfAction {
  /** What all tools call it: `Beta/UnitTest`. */
  readonly action: string;
  /** Seconds since the run began; of a simulation, on its virtual clock. */
  readonly at: number;
}

/** An action of a run. */
export interface ActionOfRun {
  readonly action: string;
  readonly kind: WorkKind;
  readonly gate: boolean;
  /** What it is shown with. Missing if that is the part of its name before the first `/`: of a CodePipeline, the stage. */
  readonly stage?: string;
}

/** The first event. */
export interface RunStarted {
  readonly type: 'run.started';
  /**
   * Major.minor. Who reads 1.0 can read every 1.x.
   *
   * @pattern ^1\.[0-9]+$
   */
  readonly schemaVersion: string;
  /** Construct path. */
  readonly pipeline: string;
  readonly depth: Depth;
  /** Whose order it is: what the plan waits for, the stages and run orders of CodePipeline, or what jobs of GitHub need. */
  readonly order: 'plan' | 'codepipeline' | 'github';
  /** The actions of this run, in the order of the pipeline. */
  readonly actions: readonly ActionOfRun[];
  /** Where logs and files of the run are. Missing of a simulation. */
  readonly directory?: string;
}

/** All that it waited for is done, but as many run as may run at once. */
export interface ActionQueued extends OfAction {
  readonly type: 'action.queued';
}

export interface ActionStarted extends OfAction {
  readonly type: 'action.started';
  /** The action that it waited for the longest. Missing of one that waited for none. */
  readonly after?: string;
  /** File of its log, if it has one. */
  readonly log?: string;
}

/** A line that an action writes. Secrets in it are masked. */
export interface ActionLogged extends OfAction {
  readonly type: 'action.logged';
  readonly line: string;
}

/** A variable that an action gets, or exports. */
export interface ActionVariable extends OfAction {
  readonly type: 'action.variable';
  readonly direction: 'in' | 'out';
  readonly name: string;
  /** Masked if it is secret. */
  readonly value: string;
  /** Where it comes from: `literal`, `output VERSION of Regions/Version`, `output Url of stack Beta-Service`. */
  readonly source: string;
}

/** A gate waits for a person, who sees this text. */
export interface GateAsked extends OfAction {
  readonly type: 'gate.asked';
  readonly text: string;
  readonly url?: string;
}

export interface ActionFinished extends OfAction, Reason {
  readonly type: 'action.finished';
  readonly result: Result;
  readonly seconds: number;
  /** Where its files are, if they were kept. */
  readonly workspace?: string;
  /** A file that sets its variables. */
  readonly envFile?: string;
  /** What runs just this, and nothing else. */
  readonly command?: string;
}

/** It would have come, but what it waits for did not succeed. */
export interface ActionNeverStarted extends OfAction {
  readonly type: 'action.never-started';
  /** The action that it is the fault of. */
  readonly because: string;
}

/** Something that is not as it will be in the cloud, and may matter. */
export interface Warned {
  readonly type: 'warning';
  readonly message: string;
}

/** What this run has not shown: one line of the box at the end. */
export interface Difference {
  readonly what: string;
  readonly actions: readonly string[];
}

/** The last event. */
export interface RunFinished {
  readonly type: 'run.finished';
  readonly at: number;
  readonly result: 'succeeded' | 'failed' | 'stopped' | 'canceled';
  /** How many ended how. */
  readonly counts: Readonly<Record<Result | 'never-started', number>>;
  /** The chain of actions that the end has waited for. */
  readonly criticalPath: readonly string[];
  readonly differences: readonly Difference[];
  readonly exitCode: number;
}

/**
 * What happens in a run: `npx cdk-pipelines run --json` prints a line of JSON for each. The first one is `run.started`, the last
 * one `run.finished`. Later versions of 1 add properties and kinds of events, and change none: ignore those that you do not know.
 *
 * @title An event of a run
 */
export type RunEvent =
  | RunStarted
  | ActionQueued
  | ActionStarted
  | ActionLogged
  | ActionVariable
  | GateAsked
  | ActionFinished
  | ActionNeverStarted
  | Warned
  | RunFinished;

/** A reader of events. */
export type Listener = (event: RunEvent) => void;

/** Events whose texts are changed before anybody reads them. Names of actions are not: all know them. */
export function withTexts(change: (text: string) => string, listener: Listener): Listener {
  const changed = (texts: Readonly<Record<string, string | undefined>>) =>
    Object.fromEntries(Object.entries(texts).flatMap(([k, v]) => (v === undefined ? [] : [[k, change(v)]])));
  return (event) => {
    switch (event.type) {
      case 'action.logged':
        return listener({ ...event, line: change(event.line) });
      case 'action.variable':
        return listener({ ...event, value: change(event.value) });
      case 'gate.asked':
        return listener({ ...event, ...changed({ text: event.text, url: event.url }) });
      case 'action.finished':
        return listener({ ...event, ...changed({ reason: event.reason, fix: event.fix }) });
      case 'warning':
        return listener({ ...event, message: change(event.message) });
      default:
        return listener(event);
    }
  };
}
