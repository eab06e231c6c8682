import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { CodePipelineProps } from 'aws-cdk-lib/pipelines';
import type { AppFunction } from '../harness';
import {
  fileAsset,
  imageAsset,
  OTHER_ACCOUNT,
  OTHER_BOTH,
  OTHER_REGION,
  PIPE_ENV,
  pipelineIn,
  setUp,
  stageWith,
  type CaseTable,
} from '../kit';

function into(
  envs: cdk.Environment[],
  props: Partial<CodePipelineProps> = {},
  pipeEnv: cdk.Environment = PIPE_ENV,
): AppFunction {
  return (lib, app) => {
    const { pipeline } = setUp(lib, app, props, { env: pipeEnv });
    envs.forEach((env, i) =>
      pipeline.addStage(stageWith(app, `Stage${i}`, { env }).stage, {
        post: [new lib.ShellStep('Check', { commands: ['x'] })],
      }),
    );
  };
}

/** A stage whose stacks use the given synthesizer, with a file, an image and two stacks in order. */
function synthesizedBy(
  synthesizer: () => cdk.IStackSynthesizer,
  props: Partial<CodePipelineProps> = {},
  withImage = true,
): AppFunction {
  return (lib, app) => {
    const { pipeline } = setUp(lib, app, { crossAccountKeys: true, ...props });
    const stage = new cdk.Stage(app, 'Prod', { env: OTHER_ACCOUNT });
    const [a, b] = ['A', 'B'].map((id) => new cdk.Stack(stage, id, { synthesizer: synthesizer() }));
    b.addDependency(a);
    fileAsset(a);
    if (withImage) {
      imageAsset(b);
    }
    pipeline.addStage(stage);
  };
}

const keys = { crossAccountKeys: true };

export const crossEnvironment: CaseTable = {
  'another account': into([OTHER_ACCOUNT], keys),
  'another region': into([OTHER_REGION], keys),
  'another region, no keys': into([OTHER_REGION]),
  'another account and region': into([OTHER_BOTH], keys),
  'all of them, twice': into([OTHER_ACCOUNT, OTHER_REGION, OTHER_BOTH, OTHER_BOTH, PIPE_ENV, OTHER_ACCOUNT], keys),
  'all of them, with rotation': into([OTHER_ACCOUNT, OTHER_REGION, OTHER_BOTH], { ...keys, enableKeyRotation: true }),
  'support stacks of their own': into([OTHER_REGION, OTHER_BOTH], { ...keys, reuseCrossRegionSupportStacks: false }),
  'support stacks reused': into([OTHER_REGION, OTHER_BOTH], { ...keys, reuseCrossRegionSupportStacks: true }),
  'no change sets': into([OTHER_ACCOUNT, OTHER_BOTH], { ...keys, useChangeSets: false }),
  'pipeline role for actions': into([OTHER_REGION, PIPE_ENV], { usePipelineRoleForActions: true }),
  'no environment at all': into([{}], {}, {}),
  'pipeline without account': into([{ region: 'us-east-1' }], {}, { region: 'us-east-1' }),
  'pipeline with environment, stage without': into([{}, { region: 'us-east-1' }, { account: '111111111111' }]),
  'pipeline with environment, stage agnostic beside another': into([{}, OTHER_ACCOUNT], keys),
  'account as a pseudo parameter': into([{ account: cdk.Aws.ACCOUNT_ID, region: cdk.Aws.REGION }], {}, {}),
  'another partition': into([{ account: '222222222222', region: 'cn-north-1' }], keys, {
    account: '111111111111',
    region: 'cn-north-1',
  }),
  'stacks of several environments in a stage': (lib, app) => {
    const { pipeline } = setUp(lib, app, keys);
    const stage = new cdk.Stage(app, 'Prod', { env: PIPE_ENV });
    const stacks = [PIPE_ENV, OTHER_ACCOUNT, OTHER_REGION, OTHER_BOTH].map((env, i) => {
      const stack = new cdk.Stack(stage, `Stack${i}`, { env });
      fileAsset(stack);
      return stack;
    });
    stacks[0].addDependency(stacks[3]);
    pipeline.addStage(stage);
  },
  'replication buckets': (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const bucket = (id: string) =>
      s3.Bucket.fromBucketAttributes(stack, id, {
        bucketName: `bucket-${id.toLowerCase()}`,
        encryptionKey: cdk.aws_kms.Key.fromKeyArn(stack, `${id}Key`, `arn:aws:kms:eu-west-1:111111111111:key/${id}`),
      });
    const pipeline = pipelineIn(lib, stack, {
      ...keys,
      crossRegionReplicationBuckets: {
        'eu-west-1': bucket('Eu'),
        'ap-southeast-2': bucket('Ap'),
        'us-west-2': bucket('Unused'),
      },
    });
    pipeline.addStage(stageWith(app, 'A', { env: OTHER_REGION }).stage);
    pipeline.addStage(stageWith(app, 'B', { env: OTHER_BOTH }).stage);
  },
  'two pipelines share a support stack': (lib, app) => {
    for (const id of ['One', 'Two']) {
      const stack = new cdk.Stack(app, id, { env: PIPE_ENV });
      pipelineIn(lib, stack, keys).addStage(stageWith(stack, 'Prod', { env: OTHER_REGION }).stage);
    }
  },
  'cross-region references between stacks': (lib, app) => {
    const { pipeline } = setUp(lib, app, keys);
    const stage = new cdk.Stage(app, 'Prod', { env: PIPE_ENV });
    const owner = new cdk.Stack(stage, 'Owner', { env: OTHER_REGION, crossRegionReferences: true });
    const user = new cdk.Stack(stage, 'User', { crossRegionReferences: true });
    new cdk.CfnOutput(user, 'Arn', { value: new cdk.aws_sns.Topic(owner, 'T').topicArn });
    pipeline.addStage(stage);
  },
};

