import { limitOwner } from './limit-owner';
import type { BudgetLine, PlanDocument, SiblingWait } from './plan-document';
import type { PlanGraph } from './plan-graph';
import type { Action } from './stages';
import { listed } from '../private/text';

export { placeOf } from './things';

// What is said in the same words on the terminal, in the page, and in pictures.

export const GATE = '◆';
export const SIBLING = '⇄';

/** A variable of builds that changes with their project: nobody reads it, and it is made of what is said anyway. */
export const CONFIG_HASH = '_PROJECT_CONFIG_HASH';

/** What runs a plan, as people call it. */
export function engineOf({ codePipeline, gitHub }: PlanDocument): string {
  return codePipeline ? 'CodePipeline' : gitHub ? 'GitHub Actions' : 'another engine';
}

/** Names in a sentence. */
const MOST = 4;

/** What an action works on, in a few words. */
export function objectOf({ target, assets, label, kind }: Action): string {
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
export function budgetText({ kind, what, used, limit, hard, where, source }: BudgetLine): string {
  const owner = limitOwner(source);
  switch (kind) {
    case 'min':
      return `${used} ${what} (at least ${limit}), in ${where}`;
    case 'forbidden':
      return `${used} ${what} (${owner ?? 'the system'} refuses them), in ${where}`;
    default:
      return `${used} of ${limit} ${what}${hard && owner ? ` (${owner} never raises this limit)` : ''}, in ${where}`;
  }
}

export function siblingText(wait: SiblingWait, { document, actions }: PlanGraph): string {
  const names = new Map(document.applications.map(({ id, name }) => [id, name]));
  const actionNames = new Map(actions.map((action) => [action.id, action.name]));
  const waiting = listed(
    wait.applications.map((id) => names.get(id) ?? id),
    MOST,
  );
  const awaited = listed(
    wait.waitFor.map((id) => actionNames.get(id) ?? id),
    MOST,
  );
  const start = wait.applications.length === 1 ? 'starts' : 'start';
  return `${wait.stage}, run order ${wait.runOrder}: ${waiting} ${start} only after ${awaited}`;
}

export function nearBudgets({ budgets }: PlanDocument): BudgetLine[] {
  return [...budgets.filter((b) => b.status === 'over'), ...budgets.filter((b) => b.status === 'near')];
}
