import * as cdk from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ConfirmPermissionsBroadening } from '../../../../lib';
import { PINNED_CLI } from '../../../../lib/private/toolchain';
import { SecurityCheck } from '../../../../lib/engines/codepipeline/private/emit/security-check';
import { type Action, actionsOf, ENV, setUp, stageOf } from '../../../kit/app';

/** A pipeline that checks the given Stages, each before it is deployed. */
function checking(ids: string[], topic?: (stack: cdk.Stack) => sns.ITopic) {
  const setup = setUp();
  const notificationTopic = topic?.(setup.stack);
  const stages = ids.map((id) => stageOf(setup.app, id));
  stages.forEach((stage) => {
    const check = new ConfirmPermissionsBroadening('Check', { stage, notificationTopic });
    setup.pipeline.addStage(stage, { pre: [check] });
  });
  setup.pipeline.buildPipeline();
  return { ...setup, stages, template: Template.fromStack(setup.stack) };
}

function pairsOf(stack: cdk.Stack): [Action, Action][] {
  const actions = actionsOf(stack);
  return actions
    .filter((a) => a.Name === 'Check.Check')
    .map((check) => [check, actions.find((a) => a.stage === check.stage && a.Name === 'Check.Confirm')!]);
}

const variablesOf = (action: Action): Record<string, any> =>
  Object.fromEntries(JSON.parse(action.Configuration.EnvironmentVariables).map((v: any) => [v.name, v.value]));

describe('the step', () => {
  test('is a check and then an approval, and what follows comes after both', () => {
    const { stack } = checking(['Prod']);
    const orders = Object.fromEntries(
      actionsOf(stack)
        .filter((a) => a.stage === 'Prod')
        .map((a) => [a.Name, a.RunOrder]),
    );
    expect(orders).toEqual({ 'Check.Check': 1, 'Check.Confirm': 2, 'App.Prepare': 3, 'App.Deploy': 4 });
  });

  test('shows in the approval what the check has said', () => {
    const { stack, stages } = checking(['Prod']);
    const [[check, confirm]] = pairsOf(stack);
    expect(check.Namespace).toBe(stages[0].node.addr);
    expect(confirm.Configuration).toEqual({
      CustomData: `#{${check.Namespace}.MESSAGE}`,
      ExternalEntityLink: `#{${check.Namespace}.LINK}`,
    });
  });

  test('tells the check which stacks to compare, and which approval it is for', () => {
    const { stack } = checking(['Prod']);
    const [[check]] = pairsOf(stack);
    expect(variablesOf(check)).toEqual({ STAGE_PATH: 'Prod', STAGE_NAME: 'Prod', ACTION_NAME: 'Check.Confirm' });
  });

  test('knows a Stage within a Stage by its whole path', () => {
    const { app, stack, pipeline } = setUp();
    const stage = stageOf(new cdk.Stage(app, 'Outer', { env: ENV }), 'Inner');
    pipeline.addStage(stage, { pre: [new ConfirmPermissionsBroadening('Check', { stage })] });
    pipeline.buildPipeline();
    expect(variablesOf(pairsOf(stack)[0][0]).STAGE_PATH).toBe('Outer/Inner');
  });

  test('has results of its own for each Stage', () => {
    const { stack } = checking(['Beta', 'Prod']);
    const [beta, prod] = pairsOf(stack).map(([check]) => check.Namespace);
    expect(beta).not.toBe(prod);
  });
});

describe('a topic', () => {
  const ARN = 'arn:aws:sns:us-east-1:111111111111:security';
  const theirs = (stack: cdk.Stack) => sns.Topic.fromTopicArn(stack, 'Topic', ARN);
  const publishing = (resource: unknown) => ({
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'sns:Publish', Resource: resource })]) },
  });

  test('is named to the check, which may publish to it', () => {
    const { stack, template } = checking(['Prod'], theirs);
    expect(variablesOf(pairsOf(stack)[0][0])).toMatchObject({
      NOTIFICATION_ARN: ARN,
      NOTIFICATION_SUBJECT: 'Confirm permission broadening in Prod',
    });
    template.hasResourceProperties('AWS::IAM::Policy', publishing(ARN));
  });

  test('left out: the check may publish nowhere', () => {
    const { template } = checking(['Prod']);
    template.resourcePropertiesCountIs('AWS::IAM::Policy', publishing(Match.anyValue()), 0);
  });
});

