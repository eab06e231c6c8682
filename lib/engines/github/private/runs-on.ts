import { renderExpressions } from './expressions';
import type { WorkflowJob } from './model';
import type { RunnerData } from './runner-data';

export function runsOnOf({ labels, group }: RunnerData): WorkflowJob['runsOn'] {
  const texts = labels.map(renderExpressions);
  if (group === undefined) {
    return texts.length === 1 ? texts[0] : texts;
  }
  return { group: renderExpressions(group), labels: texts.length === 0 ? undefined : texts };
}

/** Minutes that GitHub lets a job take: https://docs.github.com/en/actions/reference/limits */
const HOSTED = 6 * 60;
const SELF_HOSTED = 5 * 24 * 60;

export const LIMITS_OF_JOBS = 'https://docs.github.com/en/actions/reference/limits';

/** How many minutes a job may take at most. What is in a group may be somebody's own. */
export function mostMinutes(runsOn: WorkflowJob['runsOn']): number {
  return typeof runsOn === 'string' && runsOn !== 'self-hosted' ? HOSTED : SELF_HOSTED;
}
