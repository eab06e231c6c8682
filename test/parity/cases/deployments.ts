import * as cdk from 'aws-cdk-lib';
import { fileAsset, OTHER_ACCOUNT, PIPE_ENV, setUp, stageWith, synthStep, type CaseTable } from '../kit';

export const deployments: CaseTable = {
  'one stage': (lib, app) => void setUp(lib, app).pipeline.addStage(stageWith(app, 'Prod').stage),
  'without change sets': (lib, app) => {
    const { pipeline } = setUp(lib, app, { useChangeSets: false });
    const { stage, outputs } = stageWith(app, 'Prod', { stacks: ['A', 'B'] });
    pipeline.addStage(stage, {
      post: [new lib.ShellStep('T', { commands: ['x'], envFromCfnOutputs: { X: outputs[0] } })],
    });
  },
  'without change sets, with stack steps': (lib, app) => {
    const { pipeline } = setUp(lib, app, { useChangeSets: false });
    const { stage, stacks } = stageWith(app, 'Prod', { stacks: ['A', 'B'] });
    stacks[1].addDependency(stacks[0]);
    pipeline.addStage(stage, {
      stackSteps: [
        {
          stack: stacks[1],
          pre: [new lib.ManualApprovalStep('Pre')],
          post: [new lib.ShellStep('Post', { commands: ['x'] })],
        },
      ],
    });
  },
  'a stage of many stacks': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    pipeline.addStage(stageWith(app, 'Prod', { stacks: ['Z', 'A', 'M', 'a', 'z10', 'z9'] }).stage);
  },
  'a chain of stacks': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const { stage, stacks } = stageWith(app, 'Prod', { stacks: ['C', 'A', 'B'] });
    stacks[0].addDependency(stacks[1]);
    stacks[1].addDependency(stacks[2]);
    pipeline.addStage(stage);
  },
  'a diamond of stacks': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const {
      stage,
      stacks: [top, left, right, bottom],
    } = stageWith(app, 'Prod', { stacks: ['Top', 'Left', 'Right', 'Bottom'] });
    left.addDependency(top);
    right.addDependency(top);
    bottom.addDependency(left);
    bottom.addDependency(right);
    bottom.addDependency(top);
    pipeline.addStage(stage);
  },
  'a dependency through a reference': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const { stage, stacks } = stageWith(app, 'Prod', { stacks: ['User', 'Owner'] });
    const topic = stacks[1].node.findChild('Topic') as cdk.aws_sns.Topic;
    new cdk.CfnOutput(stacks[0], 'Arn', { value: topic.topicArn });
    pipeline.addStage(stage);
  },
  'pre and post of a stage': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const deployment = pipeline.addStage(stageWith(app, 'Prod', { stacks: ['A', 'B'] }).stage, {
      pre: [new lib.ManualApprovalStep('Ok'), new lib.ShellStep('Pre', { commands: ['x'] })],
      post: [new lib.ShellStep('Post', { commands: ['x'] }), new lib.CodeBuildStep('Post2', { commands: ['x'] })],
    });
    deployment.addPre(new lib.ShellStep('Later', { commands: ['x'] }));
    deployment.addPost(new lib.ShellStep('Last', { commands: ['x'] }), new lib.ManualApprovalStep('End'));
  },
  'pre, changeSet and post of stacks': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const { stage, stacks } = stageWith(app, 'Prod', { stacks: ['A', 'B'] });
    stacks[1].addDependency(stacks[0]);
    pipeline.addStage(stage, {
      stackSteps: stacks.map((stack) => ({
        stack,
        pre: [
          new lib.ManualApprovalStep(`${stack.node.id} pre`),
          new lib.ShellStep(`${stack.node.id} pre2`, { commands: ['x'] }),
        ],
        changeSet: [
          new lib.ManualApprovalStep(`${stack.node.id} review`),
          new lib.ShellStep(`${stack.node.id} scan`, { commands: ['x'] }),
        ],
        post: [
          new lib.ShellStep(`${stack.node.id} post`, { commands: ['x'] }),
          new lib.ManualApprovalStep(`${stack.node.id} done`),
        ],
      })),
      pre: [new lib.ManualApprovalStep('Before')],
      post: [new lib.ManualApprovalStep('After')],
    });
  },
  'two entries of stack steps for one stack': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const { stage, stacks } = stageWith(app, 'Prod');
    pipeline.addStage(stage, {
      stackSteps: [
        { stack: stacks[0], pre: [new lib.ManualApprovalStep('One')] },
        {
          stack: stacks[0],
          pre: [new lib.ManualApprovalStep('Two')],
          changeSet: [new lib.ManualApprovalStep('Three')],
        },
        { stack: stacks[0] },
      ],
    });
  },
  'manual approval with everything': (lib, app) => {
    const { stack, pipeline } = setUp(lib, app);
    const notificationTopic = new cdk.aws_sns.Topic(stack, 'Approvals');
    pipeline.addStage(stageWith(app, 'Prod').stage, {
      pre: [
        new lib.ManualApprovalStep('Ok', { comment: 'Ready?', reviewUrl: 'https://example.com/x', notificationTopic }),
      ],
    });
  },
  'manual approval with an imported topic and an empty comment': (lib, app) => {
    const { stack, pipeline } = setUp(lib, app);
    const notificationTopic = cdk.aws_sns.Topic.fromTopicArn(stack, 'T', 'arn:aws:sns:us-east-1:111111111111:topic');
    pipeline.addStage(stageWith(app, 'Prod').stage, {
      pre: [new lib.ManualApprovalStep('Ok', { comment: '', notificationTopic })],
    });
  },
  'tags become a template configuration': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const { stage, stacks } = stageWith(app, 'Prod', { stacks: ['A', 'B', 'C'] });
    cdk.Tags.of(stage).add('stage', 'prod');
    cdk.Tags.of(stacks[0]).add('zeta', 'z');
    cdk.Tags.of(stacks[0]).add('alpha', 'a');
    pipeline.addStage(stage);
  },
  'tags in stack properties, with change sets off': (lib, app) => {
    const { pipeline } = setUp(lib, app, { useChangeSets: false });
    const stage = new cdk.Stage(app, 'Prod', { env: PIPE_ENV });
    new cdk.aws_sns.Topic(new cdk.Stack(stage, 'Tagged', { tags: { b: '2', a: '1' }, stackName: 'own-name' }), 'T');
    pipeline.addStage(stage);
  },
  'termination protection, description, own stack names': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const stage = new cdk.Stage(app, 'Prod', { env: PIPE_ENV, stageName: 'live' });
    new cdk.aws_sns.Topic(
      new cdk.Stack(stage, 'A', { terminationProtection: true, stackName: 'Prod-Own', description: 'd' }),
      'T',
    );
    new cdk.aws_sns.Topic(new cdk.Stack(stage, 'B', { stackName: 'unrelated' }), 'T');
    pipeline.addStage(stage);
  },
  'stacks below other constructs': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const stage = new cdk.Stage(app, 'Prod', { env: PIPE_ENV });
    const outer = new cdk.Stack(stage, 'Outer');
    new cdk.aws_sns.Topic(outer, 'T');
    new cdk.aws_sns.Topic(new cdk.Stack(outer, 'Inner'), 'T');
    pipeline.addStage(stage);
  },
  'policy validation and permissions boundary of a stage': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const { stage, stacks } = stageWith(app, 'Prod', {
      permissionsBoundary: cdk.PermissionsBoundary.fromName('boundary'),
    });
    new cdk.aws_iam.Role(stacks[0], 'R', { assumedBy: new cdk.aws_iam.AccountRootPrincipal() });
    pipeline.addStage(stage);
  },
  'StageDeployment.fromStage': (lib, app) => {
    const { stack } = setUp(lib, app);
    const { stage, stacks } = stageWith(app, 'Prod', { env: OTHER_ACCOUNT, stacks: ['B', 'A'] });
    stacks[0].addDependency(stacks[1]);
    fileAsset(stacks[0]);
    cdk.Tags.of(stacks[1]).add('k', 'v');
    const deployment = lib.StageDeployment.fromStage(stage, {
      stageName: 'Given',
      pre: [new lib.ManualApprovalStep('P')],
      stackSteps: [{ stack: stacks[0], post: [new lib.ManualApprovalStep('Q')] }],
    });
    new cdk.CfnOutput(stack, 'Facts', { value: facts(deployment) });
  },
  'data of StackDeployment': (lib, app) => {
    const { stack, pipeline } = setUp(lib, app, { crossAccountKeys: true });
    const { stage, stacks } = stageWith(app, 'Prod', { env: OTHER_ACCOUNT, stacks: ['B', 'A', 'C'] });
    stacks[0].addDependency(stacks[1]);
    fileAsset(stacks[0]);
    new cdk.CfnOutput(stack, 'Facts', { value: facts(pipeline.addStage(stage)) });
  },
  'addStackDependency and addStackSteps': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const {
      stacks: [a, b],
    } = pipeline.addStage(stageWith(app, 'Prod', { stacks: ['A', 'B'] }).stage);
    a.addStackDependency(b);
    b.addStackSteps(
      [new lib.ManualApprovalStep('Pre')],
      [new lib.ManualApprovalStep('Set')],
      [new lib.ShellStep('Post', { commands: [] })],
    );
  },
  'Wave made by hand': (lib, app) => {
    const { stack } = setUp(lib, app, { synth: synthStep(lib) });
    const wave = new lib.Wave('W', { pre: [new lib.ManualApprovalStep('A')], post: [new lib.ManualApprovalStep('B')] });
    const { stageName } = wave.addStage(stageWith(app, 'Prod').stage);
    wave.addPre(new lib.ManualApprovalStep('C'));
    new cdk.CfnOutput(stack, 'Facts', {
      value: [wave.id, wave.pre.join(), wave.post.join(), wave.stages.length, stageName].join(' '),
    });
  },
};

/** Everything a reader of the API can see; the directory of the assembly, which is random here, goes. */
function facts(deployment: import('aws-cdk-lib/pipelines').StageDeployment): string {
  const { stageName, pre, post, prepareStep, stacks } = deployment;
  const all = stacks.map((s) => [
    s.stackArtifactId,
    s.constructPath,
    s.stackName,
    s.region,
    s.account,
    s.assumeRoleArn,
    s.executionRoleArn,
    s.tags,
    s.assets,
    s.templateAsset,
    s.templateUrl,
    s.absoluteTemplatePath,
    s.stackDependencies.map((d) => d.stackArtifactId),
    s.pre.join(),
    s.changeSet.join(),
    s.post.join(),
  ]);
  const text = JSON.stringify({ stageName, pre: pre.join(), post: post.join(), prepareStep, all });
  return text.replace(/"[^"]*parity-[^"/]*\//g, '"').replace(/\$\{/g, '$ {');
}
