import * as cdk from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import { Construct } from 'constructs';
import { acknowledgeV1, actionNamed, actionsOf, ENV, setUp, stageOf, warningsOf } from '../../kit/app';
import * as pipelines from '../../../lib';
import { DockerCredential, PipelineLayout } from '../../../lib';

function checked(props: Partial<pipelines.CodePipelineProps> = {}, env?: cdk.Environment[]) {
  const setup = setUp((stack) => ({
    dockerCredentials: [DockerCredential.dockerHub(cdk.aws_secretsmanager.Secret.fromSecretNameV2(stack, 'S', 's'))],
    ...props,
  }));
  const stage = stageOf(setup.app, 'Prod');
  env?.forEach((e, i) => new cdk.CfnResource(new cdk.Stack(stage, `S${i}`, { env: e }), 'T', { type: 'Test::T::T' }));
  const check = (id: string) => new pipelines.ConfirmPermissionsBroadening(id, { stage });
  setup.pipeline.addStage(stage, { pre: [check('One')], stackSteps: [], post: [check('Two'), check('Three')] });
  return { ...setup, stage };
}

test('several checks of one Stage have namespaces of their own; the first one keeps the name it has alone', () => {
  const { pipeline, stack, stage } = checked();
  pipeline.buildPipeline();
  const namespaces = actionsOf(stack).flatMap((a) => a.Namespace ?? []);
  expect(namespaces).toEqual([stage.node.addr, `${stage.node.addr}2`, `${stage.node.addr}3`]);
  expect(actionNamed(stack, 'Two.Confirm').Configuration).toMatchObject({
    CustomData: `#{${stage.node.addr}3.MESSAGE}`,
    ExternalEntityLink: `#{${stage.node.addr}3.LINK}`,
  });
});

describe('in PARALLEL mode the check is never confirmed by itself: a warning', () => {
  const parallel = { pipelineType: cp.PipelineType.V2, executionMode: cp.ExecutionMode.PARALLEL };
  const warned = (app: cdk.App) => warningsOf(app).filter((w) => w.includes('cdk-pipelines:checkInParallel'));

  test('of a new pipeline', () => {
    expect(warned(checked(parallel).app)).toHaveLength(3);
    expect(warned(checked(parallel).app)[0]).toContain('it waits for a person each time');
  });

  test('of one that is there', () => {
    const { app, stack, source, synth } = setUp();
    const codePipeline = new cp.Pipeline(stack, 'Mine', { ...parallel, restartExecutionOnUpdate: true });
    const pipeline = new pipelines.CodePipeline(stack, 'Second', {
      codePipeline,
      synth: new pipelines.ShellStep('Again', { input: source, commands: synth.commands }),
    });
    const stage = stageOf(app, 'Prod');
    pipeline.addStage(stage, { pre: [new pipelines.ConfirmPermissionsBroadening('One', { stage })] });
    expect(warned(app)).toHaveLength(1);
  });

  test('not in other modes', () => {
    expect(warned(checked({ ...parallel, executionMode: cp.ExecutionMode.QUEUED }).app)).toEqual([]);
  });
});

describe('what the check may do', () => {
  const conditions = (props: Partial<pipelines.CodePipelineProps>) => {
    const far = { account: '222222222222', region: 'eu-west-1' };
    const { pipeline, stack } = checked({ crossAccountKeys: true, ...props }, [far, far]);
    pipeline.buildPipeline();
    const policies = Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
    const [, policy] = policies.find(([id]) => id.includes('SecurityCheckCDKSecurityCheckRole'))!;
    const { Statement } = policy.Properties.PolicyDocument;
    return Statement.find((s: any) => s.Action === 'sts:AssumeRole').Condition;
  };
  const deploy = { 'ForAnyValue:StringEquals': { 'iam:ResourceTag/aws-cdk:bootstrap-role': ['deploy'] } };

  test('compact: use deploy roles of the accounts whose stacks it compares', () => {
    expect(conditions({ layout: PipelineLayout.COMPACT })).toEqual({
      ...deploy,
      StringEquals: { 'aws:ResourceAccount': ['111111111111', '222222222222'] },
    });
  });

  test('default: as with aws-cdk-lib/pipelines', () => {
    expect(conditions({})).toEqual(deploy);
  });
});

