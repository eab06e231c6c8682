import type { OrderOf } from './order';
import { fail } from '../private/errors';

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
  readonly envFile?: string;
  readonly outputs?: string;
  readonly unsupported: 'skip' | 'fail';
  readonly retry?: true;
  readonly shell?: true;
  readonly json?: true;
  /** The file of a report. */
  readonly junit?: string;
}

/** How many actions may run at once; nothing, if nobody said so. */
export function slotsOf({ concurrency }: Pick<RunOptions, 'concurrency'>): number | undefined {
  if (concurrency === undefined) {
    return undefined;
  }
  return /^[1-9][0-9]*$/.test(concurrency)
    ? Number(concurrency)
    : fail({
        where: 'run',
        given: `--concurrency '${concurrency}'`,
        expected: 'a whole number of actions, at least 1',
        fix: 'write --concurrency 4, or leave it out',
      });
}
