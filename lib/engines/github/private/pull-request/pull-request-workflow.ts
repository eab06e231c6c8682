import { compareSteps, handOnPlan, PLAN, targetBranch } from './steps';
import { synthOf, withoutRights } from './synth-site';
import type { EmitContext } from '../emit/context';
import { scriptJob } from '../emit/script-job';
import type { Workflow, WorkflowJob } from '../model';
import type { PullRequestSettings } from '../settings';

/**
 * The workflow that checks pull requests: it makes the plan of the target branch and of what would be merged, and shows what is
 * different. It fails if a gate is lost, and, as every synth on a build machine, if the workflow file is stale. What is wrong goes to the
 * problems of the context.
 */
export function pullRequestWorkflow(context: EmitContext, check: PullRequestSettings): Workflow {
  const { name, group } = context.settings;
  const synth = synthOf(context);
  const jobs = synth ? [targetJob(synth, check), checkJob(synth, check)] : [];
  return {
    name: `${name}-pull-request`,
    on: { pull_request: check.on },
    // Only the newest commit of a pull request is of interest.
    concurrency: {
      group: `${group}-pull-request-\${{ github.event.pull_request.number }}`,
      'cancel-in-progress': true,
    },
    jobs,
  };
}

type Synth = NonNullable<ReturnType<typeof synthOf>>;

const TARGET = 'Target-Branch';

/** The plan of the branch that the pull request goes to. Where there is none, as before the first pipeline, nothing is compared. */
function targetJob(synth: Synth, check: PullRequestSettings): WorkflowJob {
  const { script, site, directory } = withoutRights(synth, check, 'off');
  const { settings } = site.context;
  const body = scriptJob(script, site);
  return {
    ...body,
    id: TARGET,
    name: 'Target branch',
    needs: [],
    continueOnError: true,
    outputs: { [PLAN]: `\${{ steps.${PLAN}.outputs.${PLAN} }}` },
    steps: [...targetBranch(body.steps, settings.pins), ...handOnPlan(directory, settings.pins)],
  };
}

function checkJob(synth: Synth, check: PullRequestSettings): WorkflowJob {
  const { script, site, directory } = withoutRights(synth, check, 'check');
  const body = scriptJob(script, site);
  const found = `needs.${TARGET}.outputs.${PLAN}`;
  return {
    ...body,
    id: 'Pull-Request',
    name: 'Pull request',
    needs: [TARGET],
    // Also if the target branch cannot be synthesized.
    if: '!cancelled()',
    steps: [...body.steps, ...compareSteps(directory, found, check.command, site.context.settings.pins)],
  };
}
