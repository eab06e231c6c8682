import { comparable } from './names';
import type { Pair } from './pair';
import { type Fact, jobFacts, workFactsOf } from '../facts';
import type { ProjectInfo } from '../../document/plan-document';
import type { PlanGraph } from '../../document/plan-graph';
import type { Action } from '../../document/stages';
import { CONFIG_HASH, engineOf } from '../../document/words';
import { groupBy, parsedJson } from '../../private/lang';

export type Facts = ReadonlyMap<string, string>;

/**
 * What is compared of an action: all that is shown of it, and whatever else the plan holds. Names that follow from the place
 * or the name of something are made the same, as that is reported by itself. Jobs of GitHub are compared as jobs; of plans that
 * different engines run, only what the plan says.
 */
export function comparedFacts(pair: Pair, isAfter: boolean): (action: Action) => Facts {
  const { plan } = isAfter ? pair.after : pair.before;
  const shown = workFactsOf(plan);
  const projects = new Map(plan.document.codePipeline?.projects.map((project) => [project.path, project]));
  const actionsOf = groupBy(plan.actions, (action) => action.node);
  const same = comparable(pair.before.plan.document, pair.after.plan.document);
  const role = (path: string) => (isAfter ? (pair.roles.get(path)?.path ?? path) : path);
  const { planHash } = plan.document;
  const settled = ([name, value]: Fact): Fact => {
    const text = planHash === undefined ? value : value.replaceAll(planHash, '<planHash>');
    return [name, same(text, plan.document)];
  };
  const [was, is] = [pair.before, pair.after].map((side) => engineOf(side.plan.document));
  return (action) => {
    if (was !== is) {
      return tidy(action, [...jobFacts(action.job), ['kind', action.kind] as const].map(settled));
    }
    const actions = actionsOf.get(action.node) ?? [];
    const used = actions.flatMap(({ project }) => projects.get(project ?? '') ?? []);
    const facts: Fact[] = [
      ...shown(action),
      ...workFacts(action, plan),
      ...actions.flatMap((one) => (one.workflowJob ? [] : actionFacts(one, actions, role))),
      ...used.flatMap((project) => projectFacts(project, role)),
    ];
    return tidy(action, facts.map(settled));
  };
}

function workFacts({ kind, job, category, provider, node }: Action, plan: PlanGraph): Fact[] {
  const files = job.kind === 'script' ? [...job.inputs, ...job.outputs] : [];
  const setups = plan.nodes[plan.indexOf(node)!].kind;
  return [
    ['kind', setups === 'action' ? kind : setups],
    ['job', job.kind],
    ['type of action', `${category} ${provider}`],
    ...(job.kind === 'deploy' ? [['mode', job.mode] as const] : []),
    ...files.flatMap(({ directory, files: some }): Fact[] =>
      some ? [[`patterns of files in ${directory}`, some.join(', ')]] : [],
    ),
  ];
}

/** What other facts say, by the names of settings. */
const SAID: ReadonlySet<string> = new Set([
  'CustomData',
  'ExternalEntityLink',
  'NotificationArn',
  'EnvironmentVariables',
  'ConnectionArn',
  'OutputArtifactFormat',
]);

function actionFacts(action: Action, actions: readonly Action[], role: (path: string) => string): Fact[] {
  const { configuration = {}, settings = {}, job, category } = action;
  const part = category === 'Approval' || job.kind !== 'permissions-check' ? '' : ' of the comparison';
  const asked: [string, string | undefined][] =
    category === 'Approval'
      ? [
          ['comment', configuration.CustomData],
          ['page to review', configuration.ExternalEntityLink],
          ['topic to notify', configuration.NotificationArn],
        ]
      : [];
  return [
    ...asked.flatMap(([name, value]): Fact[] => (value === undefined ? [] : [[name, withoutNamespace(value)]])),
    ...(action.autoApproved ? [['may be decided by', 'a function'] as const] : []),
    ...(action.role === undefined ? [] : [[`role${part}`, role(action.role)] as const]),
    ...variablesOf(
      action,
      actions.map(({ name }) => name),
    ),
    ...Object.entries(configuration).filter(([name, value]) => !SAID.has(name) && !isOrigin(action, value)),
    ...Object.entries(settings).map(([name, value]): Fact => [`setting ${name}${part}`, value]),
  ];
}

/** What the job of a source says in its own words. */
function isOrigin({ job }: Action, value: string): boolean {
  return job.kind === 'source' && (job.repository === value || job.branch === value);
}

