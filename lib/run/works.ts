import type {
  PipelineInfo,
  ProjectInfo,
  ScriptJobInfo,
  TargetInfo,
  ValueInfo,
  WorkInfo,
  WorkKind,
} from '../document/plan-document';
import type { PlanGraph } from '../document/plan-graph';
import type { Action } from '../document/stages';
import { groupBy, mapValues } from '../private/lang';
import { fillPseudoParameters } from './tokens';

/** An action of the run. Of a CodePipeline, all that is in it, also what was added by hand. */
export interface Work {
  /** What all tools call it. */
  readonly id: string;
  /** Index of its node in the plan. */
  readonly node: number;
  readonly kind: WorkKind;
  readonly label: string;
  readonly gate: boolean;
  readonly application?: string;
  readonly wave?: string;
  readonly target?: TargetInfo;
  /** Among the works of its node. */
  readonly runOrder: number;
  /** In the order of CodePipeline: works of one place run together. */
  readonly place: number;
  readonly task: Task;
}

/** What a work does. Artifacts are known by their names, which are unique in a pipeline. */
export type Task = SourceTask | BuildTask | DeployTask | AskTask | PermissionsCheckTask | OtherTask;

/** Files are fetched. */
export interface SourceTask {
  readonly kind: 'source';
  readonly provider: string;
  /** As the provider knows it. */
  readonly repository: string;
  readonly branch?: string;
  /** Whether builds get a clone, with its history. */
  readonly clone?: boolean;
  readonly outputs: readonly string[];
  /** What its variables are called: `#{namespace.CommitId}`. */
  readonly namespace?: string;
}

/** Commands in a shell: scripts, publishing, self-update, builds of custom steps. */
export interface BuildTask {
  readonly kind: 'build';
  /** A buildspec as text, the name of a file in the primary input, or what the plan says. */
  readonly spec: { readonly buildspec: string } | { readonly job: ScriptJobInfo; readonly exported: readonly string[] };
  /** What it starts in. Missing if it starts in an empty directory. */
  readonly primary?: string;
  /** Further inputs. `directory`: where they are put; missing if a variable says where they are, and commands link them. */
  readonly others: readonly { readonly artifact: string; readonly directory?: string }[];
  readonly outputs: readonly string[];
  readonly env: readonly Variable[];
  readonly namespace?: string;
  /** The machine in the cloud. Missing if nothing is known of it. */
  readonly project?: ProjectInfo;
  /** Whether it is several builds, as a batch build specification says. */
  readonly batch?: true;
  /** What is published, by a publisher. */
  readonly assets?: WorkInfo['assets'];
}

export interface DeployTask {
  readonly kind: 'deploy';
  readonly mode: 'update' | 'prepare' | 'execute';
  /** The file of the template, in an artifact; missing where a change set is executed. */
  readonly template?: { readonly artifact: string; readonly path: string };
  readonly namespace?: string;
}

/** A person decides. The text may have variables. */
export interface AskTask {
  readonly kind: 'ask';
  readonly text: string;
  readonly url?: string;
}

/** What a Stage may do is compared with what it could do before. */
export interface PermissionsCheckTask {
  readonly kind: 'permissions-check';
  readonly stage?: string;
  readonly namespace?: string;
}

/** An action of which nothing more is known. */
export interface OtherTask {
  readonly kind: 'other';
  readonly provider: string;
  readonly outputs: readonly string[];
}

/** A variable of the environment. In a text, `#{namespace.NAME}` stands for what an earlier action has exported. */
export interface Variable {
  readonly name: string;
  readonly value: ValueInfo | { readonly text: string };
}

/** The works of a plan, in the order in which CodePipeline runs them, or in that of the plan. O(actions). */
export function worksOf(plan: PlanGraph): Work[] {
  const { codePipeline } = plan.document;
  if (!codePipeline) {
    const read = variablesRead(plan.document.actions);
    return plan.document.actions.map((work, place) => plannedWork(plan, work, place, read.get(work.node)));
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

/** With what CloudFormation fills in, as far as that is known. */
function deployed(project: ProjectInfo, pipeline: PipelineInfo): ProjectInfo {
  const fill = (text: string) => fillPseudoParameters(text, pipeline);
  const env = mapValues(project.env, (value) => ('literal' in value ? { literal: fill(value.literal) } : value));
  return { ...project, env, ...(project.buildspec === undefined ? {} : { buildspec: fill(project.buildspec) }) };
}

function sharedOf({ kind, label, gate, application, wave, target }: Omit<WorkInfo, 'job'>) {
  return { kind, label, gate, application, wave, target };
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

/** A work of another engine: all that is known of it is in the plan. */
function plannedWork(plan: PlanGraph, work: WorkInfo, place: number, exported: readonly string[] = []): Work {
  const node = plan.indexOf(work.node)!;
  return { ...sharedOf(work), id: work.node, node, runOrder: 1, place, task: taskOfJob(work, exported) };
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
    case 'own':
      return { kind: 'other', provider: 'custom', outputs: [] };
    default:
      return job;
  }
}

/** Which work exports the variables of a namespace. */
export function namespacesOf(works: readonly Work[]): ReadonlyMap<string, Work> {
  const named = works.flatMap((work) => {
    const { namespace } = work.task as { readonly namespace?: string };
    return namespace === undefined ? [] : [[namespace, work] as const];
  });
  return new Map(named);
}

/** What people call the namespaces: the action, or the stack of which the variables are the outputs. */
export function namesOfNamespaces(works: readonly Work[]): ReadonlyMap<string, string> {
  const called = ({ id, task, target }: Work) => (task.kind === 'deploy' && target ? `stack ${target.stackName}` : id);
  return new Map([...namespacesOf(works)].map(([namespace, work]) => [namespace, called(work)]));
}

/** All artifacts that some works make. */
export function artifactsMade(works: readonly Work[]): string[] {
  return works.flatMap(({ task }) => ('outputs' in task ? task.outputs : []));
}

/** Works by the artifact that they make. */
export function makersOf(works: readonly Work[]): ReadonlyMap<string, Work> {
  const made = groupBy(
    works.flatMap((work) => ('outputs' in work.task ? work.task.outputs.map((artifact) => ({ artifact, work })) : [])),
    ({ artifact }) => artifact,
  );
  return new Map([...made].map(([artifact, [{ work }]]) => [artifact, work]));
}
