import type { Facts } from './deployed';
import { measureAction } from './measure-action';
import { asArray, asObject, nameUses, quoted, type Use } from './use';
import { groupBy } from '../../../../private/lang';

type Properties = Readonly<Record<string, unknown>>;

/** What CodePipeline counts of a pipeline, as it is rendered: steps of the user's own may make any number of actions. */
export function measurePipeline(element: string, facts: Facts): Use[] {
  const properties = facts.resources[element]?.Properties;
  if (!properties) {
    return [];
  }
  const stages = asArray(properties.Stages).map(asObject);
  const actions = stages.flatMap((s) => asArray(s.Actions)).length;
  const uses: Use[] = [
    { limit: 'stages', used: stages.length },
    { limit: 'stages-missing', used: Math.max(0, 2 - stages.length) },
    { limit: 'actions-in-pipeline', used: actions },
    ...nameUses(properties.Name, 'pipeline-name', 'pipeline-name-characters', NAME, {}),
    ...stages.flatMap((stage) => measureStage(stage, facts)),
    ...measureVariables(asArray(properties.Variables).map(asObject)),
    ...measureTriggers(asArray(properties.Triggers).map(asObject)),
    ...measureMode(properties, stages),
  ];
  return uses.map((use) => ({ ...use, element }));
}

const NAME = /[A-Za-z0-9.@_-]/g;

function measureStage(stage: Properties, facts: Facts): Use[] {
  const detail = `stage ${quoted(stage.Name)}`;
  const actions = asArray(stage.Actions).map(asObject);
  const builds = actions.filter((a) => asObject(a.ActionTypeId).Provider === 'CodeBuild');
  const together = groupBy(builds, (a) => Number(a.RunOrder ?? 1));
  return [
    ...nameUses(stage.Name, 'stage-name', 'stage-name-characters', NAME, { detail }),
    { limit: 'actions-in-stage', used: actions.length, detail },
    { limit: 'run-order', used: actions.reduce((max, a) => Math.max(max, Number(a.RunOrder ?? 1)), 1), detail },
    ...[...together].map(([runOrder, xs]): Use => ({
      limit: 'concurrent-builds',
      used: xs.length,
      detail: `${detail}, run order ${runOrder}`,
    })),
    ...actions.flatMap((action) => measureAction(action, detail, facts)),
    ...(['BeforeEntry', 'OnSuccess', 'OnFailure'] as const).flatMap((kind) =>
      measureConditions(kind, asArray(asObject(stage[kind]).Conditions).map(asObject), `${detail}, ${kind}`),
    ),
  ];
}

/** Rules that may decide to skip a stage. */
const SKIPPING = ['LambdaInvoke', 'VariableCheck'];

function measureConditions(kind: string, conditions: readonly Properties[], detail: string): Use[] {
  return [
    { limit: 'conditions', used: conditions.length, detail },
    ...conditions.flatMap((condition): Use[] => {
      const rules = asArray(condition.Rules).map(asObject);
      const providers = rules.map((rule) => String(asObject(rule.RuleTypeId).Provider));
      const skips = kind === 'BeforeEntry' && condition.Result === 'SKIP';
      return [
        { limit: 'condition-rules', used: rules.length, detail },
        { limit: 'skip-rules', used: skips ? providers.filter((p) => !SKIPPING.includes(p)).length : 0, detail },
      ];
    }),
  ];
}

function measureVariables(variables: readonly Properties[]): Use[] {
  return [
    { limit: 'variables', used: variables.length },
    ...variables.flatMap((variable) => {
      const at = { detail: `variable ${quoted(variable.Name)}` };
      return [
        ...nameUses(variable.Name, 'variable-name', undefined, NAME, at),
        ...nameUses(variable.DefaultValue, 'variable-default', undefined, NAME, at),
      ];
    }),
  ];
}

function measureTriggers(triggers: readonly Properties[]): Use[] {
  return [
    { limit: 'triggers', used: triggers.length },
    ...triggers.flatMap((trigger): Use[] => {
      const git = asObject(trigger.GitConfiguration);
      const detail = `trigger on ${quoted(git.SourceActionName)}`;
      const filters = (['Push', 'PullRequest'] as const).map((kind) => asArray(git[kind]).map(asObject));
      return [
        { limit: 'trigger-provider', used: trigger.ProviderType === 'CodeStarSourceConnection' ? 0 : 1, detail },
        ...filters.map((xs): Use => ({ limit: 'trigger-filters', used: xs.length, detail })),
        ...filters.flat().flatMap((filter) => measureFilter(filter, detail)),
      ];
    }),
  ];
}

/** What a filter looks at, such as branches and file paths; each with patterns to include and exclude. */
function measureFilter(filter: Properties, detail: string): Use[] {
  return Object.values(filter).flatMap((subject) =>
    [asObject(subject).Includes, asObject(subject).Excludes]
      .map(asArray)
      .flatMap((patterns): Use[] => [
        { limit: 'trigger-patterns', used: patterns.length, detail },
        ...patterns.map((p): Use => ({ limit: 'trigger-pattern', used: String(p).length, detail })),
      ]),
  );
}

function measureMode({ ExecutionMode }: Properties, stages: readonly Properties[]): Use[] {
  const withRollback = stages.filter((stage) => asObject(stage.OnFailure).Result === 'ROLLBACK');
  return [{ limit: 'parallel-rollback', used: ExecutionMode === 'PARALLEL' ? withRollback.length : 0 }];
}
