import * as cdk from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import { OTHER_ACCOUNT, PIPE_ENV, pipelineIn, setUp, stageWith, type CaseTable } from '../kit';

export const securityCheck: CaseTable = {
  'one stage': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const { stage } = stageWith(app, 'Prod');
    pipeline.addStage(stage, { pre: [new lib.ConfirmPermissionsBroadening('Check', { stage })] });
  },
  'with a topic': (lib, app) => {
    const { stack, pipeline } = setUp(lib, app);
    const { stage } = stageWith(app, 'Prod');
    const notificationTopic = new sns.Topic(stack, 'Topic');
    pipeline.addStage(stage, { pre: [new lib.ConfirmPermissionsBroadening('Check', { stage, notificationTopic })] });
  },
  'several stages share the machinery': (lib, app) => {
    const { pipeline } = setUp(lib, app, { crossAccountKeys: true });
    for (const id of ['Beta', 'Prod']) {
      const { stage } = stageWith(app, id, { env: OTHER_ACCOUNT, stacks: ['A', 'B'] });
      pipeline.addStage(stage, {
        pre: [new lib.ConfirmPermissionsBroadening('Check', { stage })],
        post: [new lib.ManualApprovalStep('Ok')],
      });
    }
  },
  'topic at one stage only': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const a = stageWith(app, 'A').stage;
    const b = stageWith(app, 'B').stage;
    const notificationTopic = sns.Topic.fromTopicArn(pipeline, 'T', 'arn:aws:sns:us-east-1:111111111111:t');
    pipeline.addStage(a, { pre: [new lib.ConfirmPermissionsBroadening('Check', { stage: a })] });
    pipeline.addStage(b, { pre: [new lib.ConfirmPermissionsBroadening('Check', { stage: b, notificationTopic })] });
  },
  'in a wave': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const wave = pipeline.addWave('W');
    for (const id of ['A', 'B']) {
      const { stage } = stageWith(app, id);
      wave.addStage(stage, { pre: [new lib.ConfirmPermissionsBroadening('Check', { stage })] });
    }
  },
  'beside other steps and steps that depend on it': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const { stage } = stageWith(app, 'Prod');
    const check = new lib.ConfirmPermissionsBroadening('Check', { stage });
    const after = new lib.ManualApprovalStep('After');
    after.addStepDependency(check);
    pipeline.addStage(stage, { pre: [after, check, new lib.ShellStep('Beside', { commands: ['x'] })] });
  },
  'before a stack, and after a change set': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const { stage, stacks } = stageWith(app, 'Prod', { stacks: ['A', 'B'] });
    pipeline.addStage(stage, {
      stackSteps: [{ stack: stacks[0], pre: [new lib.ConfirmPermissionsBroadening('One', { stage })] }],
    });
    const other = stageWith(app, 'Other');
    pipeline.addStage(other.stage, {
      stackSteps: [
        { stack: other.stacks[0], changeSet: [new lib.ConfirmPermissionsBroadening('Two', { stage: other.stage })] },
      ],
    });
  },
  'two pipelines in one stack': (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    for (const id of ['One', 'Two']) {
      const { stage } = stageWith(app, `${id}Prod`);
      pipelineIn(lib, stack, {}, id).addStage(stage, {
        pre: [new lib.ConfirmPermissionsBroadening('Check', { stage })],
      });
    }
  },
  'stage inside the pipeline stack, pipeline in a Stage': (lib, app) => {
    const outer = new cdk.Stage(app, 'Outer', { env: PIPE_ENV });
    const stack = new cdk.Stack(outer, 'PipelineStack');
    const { stage } = stageWith(stack, 'Prod');
    pipelineIn(lib, stack).addStage(stage, { pre: [new lib.ConfirmPermissionsBroadening('Check', { stage })] });
  },
  'in a pipeline that is deployed by a pipeline': (lib, app) => {
    const { pipeline } = setUp(lib, app, { publishAssetsInParallel: false });
    const outer = new cdk.Stage(app, 'Outer', { env: PIPE_ENV });
    const innerStack = new cdk.Stack(outer, 'InnerStack');
    const { stage } = stageWith(outer, 'Prod');
    pipelineIn(lib, innerStack, {}, 'Inner').addStage(stage, {
      pre: [new lib.ConfirmPermissionsBroadening('Check', { stage })],
    });
    pipeline.addStage(outer);
  },
  'with a stage name of its own and defaults for CodeBuild': (lib, app) => {
    const { pipeline } = setUp(lib, app, {
      codeBuildDefaults: {
        buildEnvironment: { computeType: cdk.aws_codebuild.ComputeType.LARGE },
        timeout: cdk.Duration.minutes(9),
      },
      cliVersion: '2.1.0',
      dockerEnabledForSelfMutation: true,
    });
    const { stage } = stageWith(app, 'Prod', { stageName: 'live' });
    pipeline.addStage(stage, { pre: [new lib.ConfirmPermissionsBroadening('Check it, please!', { stage })] });
  },
  'Lambda flags': {
    context: {
      '@aws-cdk/aws-lambda:useCdkManagedLogGroup': true,
      '@aws-cdk/aws-lambda:createNewPoliciesWithAddToRolePolicy': true,
    },
    app: (lib, app) => {
      const { pipeline } = setUp(lib, app);
      const { stage } = stageWith(app, 'Prod');
      pipeline.addStage(stage, { pre: [new lib.ConfirmPermissionsBroadening('Check', { stage })] });
    },
  },
};
