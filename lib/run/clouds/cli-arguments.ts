import type { Environment } from './targets';

/** What the CDK CLI is asked to do. */
export type CliTask = 'update' | 'prepare' | 'execute' | 'publish' | 'diff';

/** As CloudFormation actions of the pipeline call it. */
const CHANGE_SET = 'PipelineChange';

/** Of what is asked, it says all on standard output; nobody is there to answer. */
const QUIET = ['--ci', '--no-notices', '--no-color'];

/** All that the cloud assembly has; to execute a change set, the CLI wants them named. */
const DEPLOY = ['deploy', '**', '--require-approval=never', '--progress=events'];

const COMMANDS: Readonly<Record<CliTask, readonly string[]>> = {
  update: DEPLOY,
  prepare: [...DEPLOY, '--method=prepare-change-set', `--change-set-name=${CHANGE_SET}`],
  execute: [...DEPLOY, '--method=execute-change-set', `--change-set-name=${CHANGE_SET}`],
  publish: ['publish-assets', '--all', '--unstable=publish-assets'],
  diff: ['diff', '--security-only', '--fail'],
};

export interface CliPlace {
  /** The cloud assembly. */
  readonly app: string;
  /** File that outputs of stacks are written to. */
  readonly outputs?: string;
  readonly profile?: string;
}

export function argumentsOf(task: CliTask, { app, outputs, profile }: CliPlace): string[] {
  const wantsOutputs = task === 'update' || task === 'execute';
  return [
    ...COMMANDS[task],
    `--app=${app}`,
    ...QUIET,
    ...(wantsOutputs && outputs !== undefined ? [`--outputs-file=${outputs}`] : []),
    ...(profile === undefined ? [] : [`--profile=${profile}`]),
  ];
}

/** What an emulator needs once: roles, and a bucket for assets. */
export function bootstrapArguments(to: Environment, qualifier: string, trusted: string | undefined): string[] {
  const isDefault = qualifier === DEFAULT_QUALIFIER;
  const policy = 'arn:aws:iam::aws:policy/AdministratorAccess';
  return [
    'bootstrap',
    `aws://${to.account}/${to.region}`,
    ...QUIET,
    ...(isDefault ? [] : [`--qualifier=${qualifier}`, `--toolkit-stack-name=CDKToolkit-${qualifier}`]),
    ...(trusted === undefined || trusted === to.account
      ? []
      : [`--trust=${trusted}`, `--cloudformation-execution-policies=${policy}`]),
  ];
}

const DEFAULT_QUALIFIER = 'hnb659fds';

/** The bootstrap stack that a role is from; nothing, of a role with another name. */
export function qualifierOf(roleArn: string | undefined): string | undefined {
  return /:role\/cdk-([a-z0-9]+)-deploy-role-/.exec(roleArn ?? '')?.[1];
}

export interface Access {
  readonly endpoint?: string;
  readonly profile?: string;
  /** Whose credentials an emulator gets. */
  readonly account?: string;
  readonly region?: string;
}

/** What of the environment the CDK CLI must not find: it gets all that it needs as arguments, but how images are built. */
const WITHHELD = /^CDK_(?!DOCKER$)/;
const OF_AWS = /^AWS_/;
/** Of single services: they count more than the endpoint of all. */
const ENDPOINTS = /^AWS_(ENDPOINT_URL|IGNORE_CONFIGURED_ENDPOINT_URLS)/;
const CREDENTIALS = /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|PROFILE|DEFAULT_PROFILE)$/;

/**
 * The environment of the CDK CLI. An emulator gets made-up credentials, of which the access key is the number of an account: those that have
 * several accounts tell them apart by it. AWS gets those of the profile, or what the user has.
 */
export function cliEnvironment(
  host: NodeJS.ProcessEnv,
  { endpoint, profile, account, region }: Access,
): NodeJS.ProcessEnv {
  const isGone = (name: string) =>
    WITHHELD.test(name) ||
    (endpoint !== undefined && (profile === undefined ? OF_AWS : ENDPOINTS).test(name)) ||
    (profile !== undefined && CREDENTIALS.test(name));
  const rest = Object.entries(host).filter(([name]) => !isGone(name));
  return {
    ...Object.fromEntries(rest),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    NO_COLOR: '1',
    ...(region === undefined ? {} : { AWS_REGION: region, AWS_DEFAULT_REGION: region }),
    ...(endpoint === undefined ? {} : emulator(endpoint, profile, account)),
  };
}

function emulator(endpoint: string, profile: string | undefined, account = '000000000000'): NodeJS.ProcessEnv {
  const made = { AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'emulator' };
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...(profile === undefined ? made : {}),
  };
}
