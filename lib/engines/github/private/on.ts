import type { Json, JsonObject } from './model';
import { definedOnly, mapValues } from '../../../private/lang';
import type { PushTrigger, WorkflowDispatchTrigger, WorkflowTriggers } from '../triggers';

/** What starts a workflow, as its file says it. */
export interface On {
  readonly on: JsonObject;
  /** Variables of steps, by name: what whoever starts the workflow has set, and a default for all other runs. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Whether a run may deploy, as an expression. @default - it may */
  readonly guard?: string;
}

export function onOf(triggers: WorkflowTriggers | undefined, branch: string): On {
  const { push, schedule, workflowDispatch } = triggers ?? { push: { branches: [branch] }, workflowDispatch: {} };
  return {
    on: definedOnly({
      push: push && pushOf(push),
      schedule: schedule?.map(({ cron }) => ({ cron })),
      workflow_dispatch: workflowDispatch && dispatchOf(workflowDispatch),
    }),
    inputs: mapValues(workflowDispatch?.inputs ?? {}, ({ defaultValue = '' }, name) => {
      const text = defaultValue.replace(/'/g, "''");
      return defaultValue === '' ? `\${{ inputs.${name} }}` : `\${{ inputs.${name} || '${text}' }}`;
    }),
    guard: workflowDispatch?.fromAnyBranch ? undefined : guardOf(push?.branches ?? [], workflowDispatch !== undefined),
  };
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
  const [, start, stars] = /^([\w./-]+?)(\*{0,2})$/.exec(pattern) ?? [];
  const ref = `'refs/heads/${start}'`;
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

function dispatchOf({ inputs = {} }: WorkflowDispatchTrigger): Json {
  const all = mapValues(inputs, ({ description, defaultValue, required, options }) =>
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
