import type { ActionLogged, ActionVariable, GateAsked, Warned } from './events';
import type { Outcome } from './progress';
import type { Work } from './works';

/** What an executor may report of a work while it runs. Who runs it adds the action and the time. */
export type Report =
  | Omit<ActionLogged, 'action' | 'at'>
  | Omit<ActionVariable, 'action' | 'at'>
  | Omit<GateAsked, 'action' | 'at'>
  | Warned;

/** What an executor has of the run around it. */
export interface Context {
  readonly report: (report: Report) => void;
  /** The run was ended from outside: end what was started, and leave nothing half-written. */
  readonly signal: AbortSignal;
}

/**
 * Runs works. How a work ends is its outcome, also if it fails: what is thrown is a mistake of ours. What it leaves behind for
 * others (files, variables, outputs of stacks) counts only when it is done.
 */
export interface Executor {
  execute(work: Work, context: Context): Promise<Outcome>;
}