/** Variables of other actions have a namespace, which is made of names. */
function withoutNamespace(text: string): string {
  return text.replace(/#\{[^.}]+\./g, '#{…');
}

/** Of the action as it is; the job says where values come from, this what was made of it. */
function variablesOf(action: Action, names: readonly string[]): Fact[] {
  const { configuration: { EnvironmentVariables: text = '' } = {}, job, application, stage } = action;
  const all = text === '' ? [] : listIn(text);
  if (!all) {
    return [['variables of the action', text]];
  }
  // A check says which action its function may approve: only its own are no news.
  const own: Readonly<Record<string, readonly (string | undefined)[]>> =
    job.kind === 'permissions-check' ? { STAGE_NAME: [stage], STAGE_PATH: [application], ACTION_NAME: names } : {};
  const isSaid = (name: string, value: string) => {
    const known = job.kind === 'script' ? job.env[name] : undefined;
    return known !== undefined && ('literal' in known ? known.literal === value : value.startsWith('#{'));
  };
  return all
    .filter(({ name, value }) => name !== CONFIG_HASH && !isSaid(name, value))
    .map(({ name, value, type }): Fact => {
      const kind = type === undefined || type === 'PLAINTEXT' ? '' : ` (${type})`;
      return [`variable ${name} of the action`, `${own[name]?.includes(value) ? '<its own>' : value}${kind}`];
    });
}

interface Variable {
  readonly name: string;
  readonly value: string;
  readonly type?: string;
}

function listIn(text: string): Variable[] | undefined {
  const value = parsedJson(text);
  const isVariable = (one: unknown) =>
    typeof (one as Variable | null)?.name === 'string' && typeof (one as Variable).value === 'string';
  return Array.isArray(value) && value.every(isVariable) ? (value as Variable[]) : undefined;
}

function projectFacts(
  { role: path, buildspec, settings = {}, type, computeType }: ProjectInfo,
  role: (path: string) => string,
): Fact[] {
  return [
    ['service role', role(path)],
    ['machine', `${type} ${computeType}`],
    ...(buildspec === undefined ? [] : buildspecFacts(buildspec)),
    ...Object.entries(settings).map(([name, value]): Fact => [`${name} of the project`, value]),
  ];
}

/** Where commands have names of their own. */
const PHASES: Readonly<Record<string, string>> = {
  'phases.install.commands': 'install commands',
  'phases.build.commands': 'commands',
};

/** What really runs. */
function buildspecFacts(text: string): Fact[] {
  const value = parsedJson(text);
  const isObject = typeof value === 'object' && value !== null;
  const leaves = isObject ? leavesOf(value, '') : [['', text] as const];
  return leaves.map(([path, leaf]): Fact => [PHASES[path] ?? `buildspec${path && ` ${path}`}`, leaf]);
}

/** Lists are one text; depth is of little use in a build specification. */
function leavesOf(value: unknown, path: string): Fact[] {
  if (typeof value !== 'object' || value === null) {
    return [[path, String(value)]];
  }
  if (Array.isArray(value)) {
    return [[path, value.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n')]];
  }
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, path === '' ? name : `${path}.${name}`));
}

/** Publishers name content, which is new all the time and is compared as assets; a template is called after its stack. */
function tidy({ kind, target, application }: Action, facts: readonly Fact[]): Facts {
  const isPublisher = kind === 'publish';
  return new Map(
    facts.map(([name, value]) => {
      if (isPublisher) {
        const lines = value
          .replace(/^cdk-assets .*$/gm, (line) => line.replace(/"[^"]*"/g, '"…"'))
          .replace(/\.publish\/[^\n]*$/g, '.publish/…');
        return [name, [...new Set(lines.split('\n'))].join('\n')];
      }
      if (name === 'compares the Stage' && value === application) {
        return [name, '<its own>'];
      }
      return [name, name === 'TemplatePath' && target ? templateOf(value, target.stack) : value];
    }),
  );
}

/** `Artifact::assembly-App-Prod/AppProdData0123ABCD.template.json`: named after the path of the stack. */
function templateOf(value: string, stack: string): string {
  const [artifact, file = ''] = value.split('::');
  const letters = (text: string) => text.replace(/[^A-Za-z0-9]/g, '');
  const own = letters(stack);
  return letters(file.split('/').pop()!).startsWith(own) ? `${artifact}::<its template>` : value;
}
