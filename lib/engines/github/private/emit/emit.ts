import { actionJob } from './action-job';
import type { JobSite, ScriptFile } from './context';
import { contextOf, type Directories } from './make-context';
import { environmentsOf, questionsOf } from './gates';
import { deployJob } from './deploy-job';
import { askJob, checkJob, confirmJob, joinJob, preflightJob } from './gate-jobs';
import { readableOutput } from './outputs';
import { publishJob } from './publish-job';
import { scriptJob } from './script-job';
import { pullRequestWorkflow } from '../pull-request/pull-request-workflow';
import type { JobBody, Workflow, WorkflowJob } from '../model';
import type { StepOutput } from '../../../../blueprint/step-output';
import type { Jobs } from '../../../../jobs/make-jobs';
import type { PermissionsCheckJob } from '../../../../jobs/job';
import type { Diagnostic } from '../../../../private/diagnostics';
import { unreachable } from '../../../../private/errors';
import type { Prepared } from '../prepared';

/** A workflow, what runs at the nodes of its plan, and what is wrong with it. */
export interface Emitted {
  readonly workflow: Workflow;
  /** The one that checks pull requests. */
  readonly pullRequests?: Workflow;
  readonly jobs: Jobs;
  /** What the workflow runs of the cloud assembly. */
  readonly scripts: readonly ScriptFile[];
  readonly problems: readonly Diagnostic[];
  /** What stands for an output of a step, for people. */
  readonly outputOf: (output: StepOutput) => string | undefined;
}

/** Make the jobs of a workflow. */
export function emit(prepared: Prepared, jobs: Jobs, directories: Directories, cloudAssembly: number): Emitted {
  const context = contextOf(prepared, jobs, directories, cloudAssembly);
  const { name, on, concurrency, pullRequests: check } = prepared.settings;
  const made = prepared.graph.jobs.map((job) => makeJob({ job, context }));
  const pullRequests = check && pullRequestWorkflow(context, check);
  const { scripts, problems } = context;
  const outputOf = (output: StepOutput) => readableOutput(output, context);
  return { workflow: { name, on, concurrency, jobs: made }, pullRequests, jobs, scripts, problems, outputOf };
}

function makeJob(site: JobSite): WorkflowJob {
  const { id, name, needs, condition } = site.job;
  // What comes later is skipped with those that come first.
  const guard = needs.length === 0 ? site.context.settings.guard : undefined;
  return { id, name, needs, if: all([condition ?? guard, ownCondition(site)]), ...bodyOf(site) };
}

/** What was said of the step itself. */
function ownCondition({ job: { unit }, context }: JobSite): string | undefined {
  const content = unit.kind === 'node' ? context.plan.nodes[unit.node].content : undefined;
  return content?.kind === 'step' ? context.stepOf(content.step.key)?.condition : undefined;
}

function all(conditions: readonly (string | undefined)[]): string | undefined {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length > 1 ? given.map((condition) => `(${condition})`).join(' && ') : given[0];
}

function bodyOf(site: JobSite): JobBody {
  const { job, context } = site;
  const { unit } = job;
  switch (unit.kind) {
    case 'preflight':
      return preflightJob(environmentsOf(context), questionsOf(context), site);
    case 'join':
      return joinJob(site);
    case 'publish':
      return publishJob(unit.nodes, site);
    case 'check':
      return checkJob(context.jobOf(unit.node) as PermissionsCheckJob, site);
    case 'confirm':
      return confirmJob(context.gateOf(job), site);
    case 'node':
      return nodeJob(unit.node, site);
    default:
      return unreachable(unit);
  }
}

function nodeJob(node: number, site: JobSite): JobBody {
  const job = site.context.jobOf(node);
  switch (job.kind) {
    case 'script':
      return scriptJob(job, site);
    case 'deploy':
      return deployJob(job, site);
    case 'own':
      return actionJob(job.step, site);
    case 'ask':
      return askJob(job, site.context.gateOf(site.job), site);
    default:
      // Checked before: the plan has no other node that becomes a job of its own.
      return joinJob(site);
  }
}
