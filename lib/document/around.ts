import { aroundWorkflow } from './around-workflow';
import type { CodePipelineInfo, PlanDocument, StageInfo } from './plan-document';
import { asObject, parsedJson } from '../private/lang';

// What CodePipeline does around the actions, in words, from what the template says. Documents come from anywhere: what is not as
// expected is passed over here, and stays to be read in the settings.

type WithSettings = Pick<StageInfo, 'name' | 'settings'>;

type Json = Readonly<Record<string, unknown>>;

/** When a stage is entered, what must hold afterwards, and what happens after a failure: a line each. */
export function aroundStage({ name, settings = {} }: WithSettings, codePipeline?: CodePipelineInfo): string[] {
  const { BeforeEntry, OnSuccess, OnFailure } = settings;
  const closed = listIn(codePipeline?.settings?.DisableInboundStageTransitions).filter((t) => t.StageName === name);
  return [
    ...closed.map(({ Reason }) => `closed: ${textOf(Reason)}`),
    ...conditionIn(BeforeEntry).map((condition) => `entered if ${condition.rules}; else ${elseBefore(condition)}`),
    ...conditionIn(OnSuccess).map(({ rules, result }) => `afterwards ${rules}; else ${AFTER[result] ?? result}`),
    ...failureIn(OnFailure),
  ];
}

/**
 * Whether an execution may go on behind a stage although nothing in it was done, or something failed: it then passes over the
 * gates that are in it. By the text, so that no document has it otherwise than we think; and what is known at deployment only
 * may be a skip.
 */
export function maySkip({ settings = {} }: Pick<StageInfo, 'settings'>): boolean {
  return [settings.BeforeEntry, settings.OnFailure].some(
    (text) => text !== undefined && (/"Result":\s*"SKIP"/i.test(text) || !isKnown(parsedJson(text))),
  );
}

/** Whether all results are written out. What rules look at does not matter. */
function isKnown(given: unknown): boolean {
  if (!isObject(given)) {
    return false;
  }
  const { Result = '', Conditions = [], Rules: _rules, RetryConfiguration: _retry, ...others } = given;
  const conditions = Array.isArray(Conditions) ? Conditions : [undefined];
  return typeof Result === 'string' && Object.keys(others).length === 0 && conditions.every(isKnown);
}

