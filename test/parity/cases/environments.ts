import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Step } from 'aws-cdk-lib/pipelines';
import type { AppFunction, Lib } from '../harness';
import {
  type CaseTable,
  OTHER_ACCOUNT,
  OTHER_BOTH,
  OTHER_REGION,
  PIPE_ENV,
  pipelineIn,
  stageWith,
  setUp,
} from '../kit';

/** Buckets for artifacts that are there already, each with a key, for these regions. */
function ownBuckets(regions: string[], envs: cdk.Environment[]): AppFunction {
  return (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const bucket = (region: string) => {
      const arn = `arn:aws:kms:${region}:111111111111:key/key`;
      const encryptionKey = cdk.aws_kms.Key.fromKeyArn(stack, `Key${region}`, arn);
      return s3.Bucket.fromBucketAttributes(stack, region, { bucketName: `bucket-${region}`, encryptionKey, region });
    };
    const pipeline = pipelineIn(lib, stack, {
      crossRegionReplicationBuckets: Object.fromEntries(regions.map((r) => [r, bucket(r)])),
    });
    envs.forEach((env, i) => pipeline.addStage(stageWith(app, `Stage${i}`, { env }).stage));
  };
}

/** A step that uses the name of a bucket which the pipeline deploys to another environment. */
function named(env: cdk.Environment, step: (lib: Lib, bucket: s3.IBucket) => Step): AppFunction {
  return (lib, app) => {
    const { pipeline } = setUp(lib, app, { crossAccountKeys: true });
    const { stage, stacks } = stageWith(app, 'Prod', { env });
    const bucket = new s3.Bucket(stacks[0], 'Bucket', { bucketName: 'a-bucket' });
    pipeline.addStage(stage, { post: [step(lib, bucket)] });
  };
}

export const environments: CaseTable = {
  'keys in buckets of the user: another account': ownBuckets(['us-east-1'], [OTHER_ACCOUNT]),
  'keys in buckets of the user: another account and region': ownBuckets(['us-east-1', 'ap-southeast-2'], [OTHER_BOTH]),
  'keys in buckets of the user: another account and region, its own without': ownBuckets(
    ['ap-southeast-2'],
    [OTHER_BOTH],
  ),
  'name of a bucket elsewhere, in a command': named(
    OTHER_ACCOUNT,
    (lib, b) => new lib.ShellStep('Use', { commands: [`aws s3 ls s3://${b.bucketName}`] }),
  ),
  'name of a bucket elsewhere, in an install command': named(
    OTHER_REGION,
    (lib, b) => new lib.ShellStep('Use', { commands: ['x'], installCommands: [`aws s3 ls ${b.bucketName}`] }),
  ),
  'name of a bucket elsewhere, in env': named(
    OTHER_REGION,
    (lib, b) => new lib.ShellStep('Use', { commands: ['x'], env: { BUCKET: b.bucketName } }),
  ),
  'ARN of a bucket elsewhere, in a policy': named(
    OTHER_ACCOUNT,
    (lib, b) =>
      new lib.CodeBuildStep('Use', {
        commands: ['x'],
        rolePolicyStatements: [new iam.PolicyStatement({ actions: ['s3:Get*'], resources: [b.arnForObjects('*')] })],
      }),
  ),
  'name of a bucket elsewhere, for an approver': named(
    OTHER_ACCOUNT,
    (lib, b) => new lib.ManualApprovalStep('Use', { comment: `look at ${b.bucketName}` }),
  ),
  'a value in another account, which CDK fetches': (lib, app) => {
    const { pipeline } = setUp(lib, app, { crossAccountKeys: true });
    const { stage, stacks } = stageWith(app, 'Prod', { env: OTHER_ACCOUNT });
    const { ref } = new cdk.CfnResource(stacks[0], 'Thing', { type: 'Test::Thing::Thing' });
    pipeline.addStage(stage, { post: [new lib.ShellStep('Use', { commands: [`echo ${ref}`], env: { REF: ref } })] });
  },
};
