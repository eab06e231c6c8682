import * as cdk from 'aws-cdk-lib';
import * as cb from 'aws-cdk-lib/aws-codebuild';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secrets from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { AppFunction, Lib } from '../harness';
import { connection, imageAsset, PIPE_ENV, pipelineIn, stageWith, type CaseTable } from '../kit';
import { fileSystem, spec, vpcOf, type Props } from './codebuild-kit';

/** The properties on the synth step, on a step after the deployment, and again on one that produces files. */
function step(props: (stack: cdk.Stack, lib: Lib) => Props): AppFunction {
  return (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const p = props(stack, lib);
    const pipeline = pipelineIn(lib, stack, {
      synth: new lib.CodeBuildStep('Synth', {
        input: connection(lib),
        commands: ['npx cdk synth'],
        ...p,
        projectName: undefined,
      }),
    });
    pipeline.addStage(stageWith(app, 'Prod').stage, {
      post: [new lib.CodeBuildStep('Test', { commands: ['test'], ...p })],
    });
  };
}

const environment = (buildEnvironment: cb.BuildEnvironment) => step(() => ({ buildEnvironment }));
export const codebuildSteps: CaseTable = {
  projectName: step(() => ({ projectName: 'my-project' })),
  timeout: step(() => ({ timeout: cdk.Duration.minutes(90) })),
  'role policy statements': step(() => ({
    rolePolicyStatements: [
      new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }),
      new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['s3:Delete*'], resources: ['*'], sid: 'NoDelete' }),
    ],
  })),
  'role and action role': step((stack) => ({
    role: new iam.Role(stack, 'ProjectRole', { assumedBy: new iam.ServicePrincipal('codebuild.amazonaws.com') }),
    actionRole: new iam.Role(stack, 'ActionRole', { assumedBy: new iam.AccountRootPrincipal() }),
  })),
  'imported role and action role': step((stack) => ({
    role: iam.Role.fromRoleArn(stack, 'P', 'arn:aws:iam::111111111111:role/p'),
    actionRole: iam.Role.fromRoleName(stack, 'A', 'a'),
  })),
  vpc: step((stack) => ({ vpc: vpcOf(stack) })),
  'vpc with subnets and security groups': step((stack) => {
    const vpc = vpcOf(stack);
    return {
      vpc,
      subnetSelection: { subnetType: ec2.SubnetType.PUBLIC },
      securityGroups: [
        new ec2.SecurityGroup(stack, 'Sg', { vpc }),
        ec2.SecurityGroup.fromSecurityGroupId(stack, 'I', 'sg-1'),
      ],
    };
  }),
  'file system': step((stack) => ({
    vpc: vpcOf(stack),
    buildEnvironment: { privileged: true },
    fileSystemLocations: [fileSystem()],
  })),
  'local cache': step(() => ({ cache: cb.Cache.local(cb.LocalCacheMode.SOURCE, cb.LocalCacheMode.CUSTOM) })),
  'bucket cache': step((stack) => ({ cache: cb.Cache.bucket(new s3.Bucket(stack, 'Cache'), { prefix: 'p' }) })),
  logging: step((stack) => ({
    logging: {
      cloudWatch: { logGroup: new logs.LogGroup(stack, 'Log'), prefix: 'p' },
      s3: { bucket: new s3.Bucket(stack, 'LogBucket'), encrypted: true },
    },
  })),
  'logging off': step(() => ({ logging: { cloudWatch: { enabled: false } } })),
  'ARM image': environment({
    buildImage: cb.LinuxArmBuildImage.AMAZON_LINUX_2_STANDARD_3_0,
    computeType: cb.ComputeType.SMALL,
  }),
  'Windows image': environment({
    buildImage: cb.WindowsBuildImage.WIN_SERVER_CORE_2019_BASE_3_0,
    computeType: cb.ComputeType.MEDIUM,
  }),
  'Lambda image': environment({
    buildImage: cb.LinuxLambdaBuildImage.AMAZON_LINUX_2023_NODE_20,
    computeType: cb.ComputeType.LAMBDA_1GB,
  }),
  'registry image': environment({ buildImage: cb.LinuxBuildImage.fromDockerRegistry('public.ecr.aws/x/y:1') }),
  'asset image': step((stack) => ({
    buildEnvironment: { buildImage: cb.LinuxBuildImage.fromEcrRepository(imageAsset(stack).repository, 'tag') },
  })),
  'environment variables of all kinds': step((stack) => ({
    env: { PLAIN: 'shell', SHARED: 'shell' },
    buildEnvironment: {
      environmentVariables: {
        SHARED: { value: 'environment' },
        NUMBER: { value: 1 },
        TRUTH: { value: true },
        PARAM: { type: cb.BuildEnvironmentVariableType.PARAMETER_STORE, value: '/a/b' },
        SSM: {
          type: cb.BuildEnvironmentVariableType.PARAMETER_STORE,
          value: new ssm.StringParameter(stack, 'P', { stringValue: 'x' }).parameterName,
        },
        SECRET: { type: cb.BuildEnvironmentVariableType.SECRETS_MANAGER, value: 'secret:key' },
        OWN: { type: cb.BuildEnvironmentVariableType.SECRETS_MANAGER, value: new secrets.Secret(stack, 'S').secretArn },
        TOKEN: { value: cdk.Aws.STACK_ID },
      },
    },
  })),
  'privileged, compute type and certificate': step((stack) => ({
    buildEnvironment: {
      privileged: true,
      computeType: cb.ComputeType.X2_LARGE,
      certificate: { bucket: new s3.Bucket(stack, 'Certs'), objectKey: 'cert.pem' },
    },
  })),
  'partial buildspec: phases, reports, caches and env': step(() => ({
    installCommands: ['own install'],
    env: { A: 'a' },
    partialBuildSpec: spec({
      env: { shell: 'bash', variables: { V: 'v' }, 'secrets-manager': { S: 's:k' }, 'git-credential-helper': 'yes' },
      phases: {
        install: { 'runtime-versions': { nodejs: '20' }, commands: ['their install'] },
        pre_build: { commands: ['before'] },
        build: { commands: ['theirs'], 'on-failure': 'ABORT' },
        post_build: { commands: ['after'], finally: ['always'] },
      },
      reports: { unit: { files: ['**/*'], 'base-directory': 'reports' } },
      cache: { paths: ['node_modules/**/*'] },
      'run-as': 'root',
    }),
  })),
  'partial buildspec with a report grants its creation': step(() => ({
    partialBuildSpec: spec({ reports: { r: { files: ['x'] } } }),
  })),
  'partial buildspec with exported variables of its own': step(() => ({
    partialBuildSpec: spec({ env: { 'exported-variables': ['X'] } }),
  })),
  'partial buildspec with tokens': step((stack) => ({
    partialBuildSpec: spec({
      phases: { pre_build: { commands: [`aws s3 ls ${new s3.Bucket(stack, 'B').bucketName}`] } },
    }),
  })),
  'commands with tokens': step((stack) => ({
    commands: [`aws s3 ls ${new s3.Bucket(stack, 'B').bucketName}`, `echo ${stack.region}`],
  })),
  'install commands': step(() => ({ installCommands: ['a', 'b'] })),
  'several inputs and outputs': step((_, lib) => ({
    input: connection(lib, 'o/a'),
    additionalInputs: { x: connection(lib, 'o/x') },
    primaryOutputDirectory: 'out',
  })),
};
