import type { Capability, Lost } from './capability';

const NETWORK: Lost = {
  is: 'error',
  loss: 'machines of GitHub are not in your network',
  fix: "run it on a self-hosted runner in that network: workflow.configureStep(step, { runner: Runner.selfHosted(['vpc']) })",
  keptBy: ['runner'],
};

const IMAGE: Lost = {
  is: 'error',
  loss: 'GitHub does not have the images of CodeBuild',
  fix: "name an image, or a machine: workflow.configureStep(step, { container: { image: 'node:22' } })",
  keptBy: ['container', 'runner'],
};

const MACHINE_OF_CODEBUILD: Lost = {
  is: 'error',
  loss: 'only CodeBuild has it',
  fix: "take a runner that has what it is for: workflow.configureStep(step, { runner: Runner.selfHosted(['…']) })",
  keptBy: ['runner'],
};

/** Properties of `CodeBuildStep`, beside those of scripts. */
export const OF_CODEBUILD = {
  timeout: { is: 'emitted', but: 'error', where: 'a machine of GitHub works on one job for six hours at most' },
  role: { is: 'emitted', but: 'error', where: 'the ARN is not known when the workflow is written' },
  rolePolicyStatements: {
    is: 'error',
    loss: 'a workflow makes no roles',
    fix: 'make a role that may do that and trusts GitHub (github.GitHubActionRole), and write workflow.configureStep(step, { awsCreds: AwsCredentials.fromOpenIdConnect({ … }) })',
    keptBy: ['awsCreds'],
  },
  partialBuildSpec: {
    is: 'error',
    loss: 'a buildspec is for CodeBuild',
    fix: 'write what it does as installCommands, commands and env of the step',
  },
  vpc: NETWORK,
  subnetSelection: NETWORK,
  securityGroups: NETWORK,
  fileSystemLocations: {
    ...NETWORK,
    loss: 'machines of GitHub mount no file systems',
    fix: "run it on a self-hosted runner that has mounted them: workflow.configureStep(step, { runner: Runner.selfHosted(['efs']) })",
  },
  cache: {
    is: 'warning',
    loss: 'nothing is kept from one run to the next, so it takes longer',
    fix: 'use a GitHubActionStep with actions/cache where that matters',
  },
  logging: {
    is: 'warning',
    loss: 'logs are on the page of the run, and nowhere else',
    fix: 'let a command send elsewhere what must be kept for longer than the repository keeps logs',
  },
  projectName: { is: 'warning', loss: 'there is no project of CodeBuild', fix: 'leave it out' },
  actionRole: { is: 'warning', loss: 'no role is needed to start a job', fix: 'leave it out' },
  buildEnvironment: 'emitted',
} as const satisfies Readonly<Record<string, Capability>>;

/** Properties of what CodeBuild calls the environment of a build. */
export const OF_ENVIRONMENTS = {
  buildImage: IMAGE,
  computeType: {
    is: 'warning',
    loss: 'machines of GitHub have the size that the runner says',
    fix: "choose one: workflow.configureStep(step, { runner: Runner.hosted('ubuntu-24.04-16core') })",
    keptBy: ['runner'],
  },
  privileged: { is: 'emitted', but: 'warning', where: 'a container has no Docker; machines of GitHub with Linux do' },
  certificate: MACHINE_OF_CODEBUILD,
  fleet: MACHINE_OF_CODEBUILD,
  dockerServer: MACHINE_OF_CODEBUILD,
  environmentVariables: {
    is: 'emitted',
    but: 'error',
    where: 'the value is kept in Secrets Manager or in Parameter Store',
  },
} as const satisfies Readonly<Record<string, Capability>>;

/** All that a step may ask of its machine. */
export const OF_MACHINES: Readonly<Record<string, Capability>> = { ...OF_CODEBUILD, ...OF_ENVIRONMENTS };
