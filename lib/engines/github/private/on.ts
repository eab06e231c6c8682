import type { Json, JsonObject } from './model';
import { definedOnly, mapValues } from '../../../private/lang';
import type { PushTrigger, WorkflowDispatchTrigger, WorkflowTriggers } from '../triggers';

/** What starts a workflow, as its file says it. */
export interface On {
  readonly on: JsonObject;
  /** Variables of steps, by name: what whoever starts the workflow has set, and a default for all other runs. */
  readonly inputs: Readonly<Record<string, string>>;
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
  };
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
