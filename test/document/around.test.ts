import { aroundPipeline, aroundStage, maySkip, notificationLines } from '../../lib/document/around';
import type { CodePipelineInfo } from '../../lib/document/codepipeline-info';

const rule = (Provider: string, Configuration: object, more: object = {}) => ({
  Name: 'R',
  RuleTypeId: { Category: 'Rule', Provider },
  Configuration,
  ...more,
});
const condition = (Result: string, ...Rules: object[]) => JSON.stringify({ Conditions: [{ Result, Rules }] });
const codePipeline = (settings: Record<string, string>): CodePipelineInfo => ({
  type: 'V2',
  layout: 'compact',
  stages: [],
  projects: [],
  siblingWaits: [],
  settings,
});

test.each<[Record<string, string>, string[]]>([
  [{}, []],
  [
    { BeforeEntry: condition('FAIL', rule('DeploymentWindow', { Cron: '* * 9 ? * *' })) },
    ['entered if the time is * * 9 ? * * UTC; else it waits'],
  ],
  [
    {
      BeforeEntry: condition(
        'FAIL',
        rule('DeploymentWindow', { Cron: '* * 9 ? * *', TimeZone: 'Europe/Berlin' }),
        rule('LambdaInvoke', { FunctionName: 'Check' }),
      ),
    },
    [
      'entered if the time is * * 9 ? * * Europe/Berlin and function Check says so; else the execution fails (it waits for the time)',
    ],
  ],
  [
    {
      BeforeEntry: condition(
        'SKIP',
        rule('VariableCheck', { Variable: '#{variables.A}', Operator: 'NE', Value: 'x' }),
        rule('LambdaInvoke', { FunctionName: { Ref: 'Check' } }),
      ),
    },
    ["entered if #{variables.A} is not 'x' and function Check says so; else the stage is skipped, with its gates"],
  ],
  [
    {
      OnSuccess: condition(
        'ROLLBACK',
        rule('CloudWatchAlarm', { AlarmName: { 'Fn::GetAtt': ['Errors', 'Name'] }, WaitTime: '15' }),
        rule('Commands', {}, { Commands: ['true', 'ls'] }),
        rule('Horoscope', {}),
      ),
      OnFailure: '{"Result":"ROLLBACK"}',
    },
    [
      'afterwards alarm Errors is quiet for 15 minutes and commands succeed (true; ls) and rule R holds; else the stage is rolled back',
      'after a failure it is rolled back',
    ],
  ],
  [
    { OnFailure: '{"Result":"RETRY","RetryConfiguration":{"RetryMode":"ALL_ACTIONS"}}' },
    ['after a failure all its actions run again'],
  ],
  [{ OnFailure: '{"Result":"RETRY"}' }, ['after a failure failed actions run again']],
  // Whatever a document may hold.
  [{ BeforeEntry: '{', OnSuccess: '[1]', OnFailure: 'null' }, []],
  [{ BeforeEntry: '{"Conditions":[null,{"Rules":7}]}' }, ['entered if ; else ', 'entered if ; else ']],
])('%j', (settings, expected) => {
  expect(aroundStage({ name: 'S', settings })).toEqual(expected);
});

test('a stage that nobody gets into', () => {
  const closed = JSON.stringify([
    { StageName: 'S', Reason: 'Not now' },
    { StageName: 'T', Reason: 'Nor now' },
  ]);
  expect(aroundStage({ name: 'S' }, codePipeline({ DisableInboundStageTransitions: closed }))).toEqual([
    'closed: Not now',
  ]);
});

test('what may be skipped', () => {
  expect(maySkip({ settings: { BeforeEntry: condition('SKIP') } })).toBe(true);
  expect(maySkip({ settings: { BeforeEntry: condition('FAIL') } })).toBe(false);
  expect(maySkip({})).toBe(false);
});

test('what starts a pipeline', () => {
  const Triggers = JSON.stringify([
    {
      GitConfiguration: {
        SourceActionName: 'shop',
        Push: [
          { Branches: { Includes: ['main'] }, FilePaths: { Excludes: ['docs/**'] } },
          { Tags: { Includes: ['v*'] } },
        ],
        PullRequest: [{ Branches: { Includes: ['main'] } }],
      },
    },
  ]);
  const Variables = JSON.stringify([{ Name: 'A', DefaultValue: 'x' }, { Name: 'B' }]);
  expect(aroundPipeline(codePipeline({ Triggers, Variables }))).toEqual([
    'starts on a push of shop (branches main; no files docs/**)',
    'starts on a tag of shop (tags v*)',
    'starts on a pull request of shop (branches main)',
    'variables: A=x, B (must be given)',
  ]);
  expect(aroundPipeline(codePipeline({}))).toEqual([]);
  expect(aroundPipeline(codePipeline({ Triggers: '{"a":1}', Variables: '7' }))).toEqual([]);
});

test('who hears of what', () => {
  const rule = (enabled: boolean) => ({
    path: 'R',
    events: ['codepipeline-pipeline-pipeline-execution-failed', 'x'],
    targets: ['A', 'B'],
    enabled,
  });
  expect(
    notificationLines({ codePipeline: { ...codePipeline({}), notifications: [rule(true), rule(false)] } }),
  ).toEqual(['notifies A, B of pipeline-execution-failed, x']);
  expect(notificationLines({ codePipeline: codePipeline({}) })).toEqual([]);
});
