import { cdk, fetchAssembly, inAssembly } from './cdk';
import type { JobSite } from './context';
import { accessWith, NO_ACCESS } from './credentials';
import { checkEnvironments, type NeededEnvironment } from './preflight';
import { BROADENED } from '../layout/conditions';
import { textOf } from './outputs';
import type { Environment, JobBody, WorkflowStep } from '../model';
import { asPattern, shellWord } from '../../../../jobs/shell-words';
import type { AskJob, PermissionsCheckJob } from '../../../../jobs/job';

/** Minutes; how long somebody is waited for does not count. */
const SHORT = 10;

/** A question as a job: GitHub starts it when somebody has approved what waits for its environment. */
export function askJob({ step, comment, url }: AskJob, environment: Environment, site: JobSite): JobBody {
  const text = (given: string, what: string) => (step < 0 ? given : textOf(given, { step, what }, site.context));
  const reviewUrl = url === undefined ? undefined : text(url, 'reviewUrl');
  return {
    runsOn: site.context.runsOn(site.job.unit),
    // What was said of the environment itself takes precedence.
    environment: { url: reviewUrl, ...environment },
    permissions: {},
    timeoutMinutes: SHORT,
    steps: [
      {
        name: 'Approved',
        run: 'printf \'%s\\n\' "$QUESTION" >> "$GITHUB_STEP_SUMMARY"',
        shell: 'bash',
        env: { QUESTION: `Approved: ${comment === undefined ? site.job.name : text(comment, 'comment')}` },
      },
    ],
  };
}

/** Compares what a Stage may do with what it could do before. */
export function checkJob({ checks }: PermissionsCheckJob, site: JobSite): JobBody {
  const { context, job } = site;
  const { settings } = context;
  const stage = context.checkedStage(checks, 'node' in job.unit ? job.unit.node : -1);
  const access = stage?.settings.credentials
    ? accessWith(stage.settings.credentials, stage.region, settings.pins)
    : NO_ACCESS;
  return {
    runsOn: context.runsOn(job.unit),
    environment: stage?.settings.environment,
    permissions: access.permissions,
    timeoutMinutes: 30,
    outputs: { [BROADENED]: `\${{ steps.diff.outputs.${BROADENED} }}` },
    steps: [...fetchAssembly(context), ...access.steps, compareStep(checks ?? '', settings.cliVersion)],
  };
}

/**
 * The CDK CLI ends alike when permissions are broadened and when it could not find out; asked once more, without a reason to fail, it
 * fails in the second case alone, and the job with it.
 */
function compareStep(stage: string, cliVersion: string): WorkflowStep {
  const diff = (failOn: string) =>
    cdk(
      cliVersion,
      'diff',
      shellWord(`${asPattern(stage)}/**`),
      `--app=${inAssembly()}`,
      '--method=template',
      `--fail-on=${failOn}`,
      '--no-notices',
    );
  return {
    name: 'Compare permissions',
    id: 'diff',
    run: [
      `if ${diff('broadening')} 2>&1 | tee "$RUNNER_TEMP/diff.txt"; then`,
      `  ${BROADENED}=false`,
      'else',
      `  ${diff('never')} > /dev/null`,
      `  ${BROADENED}=true`,
      'fi',
      '{ echo "~~~~"; cat "$RUNNER_TEMP/diff.txt"; echo "~~~~"; } >> "$GITHUB_STEP_SUMMARY"',
      `echo "${BROADENED}=$${BROADENED}" >> "$GITHUB_OUTPUT"`,
    ].join('\n'),
    shell: 'bash',
  };
}

/** A gate that is asked if permissions are broadened. */
export function confirmJob(environment: Environment, site: JobSite): JobBody {
  return askJob({ kind: 'ask', step: -1, comment: `${site.job.name}: permissions are broadened` }, environment, site);
}

/** The first job of a run: it fails if what is to hold back a deployment would hold back nothing. */
export function preflightJob(
  environments: readonly NeededEnvironment[],
  questions: readonly string[],
  site: JobSite,
): JobBody {
  return {
    runsOn: site.context.runsOn(site.job.unit),
    permissions: { actions: 'read' },
    timeoutMinutes: SHORT,
    steps: [checkEnvironments(environments), ...(questions.length > 0 ? [announce(questions)] : [])],
  };
}

/** Who is to approve finds the questions in the summary of the run, before the gates are answered. */
function announce(questions: readonly string[]): WorkflowStep {
  return {
    name: 'Say what will be asked',
    run: 'printf \'%s\\n\' "$QUESTIONS" >> "$GITHUB_STEP_SUMMARY"',
    shell: 'bash',
    env: { QUESTIONS: questions.join('\n') },
  };
}

/** Does nothing: it ties many waits into one. */
export function joinJob(site: JobSite): JobBody {
  return {
    runsOn: site.context.runsOn(site.job.unit),
    permissions: {},
    timeoutMinutes: SHORT,
    steps: [{ name: 'Go on', run: 'true', shell: 'bash' }],
  };
}