function isObject(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

/** What starts a pipeline, and what may be set then, whatever engine runs it. */
export function aroundDocument({ codePipeline, gitHub }: PlanDocument): string[] {
  return [...(codePipeline ? aroundPipeline(codePipeline) : []), ...(gitHub ? aroundWorkflow(gitHub) : [])];
}

/** What starts a pipeline, and what may be set when it is started by hand. */
export function aroundPipeline({ settings = {} }: CodePipelineInfo): string[] {
  const triggers = listIn(settings.Triggers).flatMap(({ GitConfiguration }) =>
    triggerWords(asObject(GitConfiguration)),
  );
  const variables = listIn(settings.Variables).map(({ Name, DefaultValue }) =>
    DefaultValue === undefined ? `${textOf(Name)} (must be given)` : `${textOf(Name)}=${textOf(DefaultValue)}`,
  );
  return [
    ...triggers.map((trigger) => `starts on ${trigger}`),
    ...(variables.length > 0 ? [`variables: ${variables.join(', ')}`] : []),
  ];
}

/** Who hears of what: rules that send messages. */
export function notificationLines({ codePipeline }: Pick<PlanDocument, 'codePipeline'>): string[] {
  return (codePipeline?.notifications ?? [])
    .filter(({ enabled }) => enabled)
    .map(({ events, targets }) => {
      const short = events.map((event) => event.replace(/^codepipeline-pipeline-/, ''));
      return `notifies ${targets.join(', ')} of ${short.join(', ')}`;
    });
}

const BEFORE: Readonly<Record<string, string>> = {
  FAIL: 'the execution fails',
  SKIP: 'the stage is skipped, with its gates',
};

const AFTER: Readonly<Record<string, string>> = { FAIL: 'the execution fails', ROLLBACK: 'the stage is rolled back' };

interface Condition {
  readonly rules: string;
  readonly result: string;
  /** Which of them wait for a time, and do not fail. */
  readonly windows: 'none' | 'some' | 'all';
}

function elseBefore({ result, windows }: Condition): string {
  const words = BEFORE[result] ?? result;
  if (windows === 'none') return words;
  return windows === 'all' ? 'it waits' : `${words} (it waits for the time)`;
}

function conditionIn(text: string | undefined): Condition[] {
  const { Conditions } = asObject(parsedJson(text));
  return asList(Conditions).map((condition) => {
    const rules = asList(condition.Rules);
    const isWindow = ({ RuleTypeId }: Json) => asObject(RuleTypeId).Provider === 'DeploymentWindow';
    return {
      rules: rules.map(ruleWords).join(' and '),
      result: textOf(condition.Result),
      windows: !rules.some(isWindow) ? 'none' : rules.every(isWindow) ? 'all' : 'some',
    };
  });
}

function failureIn(text: string | undefined): string[] {
  const { Result, RetryConfiguration } = asObject(parsedJson(text));
  const all = asObject(RetryConfiguration).RetryMode === 'ALL_ACTIONS';
  const words: Readonly<Record<string, string>> = {
    ROLLBACK: 'it is rolled back',
    RETRY: all ? 'all its actions run again' : 'failed actions run again',
  };
  return text === undefined || Result === undefined
    ? []
    : [`after a failure ${words[textOf(Result)] ?? textOf(Result)}`];
}

function ruleWords({ Configuration, RuleTypeId, Commands, Name, Region }: Json): string {
  const { Cron, TimeZone, Variable, Operator, Value, AlarmName, WaitTime, FunctionName } = asObject(Configuration);
  switch (asObject(RuleTypeId).Provider) {
    case 'DeploymentWindow':
      return `the time is ${textOf(Cron)} ${TimeZone === undefined ? 'UTC' : textOf(TimeZone)}`;
    case 'VariableCheck':
      return `${textOf(Variable)} ${OPERATORS[textOf(Operator)] ?? textOf(Operator)} '${textOf(Value)}'`;
    case 'CloudWatchAlarm':
      return `alarm ${textOf(AlarmName)}${Region === undefined ? '' : ` in ${textOf(Region)}`} is quiet${WaitTime === undefined ? '' : ` for ${textOf(WaitTime)} minutes`}`;
    case 'LambdaInvoke':
      return `function ${textOf(FunctionName)} says so`;
    case 'Commands':
      return `commands succeed (${(Array.isArray(Commands) ? Commands : []).map(textOf).join('; ')})`;
    default:
      return `rule ${textOf(Name)} holds`;
  }
}

const OPERATORS: Readonly<Record<string, string>> = {
  EQ: 'is',
  NE: 'is not',
  CONTAINS: 'contains',
  MATCHES: 'matches',
};

function triggerWords({ Push, PullRequest, SourceActionName }: Json): string[] {
  const words = (event: string, filter: Json) => {
    const patterns = ['Branches', 'Tags', 'FilePaths'].flatMap((kind) => patternWords(kind, asObject(filter[kind])));
    return `${filter.Tags === undefined ? event : 'a tag'} of ${textOf(SourceActionName)}${patterns.length > 0 ? ` (${patterns.join('; ')})` : ''}`;
  };
  return [
    ...asList(Push).map((filter) => words('a push', filter)),
    ...asList(PullRequest).map((filter) => words('a pull request', filter)),
  ];
}

function patternWords(kind: string, { Includes, Excludes }: Json): string[] {
  const names: Readonly<Record<string, string>> = { Branches: 'branches', Tags: 'tags', FilePaths: 'files' };
  const listed = (x: unknown) => (Array.isArray(x) ? x : []).map(textOf).join(', ');
  return [
    ...(Includes === undefined ? [] : [`${names[kind]} ${listed(Includes)}`]),
    ...(Excludes === undefined ? [] : [`no ${names[kind]} ${listed(Excludes)}`]),
  ];
}

function listIn(text: string | undefined): Json[] {
  return asList(parsedJson(text));
}

function asList(x: unknown): Json[] {
  return Array.isArray(x) ? x.map(asObject) : [];
}

/** What CloudFormation fills in is named by what it refers to. */
function textOf(x: unknown): string {
  const { Ref, 'Fn::GetAtt': attribute } = asObject(x);
  const of = Ref ?? (Array.isArray(attribute) ? attribute[0] : undefined);
  return typeof of === 'string' ? of : typeof x === 'string' ? x : (JSON.stringify(x) ?? '');
}