const role = (name: string) => `arn:aws:iam::222222222222:role/${name}`;

export const synthesizers: CaseTable = {
  'default with a qualifier': synthesizedBy(() => new cdk.DefaultStackSynthesizer({ qualifier: 'custom1' })),
  'default with own roles and buckets': synthesizedBy(
    () =>
      new cdk.DefaultStackSynthesizer({
        deployRoleArn: role('deploy'),
        cloudFormationExecutionRole: role('cfn'),
        fileAssetPublishingRoleArn: role('files'),
        imageAssetPublishingRoleArn: role('images'),
        fileAssetsBucketName: 'own-bucket-${AWS::Region}',
        imageAssetsRepositoryName: 'own-images',
        bucketPrefix: 'prefix/',
        dockerTagPrefix: 'tag-',
        lookupRoleArn: role('lookup'),
      }),
  ),
  'default with external ids': synthesizedBy(
    () =>
      new cdk.DefaultStackSynthesizer({
        deployRoleExternalId: 'd',
        fileAssetPublishingExternalId: 'f',
        imageAssetPublishingExternalId: 'i',
      }),
  ),
  'default with options for assuming roles': synthesizedBy(() => {
    const options = { Tags: [{ Key: 'Department', Value: 'Eng' }], DurationSeconds: 900 };
    return new cdk.DefaultStackSynthesizer({
      deployRoleAdditionalOptions: { DurationSeconds: 900, TransitiveTagKeys: ['Department'] },
      fileAssetPublishingRoleAdditionalOptions: options,
      imageAssetPublishingRoleAdditionalOptions: options,
      lookupRoleAdditionalOptions: options,
    });
  }),
  'default with own roles, one publisher': synthesizedBy(
    () =>
      new cdk.DefaultStackSynthesizer({
        fileAssetPublishingRoleArn: role('files'),
        imageAssetPublishingRoleArn: role('images'),
      }),
    { publishAssetsInParallel: false },
  ),
  'default without bootstrap version rule': synthesizedBy(
    () =>
      new cdk.DefaultStackSynthesizer({
        generateBootstrapVersionRule: false,
        useLookupRoleForStackOperations: false,
      }),
  ),
  'default with a role that has a path': synthesizedBy(
    () => new cdk.DefaultStackSynthesizer({ deployRoleArn: role('a/path/deploy') }),
  ),
  'CLI credentials': synthesizedBy(() => new cdk.CliCredentialsStackSynthesizer()),
  'CLI credentials, one publisher': synthesizedBy(() => new cdk.CliCredentialsStackSynthesizer(), {
    publishAssetsInParallel: false,
  }),
  bootstrapless: (lib, app) => {
    const { pipeline } = setUp(lib, app, keys);
    const stage = new cdk.Stage(app, 'Prod', { env: OTHER_ACCOUNT });
    const stack = new cdk.Stack(stage, 'S', {
      synthesizer: new cdk.BootstraplessSynthesizer({
        deployRoleArn: role('d'),
        cloudFormationExecutionRoleArn: role('c'),
      }),
    });
    new cdk.aws_sns.Topic(stack, 'T');
    pipeline.addStage(stage);
  },
  'legacy without assets': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const stage = new cdk.Stage(app, 'Prod', { env: PIPE_ENV });
    new cdk.aws_sns.Topic(new cdk.Stack(stage, 'S', { synthesizer: new cdk.LegacyStackSynthesizer() }), 'T');
    pipeline.addStage(stage);
  },
  'the whole app with a qualifier in context': {
    context: { '@aws-cdk/core:bootstrapQualifier': 'ctxqual' },
    app: into([OTHER_ACCOUNT, OTHER_BOTH], keys),
  },
  'a default synthesizer for the app': {
    appProps: () => ({ defaultStackSynthesizer: new cdk.DefaultStackSynthesizer({ qualifier: 'appqual' }) }),
    app: into([OTHER_ACCOUNT, OTHER_BOTH], keys),
  },
  'the pipeline stack legacy': (lib, app) => {
    const { pipeline } = setUp(lib, app, {}, { synthesizer: new cdk.LegacyStackSynthesizer() });
    pipeline.addStage(stageWith(app, 'Prod').stage);
  },
  'the pipeline stack legacy, with a security check': (lib, app) => {
    const { pipeline } = setUp(lib, app, {}, { synthesizer: new cdk.LegacyStackSynthesizer() });
    const { stage } = stageWith(app, 'Prod');
    pipeline.addStage(stage, { pre: [new lib.ConfirmPermissionsBroadening('Check', { stage })] });
  },
  'a permissions boundary for the pipeline': {
    context: { '@aws-cdk/core:permissionsBoundary': { name: 'boundary' } },
    app: into([OTHER_ACCOUNT], keys),
  },
  'custom execution role per stack': (lib, app) => {
    const { pipeline } = setUp(lib, app, keys);
    const stage = new cdk.Stage(app, 'Prod', { env: OTHER_BOTH });
    for (const id of ['A', 'B']) {
      const synthesizer = new cdk.DefaultStackSynthesizer({
        cloudFormationExecutionRole: role(id),
        deployRoleArn: role(`deploy-${id}`),
      });
      fileAsset(new cdk.Stack(stage, id, { synthesizer }));
    }
    pipeline.addStage(stage, {
      post: [
        new lib.CodeBuildStep('T', {
          commands: ['x'],
          role: new iam.Role(pipeline, 'R', { assumedBy: new iam.ServicePrincipal('codebuild.amazonaws.com') }),
        }),
      ],
    });
  },
};
