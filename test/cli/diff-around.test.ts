import { DocumentBuilder } from './builder';
import { assemblyOf, command } from './run';

const rule = (Provider: string, Configuration: object) => ({ Name: 'R', RuleTypeId: { Provider }, Configuration });
const condition = (Result: string, ...Rules: object[]) => JSON.stringify({ Conditions: [{ Result, Rules }] });
const window = (Cron: string) => condition('FAIL', rule('DeploymentWindow', { Cron }));

function changes(was: object, is: object, of: 'stage' | 'pipeline' = 'stage'): string {
  const written = (settings: object) => {
    const document = new DocumentBuilder().stack('Prod/Data', 1).done();
    const codePipeline = document.codePipeline!;
    const stages = of === 'stage' ? codePipeline.stages.map((stage) => ({ ...stage, settings })) : codePipeline.stages;
    const own = of === 'pipeline' ? { settings } : {};
    return assemblyOf({ 'a.plan.json': { ...document, codePipeline: { ...codePipeline, stages, ...own } as never } });
  };
  const { out, err, code } = command(['diff', written(was), written(is)]);
  expect([code, err]).toEqual([0, '']);
  return out;
}

const DANGER = 'Look at this\n';

test.each<[string, object, object, RegExp, boolean]>([
  [
    'a window that is gone',
    { BeforeEntry: window('* * 9 ? * *') },
    {},
    /no more: entered if the time is \* \* 9/,
    true,
  ],
  [
    'a window that is wider',
    { BeforeEntry: window('* * 9 ? * *') },
    { BeforeEntry: window('* * * ? * *') },
    /no more.*\n.*new: entered if/,
    true,
  ],
  ['a new window', {}, { BeforeEntry: window('* * 9 ? * *') }, /new: entered if/, false],
  [
    'a stage that may be skipped',
    {},
    { BeforeEntry: condition('SKIP', rule('VariableCheck', { Variable: 'a' })) },
    /new: .*the stage is skipped/,
    true,
  ],
  [
    'an alarm less',
    {
      OnSuccess: condition(
        'FAIL',
        rule('CloudWatchAlarm', { AlarmName: 'A' }),
        rule('CloudWatchAlarm', { AlarmName: 'B' }),
      ),
    },
    { OnSuccess: condition('FAIL', rule('CloudWatchAlarm', { AlarmName: 'A' })) },
    /no more: afterwards alarm A is quiet and alarm B is quiet/,
    true,
  ],
  [
    'no rollback any more',
    { OnFailure: '{"Result":"ROLLBACK"}' },
    {},
    /no more: after a failure it is rolled back/,
    true,
  ],
  [
    'what is not in words',
    { OnSuccess: condition('FAIL', rule('CloudWatchAlarm', { AlarmName: 'A', AlarmStates: 'ALARM' })) },
    { OnSuccess: condition('FAIL', rule('CloudWatchAlarm', { AlarmName: 'A', AlarmStates: 'OK' })) },
    /another setting OnSuccess of stage 'Prod': .*"OK"/,
    true,
  ],
  [
    'two at once, of which one is in words',
    {
      BeforeEntry: window('* * 9 ? * *'),
      OnFailure: '{"Result":"RETRY","RetryConfiguration":{"RetryMode":"FAILED_ACTIONS"}}',
    },
    { OnFailure: '{"Result":"RETRY"}' },
    /no more: entered if[^]*another setting OnFailure/,
    true,
  ],
])('%s', (_, was, is, expected, isDanger) => {
  const out = changes(was, is);
  expect(out).toMatch(expected);
  expect(out.includes(DANGER)).toBe(isDanger);
});

test.each<[string, object, object, RegExp, boolean]>([
  [
    'a new trigger',
    {},
    { Triggers: JSON.stringify([{ GitConfiguration: { SourceActionName: 'S', Push: [{}] } }]) },
    /new: starts on a push of S/,
    true,
  ],
  ['a variable less', { Variables: '[{"Name":"A","DefaultValue":"x"}]' }, {}, /no more: variables: A=x/, false],
  [
    'a stage that is open',
    { DisableInboundStageTransitions: '[{"StageName":"Prod","Reason":"r"}]' },
    {},
    /no more: closed: r/,
    true,
  ],
])('%s', (_, was, is, expected, isDanger) => {
  const out = changes(was, is, 'pipeline');
  expect(out).toMatch(expected);
  expect(out).not.toContain('another setting');
  expect(out.includes(DANGER)).toBe(isDanger);
});
