import type { GitHubStepInfo, WorkInfo } from '../document/plan-document';
import type { PlanGraph } from '../document/plan-graph';
import type { Action } from '../document/stages';
import { groupBy } from '../private/lang';
import type { Task, Variable, Work } from './works';

// Works of which all that is known is in the plan: CodePipeline does not run them.

/** In the order of the jobs of a workflow; what has none, as a source, comes first. */
export function plannedWorks(plan: PlanGraph): Work[] {
  const { actions, gitHub } = plan.document;
  const read = variablesRead(actions);
  const made = new Set(plan.actions.map(({ node }) => node));
  const others = actions.filter(({ node }) => !made.has(node));
  const works = new Map(actions.map((work) => [work.node, work]));
  return [
    ...others.map((work, place) => plannedWork(plan, work, place, read.get(work.node))),
    ...(gitHub
      ? plan.actions.map((action) => workOfJob(plan, action, works.get(action.node), read.get(action.node) ?? []))
      : []),
  ];
}

/** What the plan says of a work, whatever runs it. */
export function sharedOf({ kind, label, gate, application, wave, target }: Omit<WorkInfo, 'job'>) {
  return { kind, label, gate, application, wave, target };
}

/** Without a job. */
function plannedWork(plan: PlanGraph, work: WorkInfo, place: number, exported: readonly string[] = []): Work {
  const node = plan.indexOf(work.node)!;
  return { ...sharedOf(work), id: work.node, node, runOrder: 1, place, task: taskOfJob(work, exported) };
}

function workOfJob(plan: PlanGraph, action: Action, work: WorkInfo | undefined, exported: readonly string[]): Work {
  const { id, stage, node, runOrder } = action;
  return {
    ...sharedOf(action),
    ...{ id, stage, node: plan.indexOf(node)!, runOrder, place: runOrder - 1 },
    task: taskInJob(action, work, exported),
  };
}

/** What only GitHub can run. */
export const GITHUB = 'GitHub';

/** What is done in a job: by the plan, if it has that. */
function taskInJob({ gate, job, workflowJob }: Action, work: WorkInfo | undefined, exported: readonly string[]): Task {
  if (gate && (!work || (job.kind !== 'ask' && job.kind !== 'permissions-check'))) {
    return { kind: 'ask', text: '' };
  }
  if (!work || (!gate && job.kind === 'own')) {
    return { kind: 'other', provider: GITHUB, outputs: [] };
  }
  const { node: namespace } = work;
  // The comparison by itself; somebody is asked by another job.
  if (!gate && job.kind === 'permissions-check') {
    return { kind: 'permissions-check', stage: job.stage, namespace };
  }
  const task = taskOfJob(work, exported);
  switch (task.kind) {
    case 'source':
      return { ...task, namespace };
    case 'build': {
      const primary = task.primary ?? (checksOut(workflowJob?.steps ?? []) ? REPOSITORY : undefined);
      return { ...task, primary, namespace, env: task.env.map(withSecret) };
    }
    default:
      return task;
  }
}

/** A variable may be a secret of the repository, or of an environment. */
function withSecret(variable: Variable): Variable {
  const { name, value } = variable;
  const text = 'literal' in value ? value.literal : '';
  const [, secret] = /^\$\{\{\s*secrets\.(\w+)\s*\}\}$/.exec(text) ?? [];
  return secret === undefined ? variable : { name, value: { secret } };
}

/** Artifact with the repository that a workflow is in: jobs check it out themselves. */
const REPOSITORY = 'repository';

/** Whether a job begins with the files of its repository, and not of another one. */
function checksOut(steps: readonly GitHubStepInfo[]): boolean {
  return steps.some(
    ({ uses = '', settings = {} }) =>
      /^actions\/checkout@/.test(uses) && !/"(?:repository|path)":/.test(settings.with ?? ''),
  );
}

/** A work that stands for what jobs check out, if there is one that does. It is in no plan: its node is -1. */
export function repositoryWork(works: readonly Work[]): Work[] {
  return works.some(({ task }) => task.kind === 'build' && task.primary === REPOSITORY)
    ? [
        {
          ...{
            id: REPOSITORY,
            node: -1,
            stage: REPOSITORY,
            runOrder: 1,
            place: 0,
            kind: 'source',
            label: 'Repository',
          },
          gate: false,
          task: {
            kind: 'source',
            provider: GITHUB,
            repository: 'the repository of the workflow',
            outputs: [REPOSITORY],
          },
        },
      ]
    : [];
}

/** For each node, the variables of it that others read. */
function variablesRead(actions: readonly WorkInfo[]): ReadonlyMap<string, readonly string[]> {
  const values = actions.flatMap(({ job }) => (job.kind === 'script' ? Object.values(job.env) : []));
  const outputs = values.flatMap((value) => ('output' in value ? [value.output] : []));
  const byNode = groupBy(outputs, ({ node }) => node);
  return new Map([...byNode].map(([node, read]) => [node, [...new Set(read.map(({ variable }) => variable))]]));
}

/** Two file sets of one step may have one name: what tells them apart is where they are made. */
function artifactName(from: string | undefined, fileSet: string): string {
  return from === undefined ? fileSet : `${from}:${fileSet}`;
}

function taskOfJob({ node, name, job, assets }: WorkInfo, exported: readonly string[]): Task {
  switch (job.kind) {
    case 'script': {
      const inputs = job.inputs.map(({ from, fileSet, directory }) => ({
        artifact: artifactName(from, fileSet),
        directory,
      }));
      const primary = inputs.find(({ directory }) => directory === '.')?.artifact;
      return {
        kind: 'build',
        spec: { job, exported },
        primary,
        others: inputs.filter(({ directory }) => directory !== '.'),
        outputs: job.outputs.map(({ fileSet }) => artifactName(node, fileSet)),
        env: Object.entries(job.env).map(([variable, value]) => ({ name: variable, value })),
        assets,
      };
    }
    case 'source':
      return { ...job, outputs: [artifactName(node, name)] };
    case 'ask':
      return { kind: 'ask', text: job.comment ?? '', url: job.url };
    case 'permissions-check':
      return {
        kind: 'ask',
        text: `Permissions of '${job.stage}' are compared with what is deployed: may they be broadened?`,
      };
    case 'own':
      return { kind: 'other', provider: 'custom', outputs: [] };
    default:
      return job;
  }
}
