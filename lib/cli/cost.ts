import { count } from '../private/terminal';
import type { CodePipelineInfo } from '../document/codepipeline-info';
import type { Action } from '../document/stages';

/** Of a V2 pipeline, for each minute in which an action runs: https://aws.amazon.com/codepipeline/pricing/ */
const DOLLARS_PER_MINUTE = 0.002;

/** Nobody knows how long actions will run. */
const MINUTES_EACH = 3;

/** What an execution of a V2 pipeline costs, about: nothing is paid for approvals and custom actions. */
export function costOf({ type }: Pick<CodePipelineInfo, 'type'>, actions: readonly Action[]): string[] {
  const paid = actions.filter((action) => action.category !== 'Approval' && action.settings?.Owner !== 'Custom').length;
  const minutes = paid * MINUTES_EACH;
  return type === 'V2' && paid > 0
    ? [
        `Cost: about $${(minutes * DOLLARS_PER_MINUTE).toFixed(2)} an execution for CodePipeline, at ${MINUTES_EACH} minutes for each of ${count(paid, 'paid action')} ` +
          `($${DOLLARS_PER_MINUTE} a minute; builds are extra, approvals are free)`,
      ]
    : [];
}
