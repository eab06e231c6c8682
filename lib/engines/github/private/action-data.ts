import type { Permissions } from './model';
import { Trait } from '../../../private/traits';

/** A step of a job, as it was given: texts may hold expressions, and outputs of other steps. */
export interface JobStepData {
  readonly id?: string;
  readonly name?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly run?: string;
  readonly shell?: string;
  readonly workingDirectory?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly condition?: string;
  readonly continueOnError?: boolean;
  readonly timeoutMinutes?: number;
}

/** A job of actions of GitHub. */
export interface ActionData {
  readonly steps: readonly JobStepData[];
  readonly env: Readonly<Record<string, string>>;
  readonly permissions: Permissions;
}

/** Of steps that say themselves what their job does on GitHub. */
export const ACTIONS = new Trait<ActionData>('GitHubActions');

export function isActionStep(step: object): boolean {
  return ACTIONS.isOn(step);
}
