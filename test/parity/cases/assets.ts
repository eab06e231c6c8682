import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as assets from 'aws-cdk-lib/aws-s3-assets';
import type { CodePipelineProps } from 'aws-cdk-lib/pipelines';
import type { AppFunction, Lib } from '../harness';
import {
  fileAsset,
  fixture,
  imageAsset,
  OTHER_ACCOUNT,
  OTHER_BOTH,
  OTHER_REGION,
  pipelineIn,
  PIPE_ENV,
  setUp,
  stageWith,
  type CaseTable,
} from '../kit';

/** Stages with what `fill` puts in each stack of each stage. */
function deployed(
  fill: (stack: cdk.Stack, index: number) => void,
  props: Partial<CodePipelineProps> = {},
  envs: cdk.Environment[] = [PIPE_ENV],
  stacks: string[] = ['Stack'],
): AppFunction {
  return (lib: Lib, app) => {
    const { pipeline } = setUp(lib, app, props);
    envs.forEach((env, i) => {
      const stage = stageWith(app, `Stage${i}`, { env, stacks });
      stage.stacks.forEach(fill);
      pipeline.addStage(stage.stage);
    });
  };
}

const both = (stack: cdk.Stack) => {
  fileAsset(stack);
  fileAsset(stack, 'More', 'more');
  imageAsset(stack);
  imageAsset(stack, 'Other', { file: 'Dockerfile.other' });
};
const single = { publishAssetsInParallel: false };

export const assetCases: CaseTable = {
  'one file': deployed((stack) => fileAsset(stack)),
  'one image': deployed((stack) => imageAsset(stack)),
  'files and images': deployed(both),
  'files and images, one publisher per type': deployed(both, single),
  'one file in two stages of one environment': deployed((stack) => fileAsset(stack), {}, [PIPE_ENV, PIPE_ENV]),
  'one file in many environments': deployed((stack) => fileAsset(stack), { crossAccountKeys: true }, [
    PIPE_ENV,
    OTHER_ACCOUNT,
    OTHER_REGION,
    OTHER_BOTH,
    OTHER_ACCOUNT,
  ]),
  'one file in many environments, one publisher': deployed(
    (stack) => fileAsset(stack),
    { crossAccountKeys: true, ...single },
    [PIPE_ENV, OTHER_ACCOUNT, OTHER_REGION, OTHER_BOTH, OTHER_ACCOUNT],
  ),
  'all of it in many environments': deployed(
    both,
    { crossAccountKeys: true },
    [OTHER_BOTH, OTHER_ACCOUNT, PIPE_ENV],
    ['B', 'A'],
  ),
  'all of it in many environments, one publisher': deployed(
    both,
    { crossAccountKeys: true, ...single },
    [OTHER_BOTH, OTHER_ACCOUNT],
    ['B', 'A'],
  ),
  'one content under two ids': deployed((stack) => {
    fileAsset(stack, 'Zeta');
    fileAsset(stack, 'Alpha');
  }),
  'different assets in different stacks': deployed(
    (stack, i) => (i === 0 ? fileAsset(stack) : imageAsset(stack)),
    {},
    [PIPE_ENV],
    ['One', 'Two'],
  ),
  'display names': deployed((stack) => {
    new assets.Asset(stack, 'A', { path: fixture('files'), displayName: 'A named asset' });
    imageAsset(stack, 'B', { displayName: 'An image: "named"', assetName: 'my-image' });
    new assets.Asset(stack, 'C', { path: fixture('more'), displayName: cdk.Names.uniqueId(stack) });
  }),
  'display names, one publisher': deployed((stack) => {
    new assets.Asset(stack, 'A', { path: fixture('files'), displayName: 'A named asset' });
    imageAsset(stack, 'B', { displayName: 'An image: "named"' });
  }, single),
  cdkAssetsCliVersion: deployed(both, { cdkAssetsCliVersion: '3.1.0' }),
  'cliVersion does not pin cdk-assets': deployed(both, { cliVersion: '2.1.0' }),
  'a Lambda from code': deployed(
    (stack) =>
      new lambda.Function(stack, 'F', {
        runtime: lambda.Runtime.NODEJS_20_X,
        handler: 'i.h',
        code: lambda.Code.fromAsset(fixture('files')),
      }),
  ),
  'nested stacks': deployed((stack) => {
    const nested = new cdk.NestedStack(stack, 'Nested');
    fileAsset(nested);
    new cdk.aws_sns.Topic(new cdk.NestedStack(nested, 'Deeper'), 'Topic');
  }),
  'nested stacks, one publisher, two environments': deployed(
    (stack) => {
      new cdk.aws_sns.Topic(new cdk.NestedStack(stack, 'Nested'), 'Topic');
    },
    { crossAccountKeys: true, ...single },
    [PIPE_ENV, OTHER_ACCOUNT],
  ),
  'two waves, assets in both': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    for (const id of ['First', 'Second']) {
      const wave = pipeline.addWave(id);
      const { stage, stacks } = stageWith(app, `${id}Stage`);
      fileAsset(stacks[0], 'F', id === 'First' ? 'files' : 'more');
      wave.addStage(stage);
    }
  },
  'many assets, so that they fill more than one tranche': deployed((stack) => {
    for (let i = 0; i < 60; i++) {
      new assets.Asset(stack, `File${i}`, {
        path: fixture('files'),
        assetHash: `hash${i}`,
        assetHashType: cdk.AssetHashType.CUSTOM,
      });
    }
  }),
  'many assets, one publisher': deployed((stack) => {
    for (let i = 0; i < 60; i++) {
      new assets.Asset(stack, `File${i}`, {
        path: fixture('files'),
        assetHash: `hash${i}`,
        assetHashType: cdk.AssetHashType.CUSTOM,
      });
    }
  }, single),
  'exactly fifty assets': deployed((stack) => {
    for (let i = 0; i < 50; i++) {
      new assets.Asset(stack, `File${i}`, {
        path: fixture('files'),
        assetHash: `hash${i}`,
        assetHashType: cdk.AssetHashType.CUSTOM,
      });
    }
  }),
  'no publishing without self-mutation either': deployed(both, { selfMutation: false }),
  'assets with docker credentials and a vpc': (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const secret = new cdk.aws_secretsmanager.Secret(stack, 'Secret');
    const pipeline = pipelineIn(lib, stack, {
      dockerCredentials: [lib.DockerCredential.dockerHub(secret)],
      assetPublishingCodeBuildDefaults: { vpc: new cdk.aws_ec2.Vpc(stack, 'Vpc', { maxAzs: 1 }) },
    });
    const { stage, stacks } = stageWith(app, 'Prod');
    both(stacks[0]);
    pipeline.addStage(stage);
  },
  'an environment-agnostic stage': deployed(both, {}, [{}]),
  'a stack with an own bucket and publishing roles': deployed(() => undefined, {}, [PIPE_ENV]),
};