test('compact: logins are written also where a CDK CLI has made the directory', () => {
  const { pipeline, stack } = checked({ layout: PipelineLayout.COMPACT });
  pipeline.buildPipeline();
  const template = JSON.stringify(Template.fromStack(stack).toJSON());
  expect(template).toMatch(/mkdir -p \\+"\$HOME\/.cdk\\+"/);
  expect(template).not.toContain('mkdir $HOME/.cdk');
});

describe('what a check does not see is a warning', () => {
  const { COMPACT } = PipelineLayout;
  /** A Stage in a construct, with a stack right in it and one in a construct of its own. */
  function warned(
    id: string,
    check: Partial<pipelines.PermissionsBroadeningCheckProps>,
    props: Partial<pipelines.CodePipelineProps> = {},
  ) {
    const { app, pipeline } = setUp(() => props);
    const stage = stageOf(new Construct(app, id) as cdk.App, 'Prod');
    new cdk.CfnResource(new cdk.Stack(new Construct(stage, 'Group'), 'Inner'), 'T', { type: 'Test::T::T' });
    pipeline.addStage(stage, { pre: [new pipelines.ConfirmPermissionsBroadening('Check', { stage, ...check })] });
    return warningsOf(app);
  }

  test('stacks in a construct of the Stage, and paths that a shell takes apart', () => {
    const found = warned('Team A', {});
    expect(found).toContainEqual(expect.stringMatching(/does not see.*'Team A\/Prod\/Group\/Inner'.*strict: true/));
    expect(found).toContainEqual(expect.stringMatching(/'Team A\/Prod' to a shell without quotes.*strict: true/));
  });

  test.each<[string, Parameters<typeof warned>]>([
    ['of a strict check', ['Team A', { strict: true }]],
    ['in the compact layout, where all are strict', ['Team A', {}, { layout: COMPACT }]],
  ])('not %s', (_, given) => {
    expect(warned(...given).filter((w) => /does not see|without quotes/.test(w))).toEqual([]);
  });

  test('a plain path is no reason to warn', () => {
    expect(warned('TeamA', {}).filter((w) => /without quotes/.test(w))).toEqual([]);
  });

  test('a check that stands before another Stage than it compares', () => {
    const { app, pipeline } = setUp();
    const [beta, prod] = ['Beta', 'Prod'].map((id) => stageOf(app, id));
    pipeline.addStage(beta, { pre: [new pipelines.ConfirmPermissionsBroadening('Check', { stage: prod })] });
    pipeline.addStage(prod, { pre: [new pipelines.ConfirmPermissionsBroadening('Right', { stage: prod })] });
    expect(warningsOf(app)).toEqual([
      expect.stringMatching(
        /\(Check\) stands before 'Beta', and compares Stage 'Prod': what it stands before is not compared/,
      ),
    ]);
  });
});

describe('a self-update of a stack whose path a shell takes apart', () => {
  const pathOf = (props: Partial<pipelines.CodePipelineProps>) => {
    const app = new cdk.App();
    const stack = new cdk.Stack(new Construct(app, "Team A's"), 'Pipe*', { env: ENV, stackName: 'pipe' });
    acknowledgeV1(stack);
    const input = pipelines.CodePipelineSource.connection('o/r', 'main', { connectionArn: 'arn:c' });
    const synth = new pipelines.ShellStep('Synth', { input, commands: ['x'] });
    const pipeline = new pipelines.CodePipeline(stack, 'Pipeline', { synth, ...props });
    pipeline.addStage(stageOf(app, 'Prod'));
    const warnings = app
      .synth()
      .getStackByName('pipe')
      .messages.map((m) => String(m.entry.data));
    return { warnings, template: JSON.stringify(Template.fromStack(stack).toJSON()) };
  };

  test('is a warning in the default layout', () => {
    const { warnings } = pathOf({});
    expect(warnings).toEqual([expect.stringMatching(/'cdk deploy Team A's\/Pipe\*', where a blank ends the path/)]);
    expect(pathOf({ selfMutation: false }).warnings.filter((w) => w.includes('cdk deploy'))).toEqual([]);
  });

  test('is quoted in the compact layout', () => {
    const { warnings, template } = pathOf({ layout: PipelineLayout.COMPACT });
    expect(warnings).toEqual([]);
    expect(template).toContain(String.raw`deploy 'Team A'\\\\''s/Pipe\\\\*' --require-approval`);
  });
});
