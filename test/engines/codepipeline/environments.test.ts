import * as cdk from 'aws-cdk-lib';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ENV, stageOf } from '../../kit/app';
import { CodePipeline, type CodePipelineProps, CodePipelineSource, ShellStep } from '../../../lib';

const OTHER_ACCOUNT = { account: '222222222222', region: 'us-east-1' };
const OTHER_REGION = { account: '111111111111', region: 'eu-west-1' };
const OTHER_BOTH = { account: '222222222222', region: 'eu-west-1' };

interface Case {
  readonly own?: cdk.Environment;
  readonly stages?: cdk.Environment[];
  readonly props?: (stack: cdk.Stack) => Partial<CodePipelineProps>;
}

function synth({ own = ENV, stages = [OTHER_BOTH], props = () => ({}) }: Case): void {
  const app = new cdk.App({ treeMetadata: false });
  const stack = new cdk.Stack(app, 'Delivery', { env: own });
  const input = CodePipelineSource.connection('o/r', 'main', { connectionArn: 'arn:connection' });
  const pipeline = new CodePipeline(stack, 'Pipeline', {
    synth: new ShellStep('Synth', { input, commands: ['x'] }),
    ...props(stack),
  });
  stages.forEach((env, i) => {
    const stage = new cdk.Stage(app, `Prod${i}`, { env });
    new cdk.CfnResource(new cdk.Stack(stage, 'App'), 'Thing', { type: 'Test::Thing::Thing' });
    pipeline.addStage(stage);
  });
  app.synth();
}

function bucket(stack: cdk.Stack, region: string, withKey = true): s3.IBucket {
  const arn = `arn:aws:kms:${region}:111111111111:key/abc`;
  return s3.Bucket.fromBucketAttributes(stack, `Bucket-${region}`, {
    bucketName: `artifacts-${region}`,
    region,
    encryptionKey: withKey ? kms.Key.fromKeyArn(stack, `Key-${region}`, arn) : undefined,
  });
}

const keys = { crossAccountKeys: true };

const REFUSED: Record<string, [Case, RegExp]> = {
  'a pipeline stack without a region': [
    { own: { account: '111111111111' }, stages: [OTHER_ACCOUNT, OTHER_REGION], props: () => keys },
    /stack 'Delivery' has no region .*'Prod0\/App' \(222222222222\/us-east-1\), 'Prod1\/App'.*set env: .* on stack 'Delivery'/,
  ],
  'a pipeline stack without an account, and another region': [
    { own: { region: 'us-east-1' }, stages: [OTHER_REGION] },
    /stack 'Delivery' has no account .*set env/,
  ],
  'a pipeline stack without any environment': [{ own: {} }, /stack 'Delivery' has no account and no region/],
  'a bucket with a key, and another account in another region': [
    { props: (stack) => ({ artifactBucket: bucket(stack, 'us-east-1') }) },
    /no KMS key for artifacts: 'Prod0\/App' \(222222222222\/eu-west-1\).*serves us-east-1 only.*crossRegionReplicationBuckets/,
  ],
  'a bucket without a key, and another account': [
    { stages: [OTHER_ACCOUNT], props: (stack) => ({ artifactBucket: bucket(stack, 'us-east-1', false) }) },
    /no KMS key for artifacts: 'Prod0\/App'.*encryptionKey/,
  ],
  'a replication bucket without a key': [
    { props: (stack) => ({ crossRegionReplicationBuckets: { 'eu-west-1': bucket(stack, 'eu-west-1', false) } }) },
    /without crossAccountKeys: 'Prod0\/App'/,
  ],
  'an existing pipeline without keys': [
    { props: (stack) => ({ codePipeline: new cp.Pipeline(stack, 'There', { crossAccountKeys: false }) }) },
    /no KMS key for artifacts: 'Prod0\/App'.*set crossAccountKeys: true where the CodePipeline is made/,
  ],
  'an imported role, and another region with a key': [
    {
      stages: [OTHER_REGION],
      props: (stack) => ({ ...keys, role: iam.Role.fromRoleArn(stack, 'Mine', 'arn:aws:iam::111111111111:role/x') }),
    },
    /role 'Delivery\/Mine' is imported, and needs rights on the key for artifacts in eu-west-1.*mutable: false/,
  ],
  'settings that CDK refuses': [
    { props: () => ({ ...keys, pipelineType: cp.PipelineType.V1, executionMode: cp.ExecutionMode.QUEUED }) },
    /\[Delivery\/Pipeline\] CDK refuses to make the CodePipeline: QUEUED execution mode/,
  ],
};

test.each(Object.entries(REFUSED))('%s: what, where and the way out', (_, [given, message]) => {
  expect(() => synth(given)).toThrow(message);
});

const ACCEPTED: Record<string, Case> = {
  'an imported role that is not to be changed': {
    stages: [OTHER_REGION],
    props: (stack) => ({
      ...keys,
      role: iam.Role.fromRoleArn(stack, 'Mine', 'arn:aws:iam::111111111111:role/x', { mutable: false }),
    }),
  },
  'an imported role, and a bucket in the other region': {
    stages: [OTHER_REGION],
    props: (stack) => ({
      ...keys,
      role: iam.Role.fromRoleArn(stack, 'Mine', 'arn:aws:iam::111111111111:role/x'),
      crossRegionReplicationBuckets: { 'eu-west-1': bucket(stack, 'eu-west-1') },
    }),
  },
  'a bucket with a key, and keys for other regions': {
    props: (stack) => ({ ...keys, artifactBucket: bucket(stack, 'us-east-1') }),
  },
};

test.each(Object.entries(ACCEPTED))('%s: works', (_, given) => {
  expect(() => synth(given)).not.toThrow();
});

test('what CDK refuses about an action is said with the place of the action', () => {
  const app = new cdk.App({ treeMetadata: false });
  const stack = new cdk.Stack(app, 'Delivery', { env: ENV });
  const input = CodePipelineSource.connection('o/r', 'main', {
    connectionArn: 'arn:connection',
    actionName: 'not valid',
  });
  const pipeline = new CodePipeline(stack, 'Pipeline', { synth: new ShellStep('Synth', { input, commands: ['x'] }) });
  pipeline.addStage(stageOf(app, 'Prod'));
  expect(() => app.synth()).toThrow(/\[Delivery\/Pipeline\/Source\/o_r\] CDK refuses this action: .*not valid/s);
});
