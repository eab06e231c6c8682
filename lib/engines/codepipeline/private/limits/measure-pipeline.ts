import { charactersOf, type LimitId } from './limit-table';
import { SKIPPING_RULES } from './limits-of-codepipeline';
import type { Facts } from '../../../../report/budget/deployed';
import { measureAction } from './measure-action';
import { nameUses, type Place, literalName, type Usage, within } from '../../../../report/budget/usage';
import { asArray, asObject, groupBy } from '../../../../private/lang';

type Properties = Readonly<Record<string, unknown>>;

const NAME = charactersOf('pipeline-name-characters');
const STAGE = charactersOf('stage-name-characters');

/** What CodePipeline counts of a pipeline, as it is rendered: custom steps may make any number of actions. */
export function* measurePipeline(element: string, facts: Facts): Iterable<Usage<LimitId>> {
  const properties = facts.resources[element]?.Properties;
  if (!properties) {
    return;
  }
  const at = { element };
  const stages = asArray(properties.Stages).map(asObject);
  const actions = stages.reduce((sum, stage) => sum + asArray(stage.Actions).length, 0);
  yield { limit: 'stages', used: stages.length, ...at };
  yield { limit: 'stages-missing', used: stages.length, ...at };
  yield { limit: 'actions-in-pipeline', used: actions, ...at };
  yield* nameUses(properties.Name, 'pipeline-name', at, NAME);
  for (const stage of stages) {
    yield* measureStage(stage, at, facts);
  }
  yield* measureVariables(asArray(properties.Variables).map(asObject), at);
  yield* measureTriggers(asArray(properties.Triggers).map(asObject), at);
  yield measureMode(properties, stages, at);
}

function* measureStage(stage: Properties, pipeline: Place, facts: Facts): Iterable<Usage<LimitId>> {
  const at = within(pipeline, `stage ${literalName(stage.Name)}`);
  const actions = asArray(stage.Actions).map(asObject);
  const builds = actions.filter((a) => asObject(a.ActionTypeId).Provider === 'CodeBuild');
  const together = groupBy(builds, (a) => Number(a.RunOrder ?? 1));
  yield* nameUses(stage.Name, 'stage-name', at, STAGE);
  yield { limit: 'actions-in-stage', used: actions.length, ...at };
  yield { limit: 'run-order', used: actions.reduce((max, a) => Math.max(max, Number(a.RunOrder ?? 1)), 1), ...at };
  for (const [runOrder, xs] of together) {
    yield { limit: 'concurrent-builds', used: xs.length, ...within(at, `run order ${runOrder}`) };
  }
  for (const action of actions) {
    yield* measureAction(action, at, facts);
  }
  for (const kind of ['BeforeEntry', 'OnSuccess', 'OnFailure']) {
    yield* measureConditions(kind, asArray(asObject(stage[kind]).Conditions).map(asObject), within(at, kind));
  }
}

function* measureConditions(kind: string, conditions: readonly Properties[], at: Place): Iterable<Usage<LimitId>> {
  yield { limit: 'conditions', used: conditions.length, ...at };
  for (const condition of conditions) {
    const rules = asArray(condition.Rules).map(asObject);
    const providers = rules.map((rule) => String(asObject(rule.RuleTypeId).Provider));
    const skips = kind === 'BeforeEntry' && condition.Result === 'SKIP';
    yield { limit: 'condition-rules', used: rules.length, ...at };
    yield { limit: 'skip-rules', used: skips ? providers.filter((p) => !SKIPPING_RULES.includes(p)).length : 0, ...at };
  }
}

function* measureVariables(variables: readonly Properties[], pipeline: Place): Iterable<Usage<LimitId>> {
  yield { limit: 'variables', used: variables.length, ...pipeline };
  for (const variable of variables) {
    const at = within(pipeline, `variable ${literalName(variable.Name)}`);
    yield* nameUses(variable.Name, 'variable-name', at);
    yield* nameUses(variable.DefaultValue, 'variable-default', at);
  }
}

function* measureTriggers(triggers: readonly Properties[], pipeline: Place): Iterable<Usage<LimitId>> {
  yield { limit: 'triggers', used: triggers.length, ...pipeline };
  for (const trigger of triggers) {
    const git = asObject(trigger.GitConfiguration);
    const at = within(pipeline, `trigger on ${literalName(git.SourceActionName)}`);
    const filters = (['Push', 'PullRequest'] as const).map((kind) => asArray(git[kind]).map(asObject));
    yield { limit: 'trigger-provider', used: trigger.ProviderType === 'CodeStarSourceConnection' ? 0 : 1, ...at };
    for (const xs of filters) {
      yield { limit: 'trigger-filters', used: xs.length, ...at };
    }
    for (const filter of filters.flat()) {
      yield* measureFilter(filter, at);
    }
  }
}

/** What a filter looks at, such as branches and file paths; each with patterns to include and exclude. */
function* measureFilter(filter: Properties, at: Place): Iterable<Usage<LimitId>> {
  for (const subject of Object.values(filter)) {
    for (const patterns of [asObject(subject).Includes, asObject(subject).Excludes].map(asArray)) {
      yield { limit: 'trigger-patterns', used: patterns.length, ...at };
      for (const pattern of patterns) {
        yield { limit: 'trigger-pattern', used: String(pattern).length, ...at };
      }
    }
  }
}

function measureMode({ ExecutionMode }: Properties, stages: readonly Properties[], at: Place): Usage<LimitId> {
  const withRollback = stages.filter((stage) => resultsOf(stage).includes('ROLLBACK'));
  return { limit: 'parallel-rollback', used: ExecutionMode === 'PARALLEL' ? withRollback.length : 0, ...at };
}

/** What is done after a failure, and what conditions do. */
function resultsOf(stage: Properties): unknown[] {
  const after = [asObject(stage.OnFailure), asObject(stage.OnSuccess)];
  return [...after, ...after.flatMap((one) => asArray(one.Conditions).map(asObject))].map(({ Result }) => Result);
}
