import type { ActionInfo, BudgetLine, PlanDocument, SiblingWait, TargetInfo } from '../document/plan-document';
import { listed } from '../private/text';

// What is said in the same words on the terminal, in the page, and in pictures.

export const GATE = '◆';
export const SIBLING = '⇄';

/** Names in a sentence. */
const MOST = 4;

/** Account and region, as far as they are known before deployment. */
export function placeOf(target: Pick<TargetInfo, 'account' | 'region'>): string {
  return `${target.account ?? '<account>'} ${target.region ?? '<region>'}`;
}

/** Actions of CodePipeline: a step that makes several is one in the document. */
export function countActions(actions: readonly ActionInfo[]): number {
  return actions.reduce((sum, { codePipelineActions = 1 }) => sum + codePipelineActions, 0);
}

/** `2`, or `2-3` for an action that takes several run orders. */
export function runOrdersOf({ runOrder, runOrders }: ActionInfo): string {
  return runOrders > 1 ? `${runOrder}-${runOrder + runOrders - 1}` : String(runOrder);
}

/** What an action works on, in a few words. */
export function objectOf({ target, assets, label, kind }: ActionInfo): string {
  if (target) {
    return target.stackName;
  }
  if (assets && assets.length > 0) {
    const names = assets.slice(0, 3).map((asset) => asset.name);
    return [...names, ...(assets.length > 3 ? [`${assets.length - 3} more`] : [])].join(', ');
  }
  return kind === 'self-update' ? '' : label.replace(/\(.*$/, '');
}

/** A warning of its own, or more than a budget allows. */
export function budgetText({ kind, what, used, limit, hard, where }: BudgetLine): string {
  switch (kind) {
    case 'min':
      return `${used} ${what} (at least ${limit}), in ${where}`;
    case 'forbidden':
      return `${used} ${what} (AWS refuses them), in ${where}`;
    default:
      return `${used} of ${limit} ${what}${hard ? ' (AWS never raises this limit)' : ''}, in ${where}`;
  }
}

export function siblingText(wait: SiblingWait, document: PlanDocument): string {
  const names = new Map(document.applications.map(({ id, name }) => [id, name]));
  const actions = new Map(document.actions.map((action) => [action.id, action.name]));
  const waiting = listed(
    wait.applications.map((id) => names.get(id) ?? id),
    MOST,
  );
  const awaited = listed(
    wait.waitFor.map((id) => actions.get(id) ?? id),
    MOST,
  );
  const start = wait.applications.length === 1 ? 'starts' : 'start';
  return `${wait.stage}, run order ${wait.runOrder}: ${waiting} ${start} only after ${awaited}`;
}

export function nearBudgets({ budgets }: PlanDocument): BudgetLine[] {
  return [...budgets.filter((b) => b.status === 'over'), ...budgets.filter((b) => b.status === 'near')];
}
