import { renderExpressions } from './expressions';
import { LIMITS_OF_GITHUB } from './limits/limits-of-github';
import type { WorkflowJob } from './model';
import type { RunnerData } from './runner-data';

export function runsOnOf({ labels, group }: RunnerData): WorkflowJob['runsOn'] {
  const texts = labels.map(renderExpressions);
  if (group === undefined) {
    return texts.length === 1 ? texts[0] : texts;
  }
  return { group: renderExpressions(group), labels: texts.length === 0 ? undefined : texts };
}

/** Minutes that GitHub lets a job take on a machine of its own. */
export const { limit: HOSTED_MINUTES, source: LIMITS_OF_JOBS } = LIMITS_OF_GITHUB['workflow-minutes'];

/** On other machines: https://docs.github.com/en/actions/reference/limits */
export const SELF_HOSTED_MINUTES = 5 * 24 * 60;

/** How many minutes a job may take at most. What is in a group may be somebody's own. */
export function mostMinutes(runsOn: WorkflowJob['runsOn']): number {
  return typeof runsOn === 'string' && runsOn !== 'self-hosted' ? HOSTED_MINUTES : SELF_HOSTED_MINUTES;
}
