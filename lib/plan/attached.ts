import type { StageOptionsData } from '../blueprint/stage-data';

/** That something is attached to the CodePipeline stage of a wave or a Stage, so that it is not to be one with others. */
export interface Attached {
  /** Whether the stage may run more than once in an execution, with all the gates that are in it. */
  readonly repeats: boolean;
}

export function attachedBy(options: StageOptionsData | undefined): Attached | undefined {
  // Gates that are passed over, and what they guard is not: that must never be.
  return options && { repeats: runsAgain(options) && options.beforeEntry?.result !== 'SKIP' };
}

export function rollsBack({ onSuccess, onFailure }: StageOptionsData): boolean {
  return onSuccess?.result === 'ROLLBACK' || onFailure?.result === 'ROLLBACK';
}

/** Whether all actions of a stage may run more than once in an execution, gates as well. */
export function runsAgain(options: StageOptionsData): boolean {
  const { onFailure } = options;
  return rollsBack(options) || (onFailure?.result === 'RETRY' && onFailure.mode === 'ALL_ACTIONS');
}
