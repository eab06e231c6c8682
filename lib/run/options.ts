import type { OrderOf } from './order';

/** What was asked of `run`, as data. */
export interface RunOptions {
  /** What runs; all, if empty. */
  readonly names: readonly string[];
  readonly simulate?: true;
  readonly deploy?: true;
  readonly from?: string;
  readonly until?: string;
  readonly needs?: true;
  readonly as: OrderOf;
  readonly concurrency?: string;
  readonly approve?: readonly string[];
  readonly reject?: readonly string[];
  readonly fail?: readonly string[];
  readonly minutes: ReadonlyMap<string, number>;
  readonly source?: readonly string[];
  readonly variable?: readonly string[];
  readonly env?: readonly string[];
  readonly keep?: true;
  readonly json?: true;
  /** The file of a report. */
  readonly junit?: string;
}
