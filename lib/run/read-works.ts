import type { PipelineInfo, ProjectInfo, WorkInfo } from '../document/plan-document';
import type { PlanGraph } from '../document/plan-graph';
import type { Action } from '../document/stages';
import { mapValues } from '../private/lang';
import { plannedWorks, repositoryWork, sharedOf } from './read-planned';
import { fillPseudoParameters } from './tokens';
import type { DeployTask, Task, Variable, Work } from './works';

/** The works of a plan, in the order in which CodePipeline or GitHub runs them, or in that of the plan. O(actions). */
export function worksOf(plan: PlanGraph): Work[] {
  const { codePipeline } = plan.document;
  if (!codePipeline) {
    return plannedWorks(plan);
  }
  const projects = new Map(codePipeline.projects.map((one) => [one.path, deployed(one, plan.document.pipeline)]));
  return plan.actions.map((action) => ({
    ...sharedOf(action),
    id: action.id,
    node: plan.indexOf(action.node)!,
    runOrder: action.runOrder,
    place: plan.places.get(action)!,
    task: taskOfAction(action, action.project === undefined ? undefined : projects.get(action.project)),
  }));
}

/** The same, and what stands for the repository that jobs of a workflow check out, if any does. */
export function worksToRun(plan: PlanGraph): Work[] {
  const works = worksOf(plan);
  return [...repositoryWork(works), ...works];
}

/** With what CloudFormation fills in, as far as that is known. */
function deployed(project: ProjectInfo, pipeline: PipelineInfo): ProjectInfo {
  const fill = (text: string) => fillPseudoParameters(text, pipeline);
  const env = mapValues(project.env, (value) => ('literal' in value ? { literal: fill(value.literal) } : value));
  return { ...project, env, ...(project.buildspec === undefined ? {} : { buildspec: fill(project.buildspec) }) };
}

/** `a, b`, as the document has it. */
function artifactsIn(text: string | undefined): string[] {
  return text === undefined ? [] : text.split(', ');
}

function taskOfAction(action: Action, project: ProjectInfo | undefined): Task {
  const { category, provider, configuration = {}, settings = {}, job, namespace, gate } = action;
  const inputs = artifactsIn(settings.InputArtifacts);
  const outputs = artifactsIn(settings.OutputArtifacts);
  if (gate || category === 'Approval') {
    const { CustomData: text = 'comment' in job ? (job.comment ?? '') : '', ExternalEntityLink: url } = configuration;
    return { kind: 'ask', text, url };
  }
  if (category === 'Source') {
    const known = job.kind === 'source' ? job : { provider, repository: action.name };
    return {
      kind: 'source',
      provider: known.provider,
      repository: known.repository,
      ...branchOf(job),
      clone: configuration.OutputArtifactFormat === 'CODEBUILD_CLONE_REF',
      outputs,
      namespace,
    };
  }
  if (action.kind === 'permissions-check') {
    return { kind: 'permissions-check', stage: job.kind === 'permissions-check' ? job.stage : undefined, namespace };
  }
  if (job.kind === 'deploy') {
    return { kind: 'deploy', mode: job.mode, ...templateIn(configuration.TemplatePath), namespace };
  }
  if (provider !== 'CodeBuild') {
    return { kind: 'other', provider, outputs };
  }
  const { PrimarySource: primary = inputs[0] } = configuration;
  return {
    kind: 'build',
    spec: { buildspec: project?.buildspec ?? 'buildspec.yml' },
    primary,
    others: inputs.filter((artifact) => artifact !== primary).map((artifact) => ({ artifact })),
    outputs,
    env: [
      ...Object.entries(project?.env ?? {}).map(([name, value]) => ({ name, value })),
      ...variablesIn(configuration),
    ],
    namespace,
    project,
    ...(configuration.BatchEnabled === 'true' ? { batch: true } : {}),
    assets: action.assets,
  };
}

function branchOf(job: WorkInfo['job']): { readonly branch?: string } {
  return job.kind === 'source' && job.branch !== undefined ? { branch: job.branch } : {};
}

/** `artifact::path`. */
function templateIn(text: string | undefined): Pick<DeployTask, 'template'> {
  const [artifact, path] = text?.split('::') ?? [];
  return path === undefined ? {} : { template: { artifact, path } };
}

/** What CodePipeline gives a build: one text of JSON. */
function variablesIn({ EnvironmentVariables: text = '[]' }: Readonly<Record<string, string>>): Variable[] {
  return parsed(text).map(({ name, type, value }) => ({
    name,
    value:
      type === 'PARAMETER_STORE'
        ? { parameter: value }
        : type === 'SECRETS_MANAGER'
          ? { secret: value }
          : { text: value },
  }));
}

interface GivenVariable {
  readonly name: string;
  readonly type?: string;
  readonly value: string;
}

/** Nothing, where the text is made at deployment. */
function parsed(text: string): readonly GivenVariable[] {
  try {
    const given: unknown = JSON.parse(text);
    return Array.isArray(given) ? (given as readonly GivenVariable[]) : [];
  } catch {
    return [];
  }
}
