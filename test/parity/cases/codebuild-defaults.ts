import * as cdk from 'aws-cdk-lib';
import * as cb from 'aws-cdk-lib/aws-codebuild';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { CodePipelineProps } from 'aws-cdk-lib/pipelines';
import type { AppFunction, Lib } from '../harness';
import { connection, fileAsset, imageAsset, PIPE_ENV, pipelineIn, setUp, stageWith, type CaseTable } from '../kit';

import { fileSystem, spec, vpcOf, type Props } from './codebuild-kit';

/** Properties of the pipeline, in an app with every kind of project. */
function everyProject(
  props: (stack: cdk.Stack, lib: Lib) => Partial<CodePipelineProps>,
  synthProps: Props = {},
): AppFunction {
  return (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const pipeline = pipelineIn(lib, stack, {
      synth: new lib.CodeBuildStep('Synth', { input: connection(lib), commands: ['npx cdk synth'], ...synthProps }),
      ...props(stack, lib),
    });
    const { stage, stacks } = stageWith(app, 'Prod');
    fileAsset(stacks[0]);
    imageAsset(stacks[0]);
    pipeline.addStage(stage, {
      pre: [new lib.ShellStep('Shell', { commands: ['x'] })],
      post: [new lib.CodeBuildStep('Test', { commands: ['test'], ...synthProps })],
    });
  };
}

const small = {
  buildEnvironment: { computeType: cb.ComputeType.MEDIUM, environmentVariables: { LEVEL: { value: 'defaults' } } },
};
const own = (level: string, extra: cb.BuildEnvironment = {}) => ({
  timeout: cdk.Duration.minutes(level.length),
  partialBuildSpec: spec({
    env: { variables: { [level]: level, LEVEL: level } },
    phases: { install: { commands: [`install ${level}`] } },
  }),
  rolePolicy: [new iam.PolicyStatement({ actions: [`s3:${level}`], resources: ['*'] })],
  buildEnvironment: { environmentVariables: { LEVEL: { value: level }, [level]: { value: 1 } }, ...extra },
});

export const codebuildDefaults: CaseTable = {
  codeBuildDefaults: everyProject(() => ({ codeBuildDefaults: small })),
  'codeBuildDefaults: vpc, subnets and security groups': everyProject((stack) => {
    const vpc = vpcOf(stack);
    const securityGroups = [new ec2.SecurityGroup(stack, 'Sg', { vpc })];
    return { codeBuildDefaults: { vpc, subnetSelection: { subnetType: ec2.SubnetType.PUBLIC }, securityGroups } };
  }),
  'codeBuildDefaults: vpc of the network itself': everyProject((stack) => ({
    codeBuildDefaults: { vpc: vpcOf(stack) },
  })),
  'codeBuildDefaults: cache, logging and timeout': everyProject((stack) => ({
    codeBuildDefaults: {
      cache: cb.Cache.bucket(new s3.Bucket(stack, 'Cache')),
      logging: { cloudWatch: { logGroup: new logs.LogGroup(stack, 'Log') } },
      timeout: cdk.Duration.minutes(7),
    },
  })),
  'codeBuildDefaults: file systems': everyProject((stack) => ({
    codeBuildDefaults: {
      vpc: vpcOf(stack),
      buildEnvironment: { privileged: true },
      fileSystemLocations: [fileSystem()],
    },
  })),
  'codeBuildDefaults: Windows image': (lib, app) => {
    const { pipeline } = setUp(lib, app, {
      codeBuildDefaults: {
        buildEnvironment: {
          buildImage: cb.WindowsBuildImage.WIN_SERVER_CORE_2019_BASE_3_0,
          computeType: cb.ComputeType.MEDIUM,
        },
      },
    });
    const { stage, stacks } = stageWith(app, 'Prod');
    fileAsset(stacks[0]);
    pipeline.addStage(stage, {
      post: [
        new lib.ShellStep('T', {
          input: pipeline.synth,
          additionalInputs: { 'a/b': connection(lib, 'o/x') },
          commands: ['x'],
        }),
      ],
    });
  },
  synthCodeBuildDefaults: everyProject(() => ({ synthCodeBuildDefaults: own('synth') })),
  assetPublishingCodeBuildDefaults: everyProject(() => ({ assetPublishingCodeBuildDefaults: own('assets') })),
  'assetPublishingCodeBuildDefaults, one publisher': everyProject(() => ({
    assetPublishingCodeBuildDefaults: own('assets'),
    publishAssetsInParallel: false,
  })),
  selfMutationCodeBuildDefaults: everyProject(() => ({ selfMutationCodeBuildDefaults: own('mutate') })),
  "all four defaults, and the step's own": everyProject(
    () => ({
      codeBuildDefaults: own('general', { computeType: cb.ComputeType.LARGE, privileged: true }),
      synthCodeBuildDefaults: own('synth', { computeType: cb.ComputeType.X2_LARGE }),
      assetPublishingCodeBuildDefaults: own('assets', { privileged: false }),
      selfMutationCodeBuildDefaults: own('mutate', { buildImage: cb.LinuxBuildImage.AMAZON_LINUX_2_5 }),
    }),
    {
      timeout: cdk.Duration.minutes(33),
      installCommands: ['own install'],
      partialBuildSpec: spec({
        env: { variables: { LEVEL: 'step' } },
        phases: { install: { commands: ['install step'] } },
      }),
      buildEnvironment: { environmentVariables: { LEVEL: { value: 'step' } } },
      rolePolicyStatements: [new iam.PolicyStatement({ actions: ['s3:step'], resources: ['*'] })],
    },
  ),
  'security groups of two layers': everyProject((stack) => {
    const vpc = vpcOf(stack);
    const sg = (id: string) => new ec2.SecurityGroup(stack, id, { vpc });
    return {
      codeBuildDefaults: { vpc, securityGroups: [sg('A')] },
      synthCodeBuildDefaults: { securityGroups: [sg('B')], subnetSelection: { subnetType: ec2.SubnetType.PUBLIC } },
      assetPublishingCodeBuildDefaults: { vpc, securityGroups: [sg('C')] },
    };
  }),
  'asset buildspec with tokens is written to the assembly or inlined': everyProject((stack) => ({
    assetPublishingCodeBuildDefaults: {
      partialBuildSpec: spec({ phases: { install: { commands: [`echo ${new s3.Bucket(stack, 'B').bucketName}`] } } }),
    },
  })),
};
