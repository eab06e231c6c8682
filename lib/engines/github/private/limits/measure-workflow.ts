import type { GitHubLimitId } from './limits-of-github';
import type { Workflow, WorkflowJob, WorkflowStep } from '../model';
import type { Usage } from '../../../../report/budget/usage';

/** A workflow as it is measured. */
export interface Measured {
  readonly workflow: Workflow;
  /** What stands in the file. */
  readonly text: string;
  /** The action that hands on files, as the workflow uses it. */
  readonly uploadArtifact: string;
}

type Uses = Iterable<Usage<GitHubLimitId>>;

/** What GitHub counts of a workflow. O(size of the file). */
export function* measureWorkflow({ workflow, text, uploadArtifact }: Measured): Uses {
  const { jobs, concurrency } = workflow;
  yield { limit: 'workflow-file', used: Buffer.byteLength(text) };
  yield { limit: 'workflow-needs', used: jobs.reduce((sum, { needs }) => sum + needs.length, 0) };
  yield { limit: 'workflow-concurrency', used: concurrency?.group.length ?? 0 };
  yield { limit: 'workflow-environments', used: environmentsOf(jobs) };
  for (const job of jobs) {
    yield* measureJob(job, uploadArtifact);
  }
}

/** GitHub knows them without case. */
function environmentsOf(jobs: readonly WorkflowJob[]): number {
  return new Set(jobs.flatMap(({ environment }) => environment?.name.toLowerCase() ?? [])).size;
}

function* measureJob(job: WorkflowJob, uploadArtifact: string): Uses {
  const detail = `job '${job.id}'`;
  const uploads = job.steps.filter((step) => 'uses' in step && step.uses === uploadArtifact);
  yield { limit: 'workflow-concurrency', used: job.concurrency?.group.length ?? 0, detail };
  yield { limit: 'workflow-environment', used: job.environment?.name.length ?? 0, detail };
  yield { limit: 'workflow-expression', used: job.if?.length ?? 0, detail: `${detail}, if` };
  yield { limit: 'workflow-artifacts', used: uploads.length, detail };
  if (isOfGitHub(job)) {
    yield { limit: 'workflow-minutes', used: job.timeoutMinutes, detail };
  }
  for (const step of job.steps) {
    yield* measureStep(step, `${detail}, step '${step.name}'`);
  }
}

/** By the labels that machines of GitHub have. */
function isOfGitHub({ runsOn }: WorkflowJob): boolean {
  const labels = typeof runsOn === 'string' ? [runsOn] : Array.isArray(runsOn) ? (runsOn as readonly string[]) : [];
  return labels.length === 1 && /^(ubuntu|windows|macos)-/.test(labels[0]);
}

function* measureStep(step: WorkflowStep, detail: string): Uses {
  if ('run' in step) {
    yield { limit: 'workflow-script', used: step.run.length, detail };
  }
  for (const [name, value] of Object.entries(step.env ?? {})) {
    const at = `${detail}, variable '${name}'`;
    yield { limit: 'workflow-variable', used: Buffer.byteLength(name) + Buffer.byteLength(value) + 2, detail: at };
    // All around an expression becomes a part of it.
    yield { limit: 'workflow-expression', used: value.includes('${{') ? value.length : 0, detail: at };
  }
}
