import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { ExecutionMode, type IStage, Pipeline, PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { ManualApprovalAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import * as pipelines from '../../../../lib';
import { ofType, type Setup, setUp, stageOf, warningsOf, type WrittenTemplate } from '../../../kit/app';

const { EntryCondition, FailureResponse, StageRule, StageTransition, SuccessCondition } = pipelines;
const COMPACT = pipelines.PipelineLayout.COMPACT;
const WINDOW = { cron: '* * 9-16 ? * MON-FRI' };

type Declare = (s: Setup) => void;

function given(declare: Declare, props: Partial<pipelines.CodePipelineProps> = {}): Setup {
  const s = setUp(() => ({ pipelineType: PipelineType.V2, layout: COMPACT, ...props }));
  declare(s);
  return s;
}

function written(declare: Declare, props: Partial<pipelines.CodePipelineProps> = {}) {
  const { stack, pipeline } = given(declare, props);
  pipeline.buildPipeline();
  const template = Template.fromStack(stack).toJSON() as WrittenTemplate;
  const [{ Properties }] = ofType(template, 'AWS::CodePipeline::Pipeline');
  const stages = Object.fromEntries(Properties.Stages.map((stage: any) => [stage.Name, stage]));
  const policies = ofType(template, 'AWS::IAM::Policy').flatMap((p) => p.Properties.PolicyDocument.Statement);
  return { names: Object.keys(stages), stages, properties: Properties, policies };
}

function alarm({ stack }: Setup, id = 'Errors', region?: string) {
  if (region) {
    return Alarm.fromAlarmArn(stack, id, `arn:aws:cloudwatch:${region}:111111111111:alarm:${id}`);
  }
  const metric = new Metric({ namespace: 'App', metricName: id });
  return new Alarm(stack, id, { metric, threshold: 1, evaluationPeriods: 1 });
}

const rulesOf = (conditions: any) =>
  conditions.Conditions[0].Rules.map((rule: any) => [
    rule.Name,
    rule.RuleTypeId.Provider,
    rule.Configuration ?? rule.Commands,
  ]);
const ask = (id = 'Ask') => new pipelines.ManualApprovalStep(id);

describe('what a stage gets', () => {
  test('each rule, with what CodePipeline calls it', () => {
    const { stages } = written((s) => {
      const handler = Function.fromFunctionArn(s.stack, 'F', 'arn:aws:lambda:us-east-1:111111111111:function:check');
      const variable = s.pipeline.addVariable('Go', { defaultValue: 'no' }).reference();
      s.pipeline.addStage(stageOf(s.app, 'Prod'), {
        beforeEntry: EntryCondition.failUnless(
          StageRule.deploymentWindow({ ...WINDOW, timeZone: 'Europe/Berlin' }),
          StageRule.variableEquals(variable, 'yes'),
          StageRule.variableMatches(s.source.sourceAttribute('BranchName'), 'main|release/.*'),
          StageRule.invoke(handler, { payload: 'x' }),
          StageRule.commands(['test -f cdk.out/manifest.json'], { input: s.synth }),
        ),
        onSuccess: SuccessCondition.failUnless(StageRule.alarms([alarm(s)], { bakeTime: Duration.minutes(15) })),
        onFailure: FailureResponse.retryFailedActions(),
      });
    });
    const { BeforeEntry, OnSuccess, OnFailure } = stages.Prod;
    expect(rulesOf(BeforeEntry)).toEqual([
      ['Prod.Entry.DeploymentWindow1', 'DeploymentWindow', { Cron: WINDOW.cron, TimeZone: 'Europe/Berlin' }],
      ['Prod.Entry.VariableCheck1', 'VariableCheck', { Variable: '#{variables.Go}', Operator: 'EQ', Value: 'yes' }],
      [
        'Prod.Entry.VariableCheck2',
        'VariableCheck',
        { Variable: expect.stringMatching(/^#\{\w+\.BranchName\}$/), Operator: 'MATCHES', Value: 'main|release/.*' },
      ],
      ['Prod.Entry.LambdaInvoke1', 'LambdaInvoke', { FunctionName: 'check', UserParameters: 'x' }],
      ['Prod.Entry.Commands1', 'Commands', ['test -f cdk.out/manifest.json']],
    ]);
    expect(BeforeEntry.Conditions[0].Result).toBe('FAIL');
    expect(BeforeEntry.Conditions[0].Rules[4].InputArtifacts).toEqual([{ Name: 'Synth_Output' }]);
    expect(rulesOf(OnSuccess)).toEqual([
      [
        'Prod.Success.CloudWatchAlarm1',
        'CloudWatchAlarm',
        { AlarmName: { Ref: expect.any(String) }, AlarmStates: 'ALARM', WaitTime: '15' },
      ],
    ]);
    expect(OnFailure).toEqual({ Result: 'RETRY', RetryConfiguration: { RetryMode: 'FAILED_ACTIONS' } });
  });

  test('operators of variables', () => {
    const { stages } = written((s) => {
      const v = '#{variables.V}';
      const rules = [StageRule.variableNotEquals(v, 'a'), StageRule.variableContains(v, 'b')];
      s.pipeline.addStage(stageOf(s.app, 'Prod'), { beforeEntry: EntryCondition.skipUnless(...rules) });
    });
    const [condition] = stages.Prod.BeforeEntry.Conditions;
    expect(condition.Result).toBe('SKIP');
    expect(condition.Rules.map((r: any) => r.Configuration.Operator)).toEqual(['NE', 'CONTAINS']);
  });

  test('a transition that is disabled, also on V1', () => {
    const { properties } = written(
      (s) => s.pipeline.addStage(stageOf(s.app, 'Prod'), { transition: StageTransition.disabled('Release train') }),
      { pipelineType: PipelineType.V1 },
    );
    expect(properties.DisableInboundStageTransitions).toEqual([{ Reason: 'Release train', StageName: 'Prod' }]);
  });

  test('the role of the pipeline may do what rules need, and no more', () => {
    const { policies } = written((s) => {
      const handler = Function.fromFunctionArn(s.stack, 'F', 'arn:aws:lambda:us-east-1:111111111111:function:check');
      s.pipeline.addStage(stageOf(s.app, 'Prod'), {
        beforeEntry: EntryCondition.failUnless(StageRule.invoke(handler), StageRule.commands(['true'])),
        onSuccess: SuccessCondition.failUnless(StageRule.alarms([alarm(s, 'Slow', 'eu-west-1')])),
      });
    });
    const of = (action: string) => policies.filter((p) => [p.Action].flat().includes(action));
    expect(of('lambda:InvokeFunction').map((p) => p.Resource)).toEqual([
      'arn:aws:lambda:us-east-1:111111111111:function:check',
    ]);
    expect(of('cloudwatch:DescribeAlarms').map((p) => p.Resource)).toEqual([
      'arn:aws:cloudwatch:eu-west-1:111111111111:alarm:Slow',
    ]);
    const logs = of('logs:PutLogEvents').filter((p) => JSON.stringify(p.Resource).includes('/aws/codepipeline/'));
    expect(logs).toHaveLength(1);
  });

  test('a function of another region is called there, and may say what came out', () => {
    const { stages, policies } = written((s) => {
      const far = Function.fromFunctionArn(s.stack, 'Far', 'arn:aws:lambda:eu-west-1:111111111111:function:far');
      const near = new Function(s.stack, 'Near', {
        runtime: Runtime.NODEJS_LATEST,
        handler: 'index.handler',
        code: Code.fromInline('x'),
      });
      const rules = [StageRule.invoke(far), StageRule.invoke(near)];
      s.pipeline.addStage(stageOf(s.app, 'Prod'), { beforeEntry: EntryCondition.failUnless(...rules) });
    });
    expect(stages.Prod.BeforeEntry.Conditions[0].Rules.map((r: any) => r.Region)).toEqual(['eu-west-1', undefined]);
    const answers = policies.filter((p) => [p.Action].flat().includes('codepipeline:PutJobSuccessResult'));
    expect(answers).toHaveLength(1);
  });

  test('alarms of another region are looked for there', () => {
    const { stages } = written((s) =>
      s.pipeline.addStage(stageOf(s.app, 'Prod'), {
        onSuccess: SuccessCondition.failUnless(StageRule.alarms([alarm(s), alarm(s, 'Slow', 'eu-west-1')])),
      }),
    );
    expect(stages.Prod.OnSuccess.Conditions[0].Rules.map((r: any) => r.Region)).toEqual([undefined, 'eu-west-1']);
  });

  test('long names of stages', () => {
    const id = 'x'.repeat(95);
    const { stages } = written((s) =>
      s.pipeline.addStage(stageOf(s.app, id), {
        beforeEntry: EntryCondition.failUnless(
          StageRule.variableEquals('#{variables.A}', 'a'),
          StageRule.variableEquals('#{variables.B}', 'b'),
        ),
      }),
    );
    const names = stages[id].BeforeEntry.Conditions[0].Rules.map((r: any) => r.Name);
    expect(new Set(names).size).toBe(2);
    expect(names.every((name: string) => name.length <= 100)).toBe(true);
  });
});

describe('where it goes', () => {
  const entry = EntryCondition.failUnless(StageRule.deploymentWindow(WINDOW));
  const success = SuccessCondition.failUnless(StageRule.variableEquals('#{variables.V}', 'x'));
  const failure = FailureResponse.retryFailedActions();
  const kinds = (stages: Record<string, any>) =>
    Object.fromEntries(
      Object.entries(stages).flatMap(([name, stage]) => {
        const has = ['BeforeEntry', 'OnSuccess', 'OnFailure'].filter((kind) => kind in stage);
        return has.length > 0 ? [[name, has.join()]] : [];
      }),
    );

  test('a Stage that is split: before the first, after the last, in each', () => {
    const { stages } = written(
      (s) =>
        s.pipeline.addStage(stageOf(s.app, 'Prod', 'A', 'B', 'C'), {
          beforeEntry: entry,
          onSuccess: success,
          onFailure: failure,
        }),
      { limits: { actionsPerStage: 1 } },
    );
    expect(kinds(stages)).toEqual({
      Prod: 'BeforeEntry,OnFailure',
      'Prod.2': 'OnFailure',
      'Prod.3': 'OnSuccess,OnFailure',
    });
  });

  test('the same in the default layout', () => {
    const { stages } = written(
      (s) =>
        s.pipeline.addStage(stageOf(s.app, 'Prod', 'A', 'B'), {
          beforeEntry: entry,
          onSuccess: success,
          onFailure: failure,
        }),
      { limits: { actionsPerStage: 2 }, layout: pipelines.PipelineLayout.DEFAULT },
    );
    expect(kinds(stages)).toEqual({ 'Prod.1': 'BeforeEntry,OnFailure', 'Prod.2': 'OnSuccess,OnFailure' });
  });

  test('a wave whose Stages are apart: before its first, after its last', () => {
    const { names, stages } = written((s) => {
      const wave = s.pipeline.addWave('World', {
        stagePerApplication: true,
        pre: [ask()],
        beforeEntry: entry,
        onSuccess: success,
      });
      wave.addStage(stageOf(s.app, 'Asia'), { onFailure: failure });
      wave.addStage(stageOf(s.app, 'Europe'));
    });
    expect(names.slice(-3)).toEqual(['World.Pre', 'World.Asia', 'World.Europe']);
    expect(kinds(stages)).toEqual({
      'World.Pre': 'BeforeEntry',
      'World.Asia': 'OnFailure',
      'World.Europe': 'OnSuccess',
    });
  });

  test('neighbours do not become one stage with what has something attached', () => {
    const names = (on: boolean) =>
      written(
        (s) => {
          ['A', 'B', 'C'].forEach((id) =>
            s.pipeline.addStage(stageOf(s.app, id), on && id === 'B' ? { onFailure: failure } : {}),
          );
        },
        { selfMutation: false },
      ).names;
    const { names: fused } = written(
      (s) =>
        Array.from({ length: 60 }, (_, i) =>
          s.pipeline.addStage(stageOf(s.app, `S${i}`), i === 30 ? { onFailure: failure } : {}),
        ),
      {},
    );
    expect(names(true)).toEqual(names(false));
    expect(fused).toContain('S30');
    expect(fused.length).toBeLessThanOrEqual(50);
  });

  test('gates do not ask again: they have a stage of their own in the compact layout', () => {
    const { names, stages } = written((s) =>
      s.pipeline.addStage(stageOf(s.app, 'Prod'), {
        pre: [ask(), new pipelines.ShellStep('Lint', { commands: ['lint'] })],
        beforeEntry: entry,
        onFailure: FailureResponse.rollback(),
      }),
    );
    expect(names.slice(-2)).toEqual(['Prod.Gates', 'Prod']);
    expect(stages['Prod.Gates'].Actions.map((a: any) => a.Name)).toEqual(['Prod.Ask']);
    expect(kinds(stages)).toEqual({ 'Prod.Gates': 'BeforeEntry', Prod: 'OnFailure' });
    expect(stages.Prod.OnFailure).toEqual({ Result: 'ROLLBACK' });
  });

  test('not where the stage may be skipped: gates are skipped with what they guard, or not at all', () => {
    const { names } = written((s) =>
      s.pipeline.addStage(stageOf(s.app, 'Prod'), {
        pre: [ask()],
        beforeEntry: EntryCondition.skipUnless(StageRule.variableEquals('#{variables.V}', 'x')),
        onFailure: FailureResponse.retryAllActions(),
      }),
    );
    expect(names).not.toContain('Prod.Gates');
  });
});

const rollback = { onFailure: FailureResponse.rollback() };
const skip = EntryCondition.skipUnless(StageRule.variableEquals('#{variables.V}', 'x'));

describe('what is wrong', () => {
  test.each<[string, Declare, Partial<pipelines.CodePipelineProps>, RegExp]>([
    [
      'type V1',
      (s) => s.pipeline.addStage(stageOf(s.app, 'Prod'), rollback),
      { pipelineType: PipelineType.V1 },
      /conditions on 'Prod' in a pipeline of type V1/,
    ],
    [
      'parallel',
      (s) => s.pipeline.addStage(stageOf(s.app, 'Prod'), rollback),
      { executionMode: ExecutionMode.PARALLEL },
      /rollback of 'Prod' in the execution mode PARALLEL/,
    ],
    [
      'parallel, of an existing CodePipeline',
      (s) => {
        const input = pipelines.CodePipelineSource.connection('o/r', 'main', { connectionArn: 'arn:c' });
        const synth = new pipelines.ShellStep('Synth', { input, commands: ['synth'] });
        const codePipeline = new Pipeline(s.stack, 'Mine', {
          pipelineType: PipelineType.V2,
          executionMode: ExecutionMode.PARALLEL,
        });
        const own = new pipelines.CodePipeline(s.stack, 'Own', { synth, codePipeline, layout: COMPACT });
        own.addStage(stageOf(s.app, 'Prod'), rollback);
      },
      {},
      /rollback of 'Prod' in the execution mode PARALLEL/,
    ],
    [
      'assets change the pipeline',
      (s) => s.pipeline.addStage(stageOf(s.app, 'Prod', { id: 'A', files: ['a'] }), rollback),
      { layout: undefined },
      /rollback of 'Prod' in the default layout, where each new asset changes the pipeline.*PipelineLayout\.COMPACT/,
    ],
    [
      'a split Stage',
      (s) => s.pipeline.addStage(stageOf(s.app, 'Prod', 'A', 'B'), rollback),
      { limits: { actionsPerStage: 1 } },
      /Stage 'Prod': a rollback, and it takes 2 CodePipeline stages \('Prod', 'Prod\.2'\)/,
    ],
    [
      'half a skip',
      (s) => s.pipeline.addStage(stageOf(s.app, 'Prod', 'A', 'B'), { beforeEntry: skip }),
      { limits: { actionsPerStage: 1 } },
      /a condition that skips, and it takes 2 CodePipeline stages/,
    ],
    [
      'a Stage that shares',
      (s) => {
        const wave = s.pipeline.addWave('World');
        wave.addStage(stageOf(s.app, 'Asia'), rollback);
        wave.addStage(stageOf(s.app, 'Europe'));
      },
      {},
      /Stage 'Asia' has 'onFailure', and shares a CodePipeline stage with the others of wave 'World'.*stagePerApplication: true/,
    ],
    [
      'twice',
      (s) =>
        s.pipeline
          .addWave('W', rollback)
          .addStage(stageOf(s.app, 'Prod'), { onFailure: FailureResponse.retryAllActions() }),
      {},
      /Stage 'Prod': 'onFailure' for the CodePipeline stage 'W', which has that from its wave already/,
    ],
    [
      'an empty wave',
      (s) => s.pipeline.addWave('W', rollback),
      {},
      /Wave 'W': options for a CodePipeline stage, and nothing runs there/,
    ],
    [
      'six alarms',
      (s) => {
        const alarms = [...'abcdef'].map((id) => alarm(s, id));
        s.pipeline.addStage(stageOf(s.app, 'Prod'), {
          onSuccess: SuccessCondition.failUnless(StageRule.alarms(alarms)),
        });
      },
      {},
      /'onSuccess' of the CodePipeline stage 'Prod' with 6 rules.*at most 5/,
    ],
    [
      'a window that skips',
      (s) =>
        s.pipeline.addStage(stageOf(s.app, 'Prod'), {
          beforeEntry: EntryCondition.skipUnless(StageRule.deploymentWindow(WINDOW)),
        }),
      {},
      /would skip the stage because of DeploymentWindow/,
    ],
    [
      'an alarm elsewhere',
      (s) => {
        const elsewhere = Alarm.fromAlarmArn(s.stack, 'X', 'arn:aws:cloudwatch:us-east-1:222222222222:alarm:X');
        s.pipeline.addStage(stageOf(s.app, 'Prod'), {
          onSuccess: SuccessCondition.failUnless(StageRule.alarms([elsewhere])),
        });
      },
      {},
      /uses the alarm 'PipelineStack\/X' in account 222222222222/,
    ],
    [
      'a function elsewhere',
      (s) => {
        const elsewhere = Function.fromFunctionArn(s.stack, 'F', 'arn:aws:lambda:us-east-1:222222222222:function:f');
        s.pipeline.addStage(stageOf(s.app, 'Prod'), {
          beforeEntry: EntryCondition.failUnless(StageRule.invoke(elsewhere)),
        });
      },
      {},
      /uses the function 'PipelineStack\/F' in account 222222222222/,
    ],
    [
      'files that come later',
      (s) => {
        const test = new pipelines.ShellStep('Test', { commands: ['t'], primaryOutputDirectory: 'out' });
        const beforeEntry = EntryCondition.failUnless(StageRule.commands(['ls'], { input: test }));
        s.pipeline.addStage(stageOf(s.app, 'Prod'), { beforeEntry, post: [test] });
      },
      {},
      /'beforeEntry' of the CodePipeline stage 'Prod' reads files of ShellStep\(Test\), which runs in 'Prod'/,
    ],
    [
      'an output of nobody',
      (s) => {
        const step = new pipelines.CodeBuildStep('Lost', { commands: ['x'] });
        const rule = StageRule.variableEquals(step.exportedVariable('V'), 'x');
        s.pipeline.addStage(stageOf(s.app, 'Prod'), { beforeEntry: EntryCondition.failUnless(rule) });
      },
      {},
      /reads an output of CodeBuildStep\(Lost\), which is not in the pipeline/,
    ],
  ])('%s', (_, declare, props, message) => {
    expect(() => given(declare, props).app.synth()).toThrow(message);
  });

  test.each([
    '* 0/15 9,13 1 JAN ? 2027',
    '* * * L-2 * ?',
    '* * * 15W * ?',
    '* * * ? * 6L',
    '* * * ? * MON#2',
    '* * * LW 2-4 *',
  ])('right is the window %s', (cron) => expect(StageRule.deploymentWindow({ cron })).toBeDefined());

  test('after success, a step of the stage itself may be read', () => {
    const step = new pipelines.CodeBuildStep('Test', { commands: ['x'] });
    const onSuccess = SuccessCondition.failUnless(StageRule.variableEquals(step.exportedVariable('V'), 'x'));
    expect(() =>
      given((s) => s.pipeline.addStage(stageOf(s.app, 'Prod'), { post: [step], onSuccess })).app.synth(),
    ).not.toThrow();
  });

  const js = pipelines as any;
  test.each<[string, () => unknown, RegExp]>([
    [
      'minutes first',
      () => StageRule.deploymentWindow({ cron: '* 9-16 ? * MON-FRI *' }),
      /as cron.*six or seven fields/,
    ],
    ...[
      '* 60 9 ? * MON',
      '* * 25-99 ? * MON',
      '* * 9 ? * FOO',
      '* * 9 32 * ?',
      '* * 9 ? 13 ?',
      '* * 9 ? * MON 1969',
    ].map((cron): [string, () => unknown, RegExp] => [cron, () => StageRule.deploymentWindow({ cron }), /as cron/]),
    ['no cron', () => js.StageRule.deploymentWindow({}), /nothing as cron/],
    ['nothing', () => js.StageRule.deploymentWindow(), /nothing as cron/],
    [
      'a time zone',
      () => StageRule.deploymentWindow({ ...WINDOW, timeZone: 'Berlin time' }),
      /'Berlin time' as timeZone/,
    ],
    ['no alarms', () => StageRule.alarms([]), /a list as alarms.*an alarm or more/],
    ['no alarm', () => js.StageRule.alarms(['x']), /the string 'x' as alarms\[0\]/],
    [
      'half a minute',
      () => js.StageRule.alarms([{ alarmName: 'x' }], { bakeTime: Duration.seconds(90) }),
      /as bakeTime.*whole minutes/,
    ],
    ['no function', () => js.StageRule.invoke('f'), /the string 'f' as handler\[0\]/],
    ['a long payload', () => js.StageRule.invoke({ functionArn: 'x' }, { payload: 'x'.repeat(1001) }), /as payload/],
    ['several lines', () => StageRule.commands(['a\nb']), /as commands\[0\]/],
    ['no commands', () => StageRule.commands([]), /as commands/],
    ['no variable', () => js.StageRule.variableEquals(undefined, ''), /2 problems/],
    ['no rules', () => EntryCondition.failUnless(), /as rules/],
    ['not a rule', () => js.SuccessCondition.failUnless('x'), /the string 'x' as rules\[0\]/],
    ['a reason', () => StageTransition.disabled('now, please'), /'now, please' as the reason/],
    [
      'a list of rules as a condition',
      () => given((s) => s.pipeline.addStage(stageOf(s.app, 'P'), { beforeEntry: [StageRule.commands(['x'])] } as any)),
      /a list as beforeEntry.*an EntryCondition/,
    ],
    [
      'two at once',
      () => given((s) => s.pipeline.addWave('W', { onSuccess: 1, onFailure: 'x' } as any)),
      /2 problems[^]*the number 1 as onSuccess/,
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('what is not as one thinks', () => {
  const warned = (declare: Declare, props: Partial<pipelines.CodePipelineProps> = {}) =>
    warningsOf(given(declare, props).app).filter((w) => !w.includes('waitsForOthersApproval'));

  test('gates that ask again', () => {
    const declare: Declare = (s) =>
      s.pipeline.addStage(stageOf(s.app, 'Prod'), { pre: [ask()], onFailure: FailureResponse.retryAllActions() });
    expect(warned(declare)).toEqual([]);
    expect(warned(declare, { layout: undefined })).toEqual([
      expect.stringMatching(/'Prod' runs again after a failure, and then 'Ask' asks again/),
    ]);
    expect(
      warned((s) =>
        s.pipeline.addStage(stageOf(s.app, 'Prod'), { post: [ask()], onFailure: FailureResponse.retryAllActions() }),
      ),
    ).toHaveLength(1);
  });

  test('gates that a custom step makes', () => {
    class Ask extends pipelines.Step implements pipelines.ICodePipelineActionFactory {
      public produceAction(stage: IStage, { actionName, runOrder }: pipelines.ProduceActionOptions) {
        stage.addAction(new ManualApprovalAction({ actionName, runOrder }));
        return { runOrdersConsumed: 1 };
      }
    }
    const again: Declare = (s) =>
      s.pipeline.addStage(stageOf(s.app, 'Prod'), {
        pre: [new Ask('Mine')],
        onFailure: FailureResponse.retryAllActions(),
      });
    const over: Declare = (s) => {
      s.pipeline.addStage(stageOf(s.app, 'Beta'), { pre: [new Ask('Mine')], beforeEntry: skip });
      s.pipeline.addStage(stageOf(s.app, 'Prod'));
    };
    expect(warned(again)).toEqual([expect.stringMatching(/'Prod\.Mine' asks again/)]);
    expect(warned(over)).toEqual(
      expect.arrayContaining([expect.stringMatching(/'Beta' may be skipped, and 'Beta\.Mine'/)]),
    );
  });

  test('gates that are passed over', () => {
    const declare: Declare = (s) => {
      s.pipeline.addStage(stageOf(s.app, 'Beta'), { pre: [ask()], beforeEntry: skip });
      s.pipeline.addStage(stageOf(s.app, 'Prod'));
    };
    const about = expect.stringMatching(/'Beta' may be skipped, and 'Beta\.Ask' with it/);
    expect(warned(declare)).toEqual(expect.arrayContaining([about]));
    expect(warned((s) => s.pipeline.addStage(stageOf(s.app, 'Beta'), { pre: [ask()], beforeEntry: skip }))).not.toEqual(
      expect.arrayContaining([about]),
    );
  });

  test('alarms that are looked at before a window opens', () => {
    const beforeEntry = (s: Setup) =>
      EntryCondition.failUnless(StageRule.deploymentWindow(WINDOW), StageRule.alarms([alarm(s)]));
    expect(warned((s) => s.pipeline.addStage(stageOf(s.app, 'Prod'), { beforeEntry: beforeEntry(s) }))).toEqual([
      expect.stringMatching(/looked at before the window opens/),
    ]);
  });
});

describe('what nobody sees until CodePipeline refuses it, or passes it over', () => {
  const go = StageRule.variableEquals('#{variables.Go}', 'yes');
  const on = (options: any) => () => given((s) => s.pipeline.addStage(stageOf(s.app, 'Prod'), options));

  test.each<[string, object, RegExp]>([
    [
      'a rollback at the entry',
      { beforeEntry: SuccessCondition.rollbackUnless(go) },
      /SuccessCondition as beforeEntry/,
    ],
    ['a skip afterwards', { onSuccess: EntryCondition.skipUnless(go) }, /EntryCondition as onSuccess/],
    ['a response in place of a condition', { onSuccess: FailureResponse.rollback() }, /FailureResponse as onSuccess/],
    ['a condition in place of a response', { onFailure: EntryCondition.failUnless(go) }, /EntryCondition as onFailure/],
    ['a condition of success as a response', { onFailure: SuccessCondition.rollbackUnless(go) }, /as onFailure/],
    ['a response as a transition', { transition: FailureResponse.rollback() }, /FailureResponse as transition/],
  ])('%s', (_, options, expected) => {
    expect(on(options)).toThrow(expected);
  });

  test('a name that is no reference to a variable', () => {
    expect(() => StageRule.variableEquals('Go', 'yes')).toThrow(/the string 'Go' as the variable/);
  });

  test('commands on files that there are not', () => {
    expect(() => StageRule.commands(['ls'], { input: 'x' as any })).toThrow(/the string 'x' as input/);
    const test = new pipelines.ShellStep('Test', { commands: ['test'] });
    const rule = StageRule.commands(['ls'], { input: test });
    const declare = (s: Setup) => {
      s.pipeline.addStage(stageOf(s.app, 'Beta'), { post: [test] });
      s.pipeline.addStage(stageOf(s.app, 'Prod'), { beforeEntry: EntryCondition.failUnless(rule) });
    };
    expect(() => written(declare)).toThrow(/runs commands on the files of ShellStep\(Test\), which has none/);
  });

  test('options of one of two waves with one id', () => {
    const declare = (s: Setup) => {
      s.pipeline.addWave('W', { onFailure: FailureResponse.retryFailedActions() }).addStage(stageOf(s.app, 'A'));
      s.pipeline.addWave('W').addStage(stageOf(s.app, 'B'));
    };
    expect(() => written(declare, { layout: undefined })).toThrow(/Waves 'W': several waves have this id/);
  });

  test('a macro that may change the pipeline', () => {
    const about = (name: string) =>
      warningsOf(given((s) => s.stack.addTransform(name)).app).filter((warning) =>
        warning.includes('a macro may change'),
      );
    expect(about('Mine')).toHaveLength(1);
    expect(about('AWS::LanguageExtensions')).toEqual([]);
  });
});
