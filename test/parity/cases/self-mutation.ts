import * as cdk from 'aws-cdk-lib';
import * as cb from 'aws-cdk-lib/aws-codebuild';
import * as secrets from 'aws-cdk-lib/aws-secretsmanager';
import { OTHER_ACCOUNT, PIPE_ENV, pipelineIn, setUp, stageWith, synthStep, type CaseTable } from '../kit';

export const selfMutation: CaseTable = {
  off: (lib, app) => {
    const { pipeline } = setUp(lib, app, { selfMutation: false });
    pipeline.addStage(stageWith(app, 'Prod').stage);
  },
  'docker for self-mutation': (lib, app) => void setUp(lib, app, { dockerEnabledForSelfMutation: true }),
  'docker for synth': (lib, app) => void setUp(lib, app, { dockerEnabledForSynth: true }),
  'docker for both, and an image that is an asset of the pipeline': (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    pipelineIn(lib, stack, {
      dockerEnabledForSelfMutation: true,
      dockerEnabledForSynth: true,
      codeBuildDefaults: {
        buildEnvironment: {
          buildImage: cb.LinuxBuildImage.fromAsset(stack, 'Image', { directory: `${__dirname}/../fixtures/image` }),
        },
      },
    });
  },
  'pipeline in a Stage': (lib, app) => {
    const outer = new cdk.Stage(app, 'Outer', { env: PIPE_ENV });
    const stack = new cdk.Stack(outer, 'PipelineStack');
    const pipeline = pipelineIn(lib, stack);
    pipeline.addStage(stageWith(app, 'Prod').stage);
  },
  'pipeline in a Stage, its stages inside': (lib, app) => {
    const outer = new cdk.Stage(app, 'Outer', { env: PIPE_ENV });
    const stack = new cdk.Stack(outer, 'PipelineStack');
    const pipeline = pipelineIn(lib, stack, { publishAssetsInParallel: false });
    const { stage, stacks } = stageWith(stack, 'Prod');
    new cdk.aws_s3_assets.Asset(stacks[0], 'A', { path: `${__dirname}/../fixtures/files` });
    pipeline.addStage(stage);
  },
  'pipeline in a Stage in a Stage': (lib, app) => {
    const outer = new cdk.Stage(new cdk.Stage(app, 'Outer', { env: PIPE_ENV }), 'Inner');
    const stack = new cdk.Stack(outer, 'PipelineStack');
    pipelineIn(lib, stack, { crossAccountKeys: true }).addStage(stageWith(stack, 'Prod', { env: OTHER_ACCOUNT }).stage);
  },
  'a pipeline that deploys a pipeline': (lib, app) => {
    const { pipeline } = setUp(lib, app, { crossAccountKeys: true });
    const outer = new cdk.Stage(app, 'Outer', { env: OTHER_ACCOUNT });
    const inner = pipelineIn(lib, new cdk.Stack(outer, 'InnerStack'), {}, 'InnerPipeline');
    inner.addStage(stageWith(outer, 'Prod', { env: OTHER_ACCOUNT }).stage);
    pipeline.addStage(outer);
  },
  'stages inside the pipeline stack': (lib, app) => {
    const { stack, pipeline } = setUp(lib, app);
    pipeline.addStage(stageWith(stack, 'Prod').stage);
  },
  'two pipelines in two stacks': (lib, app) => {
    for (const name of ['One', 'Two']) {
      const stack = new cdk.Stack(app, name, { env: PIPE_ENV });
      pipelineIn(lib, stack).addStage(stageWith(stack, 'Prod').stage);
    }
  },
  'two pipelines in one stack': (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    for (const name of ['One', 'Two']) {
      pipelineIn(lib, stack, {}, name).addStage(stageWith(app, `${name}Prod`).stage, {
        post: [new lib.ShellStep('T', { commands: ['x'] })],
      });
    }
  },
  'a pipeline stack with a name of its own': (lib, app) => {
    setUp(
      lib,
      app,
      {},
      { stackName: 'Renamed-Stack', description: 'text', tags: { a: 'b' }, terminationProtection: true },
    );
  },
  'CodeBuild step before the synth step': (lib, app) => {
    const pre = new lib.CodeBuildStep('Pre', { commands: ['x'], env: { A: 'a' }, timeout: cdk.Duration.minutes(5) });
    const synth = synthStep(lib);
    synth.addStepDependency(pre);
    setUp(lib, app, { synth });
  },
  'docker credentials for self-update only': (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const secret = new secrets.Secret(stack, 'Secret');
    pipelineIn(lib, stack, {
      dockerCredentials: [lib.DockerCredential.dockerHub(secret, { usages: [lib.DockerCredentialUsage.SELF_UPDATE] })],
      selfMutationCodeBuildDefaults: { buildEnvironment: { privileged: true } },
    });
  },
  'cliVersion and Windows for self-mutation': (lib, app) => {
    setUp(lib, app, {
      cliVersion: '2.1.0',
      selfMutationCodeBuildDefaults: {
        buildEnvironment: {
          buildImage: cb.WindowsBuildImage.WIN_SERVER_CORE_2019_BASE_3_0,
          computeType: cb.ComputeType.MEDIUM,
        },
      },
    });
  },
};
