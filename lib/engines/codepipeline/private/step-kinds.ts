import type { Step } from '../../../blueprint';
import type { ActionKind } from '../../../document/plan-document';
import { hasBrand } from '../../../private/brands';

/** What kind of action a step becomes. Subclasses inherit it, but for those that make actions of their own. */
export function kindOfStep(step: Step): ActionKind {
  if (hasBrand(step, 'ConfirmPermissionsBroadening')) {
    return 'permissions-check';
  }
  if ('produceAction' in step) {
    return 'custom';
  }
  return hasBrand(step, 'ManualApprovalStep') ? 'approval' : hasBrand(step, 'ShellStep') ? 'script' : 'custom';
}
