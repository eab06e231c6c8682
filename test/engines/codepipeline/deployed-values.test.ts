import * as cdk from 'aws-cdk-lib';
import * as cb from 'aws-cdk-lib/aws-codebuild';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { ENV, setUp, stageOf } from '../../kit/app';
import {
  CodeBuildStep,
  type CodePipelineProps,
  ManualApprovalStep,
  ShellStep,
  StackOutputsMap,
  StackOutputReference,
  type Step,
} from '../../../lib';

function deployed(env: cdk.Environment = ENV) {
  const props: { -readonly [K in keyof CodePipelineProps]?: CodePipelineProps[K] } = { crossAccountKeys: true };
  const app = new cdk.App({ treeMetadata: false });
  const stage = new cdk.Stage(app, 'Prod', { env });
  const stack = new cdk.Stack(stage, 'App');
  return { app, stage, stack, bucket: new s3.Bucket(stack, 'Files'), topic: new sns.Topic(stack, 'Topic'), props };
}

type Deployed = ReturnType<typeof deployed>;

function synth(
  d: Deployed,
  post: Step[] = [],
  then: (pipeline: ReturnType<typeof setUp>['pipeline']) => void = () => {},
) {
  const { pipeline } = setUp(() => d.props, undefined, d.app);
  pipeline.addStage(d.stage, { post });
  then(pipeline);
  d.app.synth();
}

const codeBuild = (props: Partial<ConstructorParameters<typeof CodeBuildStep>[1]>) =>
  new CodeBuildStep('Upload', { commands: ['x'], ...props });

const PLACES: Record<string, (d: Deployed) => Step> = {
  env: (d) => new ShellStep('Upload', { commands: ['x'], env: { BUCKET: `s3://${d.bucket.bucketName}` } }),
  projectName: (d) => codeBuild({ projectName: d.topic.topicName }),
  buildEnvironment: (d) =>
    codeBuild({ buildEnvironment: { environmentVariables: { B: { value: d.bucket.bucketArn } } } }),
  rolePolicyStatements: (d) =>
    codeBuild({
      rolePolicyStatements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: [d.bucket.arnForObjects('*')] })],
    }),
  partialBuildSpec: (d) =>
    codeBuild({ partialBuildSpec: cb.BuildSpec.fromObject({ env: { variables: { B: d.bucket.bucketName } } }) }),
  role: (d) =>
    codeBuild({
      role: new iam.Role(d.stack, 'Role', { assumedBy: new iam.ServicePrincipal('codebuild.amazonaws.com') }),
    }),
  comment: (d) => new ManualApprovalStep('Upload', { comment: `see ${d.bucket.bucketName}` }),
  reviewUrl: (d) => new ManualApprovalStep('Upload', { reviewUrl: d.bucket.bucketWebsiteUrl }),
  notificationTopic: (d) => new ManualApprovalStep('Upload', { notificationTopic: d.topic }),
};

test.each(Object.entries(PLACES))(
  'a value that is yet to be deployed, in %s: step, property and way out',
  (property, step) => {
    const d = deployed();
    expect(() => synth(d, [step(d)])).toThrow(
      new RegExp(
        `step 'Upload'\\] '${property}' holds a value of 'Prod/App/(Files|Topic|Role)'.*To fix it: .*envFromCfnOutputs`,
      ),
    );
  },
);

test('all such values are reported at once', () => {
  const d = deployed();
  const act = () => synth(d, [PLACES.env(d), new ManualApprovalStep('Ask', { comment: d.topic.topicArn })]);
  expect(act).toThrow(/2 problems:.*step 'Upload'.*step 'Ask'/s);
});

test('one in the defaults of the pipeline', () => {
  const d = deployed();
  d.props.codeBuildDefaults = {
    rolePolicy: [new iam.PolicyStatement({ actions: ['s3:*'], resources: [d.bucket.bucketArn] })],
  };
  expect(() => synth(d)).toThrow(
    /\[PipelineStack\/Pipeline\] 'codeBuildDefaults\.rolePolicy' holds a value of 'Prod\/App\/Files'/,
  );
});

test('a grant to a project of the pipeline is named when CDK refuses it', () => {
  const d = deployed();
  const step = codeBuild({});
  const act = () =>
    synth(d, [step], (pipeline) => {
      pipeline.buildPipeline();
      d.bucket.grantRead(step.project);
    });
  expect(act).toThrow(/'PipelineStack\/Pipeline\/.*Upload.*' in the pipeline's stack holds a value of 'Prod\/App'/);
});

test('a dependency that CDK refuses for other reasons is left to CDK', () => {
  const { stack, app, pipeline } = setUp();
  const stage = stageOf(app, 'Prod');
  pipeline.addStage(stage);
  pipeline.buildPipeline();
  expect(() => stack.addStackDependency(stage.node.findChild('App') as cdk.Stack)).toThrow(
    /cannot cross stage boundaries/,
  );
});

test('a Lazy is not asked before CDK asks it', () => {
  const { pipeline, app } = setUp();
  let value = 'too early';
  const env = { V: cdk.Lazy.string({ produce: () => value }) };
  pipeline.addWave('W', { post: [new ShellStep('S', { commands: ['x'], env })] });
  pipeline.buildPipeline();
  value = 'in time';
  const { template } = app.synth().getStackByName('PipelineStack');
  expect(JSON.stringify(template)).toContain('in time');
  expect(JSON.stringify(template)).not.toContain('too early');
});

describe('an output that the pipeline cannot read', () => {
  const read = (output: cdk.CfnOutput) => new ShellStep('Read', { commands: ['x'], envFromCfnOutputs: { V: output } });

  test('of a nested stack', () => {
    const d = deployed();
    const output = new cdk.CfnOutput(new cdk.NestedStack(d.stack, 'Nested'), 'Out', { value: 'x' });
    expect(() => synth(d, [read(output)])).toThrow(
      /output 'Out' of stack 'Prod\/App\/Nested'.*is a nested stack.*make a CfnOutput with this value in 'Prod\/App'/,
    );
  });

  test('of a stack in another App', () => {
    const other = new cdk.Stack(new cdk.Stage(new cdk.App(), 'Else'), 'App');
    expect(() => synth(deployed(), [read(new cdk.CfnOutput(other, 'Out', { value: 'x' }))])).toThrow(
      /'Else\/App' is in another App/,
    );
  });

  test('of a stack outside of all Stages', () => {
    const d = deployed();
    const output = new cdk.CfnOutput(new cdk.Stack(d.app, 'Alone'), 'Out', { value: 'x' });
    expect(() => synth(d, [read(output)])).toThrow(/make 'Alone' in a Stage, and add that with addStage\(\)/);
  });

  test('of a Stage that was not added', () => {
    const d = deployed();
    const output = new cdk.CfnOutput(new cdk.Stack(new cdk.Stage(d.app, 'Forgotten'), 'App'), 'Out', { value: 'x' });
    expect(() => synth(d, [read(output)])).toThrow(/add the Stage of that stack with addStage\(\): 'Forgotten'/);
  });

  test("a step of one's own that asks for it gets the same answer", () => {
    const d = deployed();
    const output = new cdk.CfnOutput(new cdk.NestedStack(d.stack, 'Nested'), 'Out', { value: 'x' });
    const { pipeline } = setUp(() => d.props, undefined, d.app);
    pipeline.addStage(d.stage);
    const act = () => new StackOutputsMap(pipeline).toCodePipeline(StackOutputReference.fromCfnOutput(output));
    expect(act).toThrow(/is a nested stack/);
  });
});
