import type { BuildSpec } from '../spec';
import { list, literal, maybe, object, str, strings, type Code } from './code';
import type { Program } from './program';

const IMAGES = {
  standard: 'cdk.aws_codebuild.LinuxBuildImage.STANDARD_6_0',
  amazon: 'cdk.aws_codebuild.LinuxBuildImage.AMAZON_LINUX_2_5',
  arm: 'cdk.aws_codebuild.LinuxArmBuildImage.AMAZON_LINUX_2_STANDARD_3_0',
  registry: "cdk.aws_codebuild.LinuxBuildImage.fromDockerRegistry('node:20')",
};

const TYPES = { plain: undefined, parameter: 'PARAMETER_STORE', secret: 'SECRETS_MANAGER' };

/** What `CodeBuildStepProps` and `CodeBuildOptions` have in common; they name their policies differently. */
export function buildOptions(
  p: Program,
  b: BuildSpec,
  policyMember: 'rolePolicy' | 'rolePolicyStatements',
): Record<string, Code | undefined> {
  const vpc = b.vpc && p.once('vpc', "new cdk.aws_ec2.Vpc(stack, 'Vpc', { maxAzs: 1, natGateways: 1 })");
  return {
    buildEnvironment: environment(b),
    timeout: maybe(b.timeout, (minutes) => `cdk.Duration.minutes(${minutes})`),
    vpc,
    subnetSelection: b.vpc === 'subnets' ? '{ subnetType: cdk.aws_ec2.SubnetType.PUBLIC }' : undefined,
    securityGroups:
      b.vpc === 'groups'
        ? list([p.once('group', "new cdk.aws_ec2.SecurityGroup(stack, 'Group', { vpc })")])
        : undefined,
    [policyMember]: maybe(b.policy, (actions) =>
      list([`new cdk.aws_iam.PolicyStatement({ actions: ${strings(actions)}, resources: ['*'] })`]),
    ),
    partialBuildSpec: maybe(b.partial, (kind) => `cdk.aws_codebuild.BuildSpec.fromObject(${partial(p, kind)})`),
    cache: maybe(b.cache, (kind) =>
      kind === 'local'
        ? 'cdk.aws_codebuild.Cache.local(cdk.aws_codebuild.LocalCacheMode.SOURCE)'
        : `cdk.aws_codebuild.Cache.bucket(${p.once('cache', "new cdk.aws_s3.Bucket(stack, 'Cache')")})`,
    ),
    logging: b.logging
      ? `{ cloudWatch: { logGroup: ${p.once('log', "new cdk.aws_logs.LogGroup(stack, 'Log')")} } }`
      : undefined,
  };
}

function environment({ image, compute, privileged, variables }: BuildSpec): Code | undefined {
  const members = {
    buildImage: image && IMAGES[image],
    computeType: compute && `cdk.aws_codebuild.ComputeType.${compute}`,
    privileged: literal(privileged),
    environmentVariables: maybe(variables, (all) =>
      object(
        Object.fromEntries(
          all.map(({ name, type }) => [
            name,
            object({
              value: str(`/value/of/${name}`),
              type: TYPES[type] && `cdk.aws_codebuild.BuildEnvironmentVariableType.${TYPES[type]}`,
            }),
          ]),
        ),
      ),
    ),
  };
  return Object.values(members).some((m) => m !== undefined) ? object(members) : undefined;
}

function partial(p: Program, kind: NonNullable<BuildSpec['partial']>): Code {
  switch (kind) {
    case 'install':
      return "{ phases: { install: { commands: ['extra'], 'runtime-versions': { nodejs: '20' } } } }";
    case 'phases':
      return "{ version: '0.2', phases: { pre_build: { commands: ['pre'] }, build: { 'on-failure': 'ABORT' }, post_build: { commands: ['post'] } } }";
    case 'report':
      return "{ reports: { unit: { files: ['**/*'] } }, cache: { paths: ['x'] } }";
    case 'env':
      return "{ env: { variables: { FROM: 'spec' }, shell: 'bash' } }";
    case 'token':
      return `{ phases: { pre_build: { commands: ['echo ' + ${p.once('data', "new cdk.aws_s3.Bucket(stack, 'Data')")}.bucketName] } } }`;
  }
}
