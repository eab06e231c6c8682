import type { Difference, Result } from './events';
import { jobDifferences } from './job-differences';
import type { BuildTask, Work } from './works';
import { aroundPipeline, aroundStage } from '../document/around';
import type { GitHubJobInfo, PlanDocument, ProjectInfo } from '../document/plan-document';
import { actionId } from '../document/stages';
import { groupBy } from '../private/lang';
import { listed } from '../private/text';

/** What a run was like. */
export interface Ran {
  readonly document: PlanDocument;
  readonly works: readonly Work[];
  /** By the names of actions. What is not in it has not run. */
  readonly results: ReadonlyMap<string, Result>;
  /** Why some did not run here, by the names of actions. */
  readonly reasons?: ReadonlyMap<string, string>;
  /** What is here in place of an image: `Linux x64`, `Node.js 22.1.0`. */
  readonly machine: readonly string[];
  readonly arch: string;
  /** Whether stacks were deployed and assets published. */
  readonly deployed?: boolean;
  /** Whose credentials steps had. */
  readonly profile?: string;
  /** Gates that nobody was asked at. */
  readonly decided?: readonly string[];
  /** Outputs of stacks that nobody knew: `Url of stack Beta-Service`, and who got them. */
  readonly placeholders?: readonly { readonly output: string; readonly actions: readonly string[] }[];
  /** Pipeline variables with their default values. */
  readonly defaulted?: readonly string[];
  /** Files that a push would not bring, by source. */
  readonly untracked?: ReadonlyMap<string, readonly string[]>;
  /** What only CloudFormation fills in, by the names of actions. */
  readonly tokens?: ReadonlyMap<string, readonly string[]>;
  /** What only GitHub fills in, by the names of actions. */
  readonly expressions?: ReadonlyMap<string, readonly string[]>;
  /** Jobs of a workflow, by the names of actions. */
  readonly jobs?: ReadonlyMap<string, GitHubJobInfo>;
  /** `nodejs: 22`, by the names of actions. */
  readonly runtimes?: ReadonlyMap<string, readonly string[]>;
}

/** What this run has not shown, the most important first. O(actions). */
export function differencesOf(ran: Ran): Difference[] {
  const builds = ran.works.filter((work): work is Build => isBuild(work) && hasRun(ran, work));
  return [
    ...notRun(ran),
    ...notDeployed(ran),
    ...ofBuilds(ran, builds),
    ...listsOf('what only CloudFormation fills in was left as it is', ran.tokens),
    ...listsOf('what only GitHub fills in was left as it is', ran.expressions),
    ...aroundActions(ran),
    ...aroundJobs(ran, builds),
    ...givenHere(ran),
  ];
}

type Build = Work & { readonly task: BuildTask };

function isBuild({ task, kind }: Work): boolean {
  return task.kind === 'build' && !OWN_LINE.has(kind);
}

function hasRun({ results }: Ran, { id }: Work): boolean {
  const result = results.get(id);
  return result !== undefined && result !== 'skipped';
}

/** Actions in groups, by a text that is the same for all of a group. In the order of the actions. */
function grouped<W extends Work>(
  works: readonly W[],
  textOf: (work: W) => string | undefined,
  what: (text: string) => string = (text) => text,
): Difference[] {
  const groups = groupBy(works, (work) => textOf(work) ?? '');
  groups.delete('');
  return [...groups].map(([text, own]) => ({ what: what(text), actions: own.map(({ id }) => id) }));
}

/** What stands in place of what is not deployed has a line of its own. */
const OWN_LINE = new Set<Work['kind']>(['publish', 'prepare', 'deploy', 'self-update', 'permissions-check']);

function notRun({ works, results, reasons }: Ran): Difference[] {
  const skipped = works.filter(({ id, kind }) => results.get(id) === 'skipped' && !OWN_LINE.has(kind));
  return grouped(
    skipped,
    ({ id }) => reasons?.get(id) ?? 'it cannot run here',
    (reason) => `did not run: ${reason}`,
  );
}

const NOT_DEPLOYED: Partial<Record<Work['kind'], string>> = {
  'self-update': 'the pipeline did not update itself',
  publish: 'assets were not published',
  deploy: 'stacks were not deployed',
  'permissions-check': 'permissions were not compared with what is deployed',
};

