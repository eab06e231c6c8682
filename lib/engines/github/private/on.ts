import { givenOnly } from './inputs';
import type { Json, JsonObject } from './model';
import type { Start } from '../../../blueprint/start-trait';
import { definedOnly, mapValues } from '../../../private/lang';
import type { DispatchInput, PushTrigger, WorkflowDispatchTrigger, WorkflowTriggers } from '../triggers';

/** What starts a workflow, as its file says it. */
export interface On {
  readonly on: JsonObject;
  /** Variables of steps, by name: what whoever starts the workflow has set, and a default for all other runs. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Whether a run may deploy, as an expression. @default - it may */
  readonly guard?: string;
  /** What sources said of starting it, and is not in it. */
  readonly lostStarts: readonly LostStart[];
}

/** What the source of the synth says of starting a pipeline. */
export interface SourceStarts {
  readonly branch?: string;
  /** Whether pushes to that branch start it. @default true */
  readonly onPush?: boolean;
  /** What starts it in place of every push to that branch. @default - none */
  readonly starts?: readonly Start[];
}

/** `replaced`: the workflow has triggers of its own. `paths`: GitHub has one list of paths for all pushes. */
export type LostStart = 'replaced' | 'paths' | 'pull-request';

export function onOf(triggers: WorkflowTriggers | undefined, source: SourceStarts): On {
  const { branch = 'main', starts = [], onPush = true } = source;
  const ofSource = pushOfSource(starts, branch);
  const { push: own, schedule, workflowDispatch } = givenOnly(triggers ?? BY_HAND);
  const push = triggers
    ? own && filtersOf(own)
    : starts.length > 0
      ? ofSource
      : onPush
        ? { branches: [branch] }
        : undefined;
  const dispatched = triggers ? (push?.branches ?? []) : (push?.branches ?? [branch]);
  return {
    on: definedOnly({
      push: push && pushOf(push),
      schedule: schedule && [...schedule].map(({ cron }) => ({ cron })),
      workflow_dispatch: workflowDispatch && dispatchOf(workflowDispatch),
    }),
    inputs: mapValues(dispatchInputsOf(workflowDispatch), ({ defaultValue = '' }, name) => {
      const text = defaultValue.replace(/'/g, "''");
      return defaultValue === '' ? `\${{ inputs.${name} }}` : `\${{ inputs.${name} || '${text}' }}`;
    }),
    guard: workflowDispatch?.fromAnyBranch ? undefined : guardOf(dispatched, workflowDispatch !== undefined),
    lostStarts: triggers ? (starts.length > 0 ? ['replaced'] : []) : lostIn(starts),
  };
}

/** How a workflow is started where nobody says it, beside pushes. */
const BY_HAND: WorkflowTriggers = { workflowDispatch: {} };

/** Filters of pushes, each as an array. */
function filtersOf(push: PushTrigger): PushTrigger {
  return mapValues(givenOnly({ ...push }), (patterns: string[]) => [...patterns]);
}

/** What whoever starts a workflow by hand may set. */
export function dispatchInputsOf(given: WorkflowDispatchTrigger | undefined | null): Record<string, DispatchInput> {
  return mapValues(given?.inputs ?? {}, givenOnly);
}

type Pushes = Extract<Start, { on: 'push' }>;

/** All pushes and tags that start it as the one filter that GitHub has. */
function pushOfSource(starts: readonly Start[], branch: string): PushTrigger | undefined {
  const pushes = starts.filter((start): start is Pushes => start.on === 'push');
  const tags = starts.flatMap((start) => (start.on === 'tag' ? start.tags : []));
  const branches = pushes.flatMap((start) => start.branches ?? [branch]);
  const isAny = pushes.some((start) => start.branches?.length === 0);
  const [paths] = pushes.map((start) => start.paths);
  return pushes.length + tags.length === 0
    ? undefined
    : definedOnly({
        branches: pushes.length > 0 ? patterns(isAny ? ['**', ...branches] : branches) : undefined,
        tags: tags.length > 0 ? patterns(tags) : undefined,
        paths: paths && paths.length > 0 && !lostIn(starts).includes('paths') ? patterns(paths) : undefined,
      });
}

/** On GitHub the last pattern that fits counts, and one that includes must come before those that exclude. */
function patterns(given: readonly string[]): string[] {
  const unique = [...new Set(given)];
  const [includes, excludes] = [false, true].map((isOut) => unique.filter((p) => p.startsWith('!') === isOut));
  return [...(includes.length > 0 ? includes : ['**']), ...excludes];
}

function lostIn(starts: readonly Start[]): LostStart[] {
  const paths = starts.flatMap((start) => (start.on === 'push' ? [[...(start.paths ?? [])].sort().join('\n')] : []));
  return [
    ...(new Set(paths).size > 1 ? (['paths'] as const) : []),
    ...(starts.some(({ on }) => on === 'pull-request') ? (['pull-request'] as const) : []),
  ];
}

/**
 * GitHub lets whoever starts a workflow by hand choose a branch, with code that nobody has merged. Only those that a push deploys may be
 * chosen; patterns that an expression cannot say are left to the rules of environments.
 */
function guardOf(branches: readonly string[], byHand: boolean): string | undefined {
  const conditions = branches.map(conditionOf);
  if (!byHand || conditions.length === 0 || conditions.includes(undefined)) {
    return undefined;
  }
  return ["github.event_name != 'workflow_dispatch'", ...conditions].join(' || ');
}

function conditionOf(pattern: string): string | undefined {
  const [, start, stars] = /^([^*?+[\]!\\\s]+?)(\*{0,2})$/.exec(pattern) ?? [];
  const ref = `'refs/heads/${start?.replace(/'/g, "''")}'`;
  return start === undefined ? undefined : stars === '' ? `github.ref == ${ref}` : `startsWith(github.ref, ${ref})`;
}

function pushOf({ branches, branchesIgnore, tags, tagsIgnore, paths, pathsIgnore }: PushTrigger): Json {
  return definedOnly({
    branches,
    'branches-ignore': branchesIgnore,
    tags,
    'tags-ignore': tagsIgnore,
    paths,
    'paths-ignore': pathsIgnore,
  });
}

function dispatchOf(given: WorkflowDispatchTrigger): Json {
  const all = mapValues(dispatchInputsOf(given), ({ description, defaultValue, required, options }) =>
    definedOnly({
      description,
      required,
      type: options ? 'choice' : 'string',
      default: defaultValue,
      options,
    }),
  );
  return Object.keys(all).length === 0 ? {} : { inputs: all };
}
