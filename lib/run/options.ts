import type { OrderOf } from './order';

/** Where stacks are deployed, as it was written. */
export interface CloudOptions {
  /** URL of an emulator. */
  readonly endpoint?: string;
  /** `Prod=aws://ACCOUNT/REGION` */
  readonly map?: readonly string[];
  /** Accounts of the plan that may be deployed to. */
  readonly yesDeployTo?: readonly string[];
  /** A profile. */
  readonly credentials?: string;
}

/** What was asked of `run`, as data. */
export interface RunOptions extends CloudOptions {
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