function notDeployed({ works, results, deployed, decided = [], placeholders = [] }: Ran): Difference[] {
  const isAnswered = new Set(decided);
  const chosen = works.filter(({ id }) => results.has(id));
  const skipped = chosen.filter(({ id }) => !deployed || results.get(id) === 'skipped');
  return [
    ...grouped(
      chosen.filter(({ id }) => isAnswered.has(id)),
      () => 'nobody was asked: gates were decided beforehand',
    ),
    ...grouped(skipped, ({ kind }) => NOT_DEPLOYED[kind]),
    ...placeholders.map(({ output, actions }) => ({ what: `a placeholder for ${output}`, actions })),
  ];
}

/** What a project has, and a build here has not. */
const OF_PROJECTS: readonly ((project: ProjectInfo) => string | undefined)[] = [
  ({ computeType }) => computeType && `machine size ${computeType}`,
  ({ privileged }) => (privileged ? 'privileged mode' : undefined),
  ({ settings }) => settings?.VpcConfig && 'network: they run in a VPC',
  ({ settings }) => settings?.FileSystemLocations && 'file systems that are mounted',
  ({ settings }) => settings?.Cache && 'cache of CodeBuild',
  ({ settings }) => settings?.['Environment.Certificate'] && 'certificate of the project',
  ({ settings }) => settings?.BuildBatchConfig && 'batch builds',
];

function ofBuilds(ran: Ran, builds: readonly Build[]): Difference[] {
  const { machine, arch, profile, runtimes } = ran;
  const of = (property: (project: ProjectInfo) => string | undefined) =>
    grouped(builds, ({ task: { project } }) => project && property(project));
  const instead = machine.length > 0 ? ` (here: ${machine.join(', ')})` : '';
  return [
    ...of(({ image }) => image && `image ${image}${instead}`),
    ...listsOf('versions that the image would set up', runtimes),
    ...of((project) => processorOf(project, arch)),
    ...grouped(builds, () =>
      profile === undefined
        ? 'roles and permissions: steps had no AWS credentials'
        : `roles and permissions: steps had those of profile '${profile}'`,
    ),
    ...OF_PROJECTS.flatMap(of),
  ];
}

/** What a type of machine says, apart from its size. */
function processorOf({ type }: ProjectInfo, arch: string): string | undefined {
  const wanted = /ARM/.test(type) ? 'arm64' : 'x64';
  const more = /GPU/.test(type) ? 'GPU' : /LAMBDA/.test(type) ? 'AWS Lambda as the machine' : undefined;
  return arch === wanted ? more : [`processor ${wanted} (here: ${arch})`, ...(more ? [more] : [])].join(', ');
}

function listsOf(what: string, lists: ReadonlyMap<string, readonly string[]> = new Map()): Difference[] {
  const groups = groupBy(
    [...lists].filter(([, items]) => items.length > 0),
    ([, items]) => listed(items, MOST),
  );
  return [...groups].map(([items, own]) => ({ what: `${what}: ${items}`, actions: own.map(([action]) => action) }));
}

/** Things in one line. */
const MOST = 5;

/** What CodePipeline does around actions, of the stages that are in this run. */
function aroundActions({ document: { codePipeline }, works, results }: Ran): Difference[] {
  if (!codePipeline) {
    return [];
  }
  const chosen = works.filter(({ id }) => results.has(id));
  const inRun = new Set(chosen.map(({ id }) => id));
  const stages = codePipeline.stages.filter(({ name, actions }) =>
    actions.some((action) => inRun.has(actionId(name, action.name))),
  );
  const timeouts = new Map(
    stages.flatMap(({ name, actions }) =>
      actions.map((action) => [actionId(name, action.name), action.settings?.TimeoutInMinutes]),
    ),
  );
  return [
    ...stages.flatMap((stage) =>
      aroundStage(stage, codePipeline).map((line) => ({ what: `around the stage: ${line}`, actions: [stage.name] })),
    ),
    ...grouped(
      chosen,
      ({ id }) => timeouts.get(id),
      (minutes) => `timeout of ${minutes} minutes`,
    ),
    ...aroundPipeline(codePipeline)
      .filter((line) => line.startsWith('starts on '))
      .map((line) => ({ what: `trigger: ${line}`, actions: [] })),
  ];
}

function aroundJobs(
  { document: { gitHub }, works, results, jobs, machine }: Ran,
  builds: readonly Work[],
): Difference[] {
  const chosen = works.filter(({ id }) => results.has(id));
  return gitHub && jobs ? jobDifferences({ gitHub, jobs, chosen, builds, machine }) : [];
}

function givenHere({ defaulted = [], untracked }: Ran): Difference[] {
  return [
    ...(defaulted.length > 0
      ? [{ what: `pipeline variables had their default values: ${listed(defaulted, MOST)}`, actions: [] }]
      : []),
    ...listsOf('files that a push would not bring, as git does not know them', untracked),
  ];
}