describe('the machinery', () => {
  test('is one for all checks of a pipeline', () => {
    const { template } = checking(['Beta', 'Prod']);
    template.resourceCountIs('AWS::Lambda::Function', 1);
    const projects = Object.keys(template.findResources('AWS::CodeBuild::Project'));
    expect(projects.filter((id) => id.includes('SecurityCheck'))).toHaveLength(1);
  });

  test('is not shared with another pipeline', () => {
    const stack = new cdk.Stack(new cdk.App(), 'Stack', { env: ENV });
    const [a, b] = ['A', 'B'].map((id) => new cp.Pipeline(stack, id));
    const of = (p: cp.Pipeline, strictStep = false) => SecurityCheck.of(p, p, { strict: strictStep, strictStep });
    expect(of(a)).toBe(of(a));
    expect(of(b)).not.toBe(of(a));
    expect(of(a, true)).not.toBe(of(a));
  });

  test('approves in pipelines that wear its tag, and the pipeline wears it', () => {
    const { template } = checking(['Prod']);
    template.hasResourceProperties('AWS::CodePipeline::Pipeline', {
      Tags: [{ Key: 'SECURITY_CHECK', Value: 'ALLOW_APPROVE' }],
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Action: ['codepipeline:GetPipelineState', 'codepipeline:PutApprovalResult'],
            Condition: { StringEquals: { 'aws:ResourceTag/SECURITY_CHECK': 'ALLOW_APPROVE' } },
            Effect: 'Allow',
            Resource: '*',
          },
        ],
      },
    });
  });

  test('tags nothing but the pipeline', () => {
    const { template } = checking(['Prod']);
    const tagged = Object.values(template.toJSON().Resources as Record<string, any>)
      .filter((r) => JSON.stringify(r.Properties?.Tags ?? []).includes('SECURITY_CHECK'))
      .map((r) => r.Type);
    expect(tagged).toEqual(['AWS::CodePipeline::Pipeline']);
  });

  test('is not there without a check', () => {
    const { pipeline, stack } = setUp();
    pipeline.buildPipeline();
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 0);
  });
});

describe('a strict check in the default layout', () => {
  const strict = (path: (scope: cdk.App) => cdk.Stage) => {
    const setup = setUp();
    const stage = path(setup.app);
    const plain = stageOf(setup.app, 'Plain');
    setup.pipeline.addStage(plain, { pre: [new ConfirmPermissionsBroadening('Lax', { stage: plain })] });
    setup.pipeline.addStage(stage, { pre: [new ConfirmPermissionsBroadening('Check', { stage, strict: true })] });
    setup.pipeline.buildPipeline();
    return { ...setup, template: Template.fromStack(setup.stack) };
  };
  const commandsOf = (template: Template) =>
    Object.values(template.findResources('AWS::CodeBuild::Project'))
      .map((p) => JSON.stringify(p.Properties.Source.BuildSpec))
      .filter((text) => text.includes('cdk diff'));

  test('has commands of its own, beside those that are as they have always been', () => {
    const [lax, own, ...others] = commandsOf(strict((app) => stageOf(app, 'Prod')).template);
    expect(others).toEqual([]);
    expect(lax).toMatch(/--fail \$STAGE_PATH\/\\+\*; then/);
    expect(lax).not.toContain('BuildId');
    expect(own).toMatch(/--fail \\+"\$STAGE_PATH\/\*\*\\+"; then/);
    expect(own).toContain('process.env.CODEBUILD_BUILD_ID');
    expect(own).toContain(`npm install -g aws-cdk@${PINNED_CLI}`);
    expect(lax).toMatch(/npm install -g aws-cdk\\+"/);
  });

  test('hands over a path that matches nothing else', () => {
    const { stack } = strict((app) => stageOf(new Construct(app, 'T[e]am'), 'Prod'));
    const check = actionsOf(stack).find((a) => a.Name.endsWith('Check.Check'))!;
    expect(variablesOf(check).STAGE_PATH).toBe('T\\[e\\]am/Prod');
  });

  test('calls a function that takes no late and no repeated event, and reads stacks in the accounts of its Stage', () => {
    const { template } = strict((app) => stageOf(app, 'Prod'));
    template.resourceCountIs('AWS::Lambda::EventInvokeConfig', 1);
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumEventAgeInSeconds: 300,
      MaximumRetryAttempts: 0,
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'sts:AssumeRole',
            Condition: Match.objectLike({ StringEquals: { 'aws:ResourceAccount': [ENV.account] } }),
          }),
        ]),
      },
    });
  });
});
