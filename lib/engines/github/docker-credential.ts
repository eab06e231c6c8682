import type { DockerLogin, LoginUsage } from './private/docker-login';
import { demandName, demandOptions, demandRoleArn, demandText, isGiven } from './private/inputs';
import { demand, type Inputs, inputsOf, isList, refuse } from '../../private/inputs';

/**
 * Which jobs log in to a container registry.
 */
export enum GitHubDockerCredentialUsage {
  /** The one that makes the cloud assembly. */
  SYNTH = 'SYNTH',

  /** Those that publish images. */
  ASSET_PUBLISHING = 'ASSET_PUBLISHING',
}

/**
 * Options that logins to all registries have.
 */
export interface GitHubDockerCredentialOptions {
  /**
   * Which jobs log in. An empty list is an error.
   *
   * @default - all that may need it: the one that makes the cloud assembly, and those that publish images
   */
  readonly usages?: GitHubDockerCredentialUsage[];
}

/**
 * Options of `GitHubDockerCredential.dockerHub()`: names of secrets, never their values.
 */
export interface DockerHubCredentialOptions extends GitHubDockerCredentialOptions {
  /**
   * Name of the secret that holds the user name.
   *
   * @default 'DOCKERHUB_USERNAME'
   */
  readonly usernameKey?: string;

  /**
   * Name of the secret that holds the personal access token.
   *
   * @default 'DOCKERHUB_TOKEN'
   */
  readonly personalAccessTokenKey?: string;
}

/**
 * Options of `GitHubDockerCredential.customRegistry()`: names of secrets, never their values.
 */
export interface CustomRegistryCredentialOptions extends GitHubDockerCredentialOptions {
  /** Name of the secret that holds the user name. */
  readonly usernameKey: string;

  /** Name of the secret that holds the password. */
  readonly passwordKey: string;
}

/**
 * Options of `GitHubDockerCredential.ecr()`.
 */
export interface EcrRegistryCredentialOptions extends GitHubDockerCredentialOptions {
  /**
   * ARN of a role that asks ECR for the login, in place of the role of the job. It must trust the same jobs, see `GitHubActionRole`.
   *
   * @default - the role of the job asks; for the synth, that of `awsCreds` of the workflow. Its commands do not get the credentials, but
   * they could get some for themselves: GitHub gives its token to the whole job. So this gives a warning
   */
  readonly roleToAssume?: string;
}

/**
 * A login to a container registry, for jobs that pull or push images.
 *
 * @example
 * const dockerCredentials = [
 *   pipelines.github.GitHubDockerCredential.ghcr(),
 *   pipelines.github.GitHubDockerCredential.customRegistry('registry.example.com', {
 *     usernameKey: 'REGISTRY_USER',
 *     passwordKey: 'REGISTRY_PASSWORD',
 *   }),
 * ];
 */
export class GitHubDockerCredential {
  /**
   * A login to Docker Hub, with a personal access token.
   *
   * @param options names of the secrets, and who logs in
   */
  public static dockerHub(options: DockerHubCredentialOptions = {}): GitHubDockerCredential {
    const inputs = inputsOf('GitHubDockerCredential.dockerHub()');
    const given = demandOptions(inputs, options, DOCKER_HUB);
    const { usernameKey = 'DOCKERHUB_USERNAME', personalAccessTokenKey = 'DOCKERHUB_TOKEN' } = given;
    demandName(inputs, 'a secret', 'usernameKey', usernameKey);
    demandName(inputs, 'a secret', 'personalAccessTokenKey', personalAccessTokenKey);
    const usages = usagesIn(inputs, given);
    refuse(inputs);
    const secrets = { usernameSecret: usernameKey, passwordSecret: personalAccessTokenKey };
    return new GitHubDockerCredential({ kind: 'secrets', registry: 'docker.io', ...secrets, usages });
  }

  /**
   * A login to the container registry of GitHub, `ghcr.io`, with the token that GitHub makes for the job: it can read what the
   * repository may read.
   *
   * @param options who logs in
   */
  public static ghcr(options: GitHubDockerCredentialOptions = {}): GitHubDockerCredential {
    const inputs = inputsOf('GitHubDockerCredential.ghcr()');
    const given = demandOptions(inputs, options, GHCR);
    const usages = usagesIn(inputs, given);
    refuse(inputs);
    return new GitHubDockerCredential({ kind: 'token', registry: 'ghcr.io', usages });
  }

  /**
   * A login to Amazon ECR, with the credentials for AWS of the job.
   *
   * @param registry `111111111111.dkr.ecr.eu-west-1.amazonaws.com`, or `public.ecr.aws`; another one is an error
   * @param options role to assume, and who logs in
   */
  public static ecr(registry: string, options: EcrRegistryCredentialOptions = {}): GitHubDockerCredential {
    const inputs = inputsOf('GitHubDockerCredential.ecr()');
    const given = demandOptions(inputs, options, ECR);
    const { roleToAssume } = given;
    demandText(inputs, 'registry', registry, ECR_HOST);
    if (isGiven(roleToAssume)) demandRoleArn(inputs, 'roleToAssume', roleToAssume);
    const usages = usagesIn(inputs, given);
    refuse(inputs);
    const [, account, region] = ECR_HOST.pattern.exec(registry)!;
    const parts = account ? { account, region } : {};
    const role = isGiven(roleToAssume) ? { roleArn: roleToAssume } : {};
    return new GitHubDockerCredential({ kind: 'ecr', registry, ...parts, ...role, usages });
  }

  /**
   * A login to any registry.
   *
   * @param registry its host, without `https://`: `registry.example.com`, `registry.example.com:5000`; another form is an error
   * @param options names of the secrets, and who logs in
   */
  public static customRegistry(registry: string, options: CustomRegistryCredentialOptions): GitHubDockerCredential {
    const inputs = inputsOf('GitHubDockerCredential.customRegistry()');
    const given = demandOptions(inputs, options, CUSTOM);
    demandText(inputs, 'registry', registry, HOST);
    demandName(inputs, 'a secret', 'usernameKey', given.usernameKey);
    demandName(inputs, 'a secret', 'passwordKey', given.passwordKey);
    const usages = usagesIn(inputs, given);
    refuse(inputs);
    const secrets = { usernameSecret: given.usernameKey!, passwordSecret: given.passwordKey! };
    return new GitHubDockerCredential({ kind: 'secrets', registry, ...secrets, usages });
  }

  /** @internal */
  public readonly _data: DockerLogin;

  private constructor(data: DockerLogin) {
    this._data = data;
  }
}

const DOCKER_HUB = {
  example: "{ usernameKey: 'DOCKERHUB_USERNAME' }",
  names: { usernameKey: true, personalAccessTokenKey: true, usages: true },
} as const;

const GHCR = { example: '{ usages: [GitHubDockerCredentialUsage.SYNTH] }', names: { usages: true } } as const;

const ECR = {
  example: "{ roleToAssume: 'arn:aws:iam::111111111111:role/Pull' }",
  names: { roleToAssume: true, usages: true },
} as const;

const CUSTOM = {
  example: "{ usernameKey: 'REGISTRY_USER', passwordKey: 'REGISTRY_PASSWORD' }",
  names: { usernameKey: true, passwordKey: true, usages: true },
} as const;

const ECR_HOST = {
  pattern: /^(?:(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z]{2}[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?|public\.ecr\.aws)$/,
  expected: 'a registry of ECR, as 111111111111.dkr.ecr.eu-west-1.amazonaws.com or public.ecr.aws',
  fix: 'write the part of the address of an image that comes before the first /',
};

const HOST = {
  pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d{1,5})?$/i,
  expected: 'the host of a registry, without https:// and without a path',
  fix: "write 'registry.example.com', for example",
};

const USAGES = Object.values(GitHubDockerCredentialUsage).map((usage): LoginUsage => `${usage}`);

function usagesIn(inputs: Inputs, { usages }: GitHubDockerCredentialOptions): readonly LoginUsage[] {
  if (!isGiven(usages)) return USAGES;
  const fix = 'take values of GitHubDockerCredentialUsage, or leave it out';
  const given: readonly string[] = isList(usages) ? [...usages] : [];
  demand(inputs, given.length > 0, 'usages', usages, 'a list of who logs in, not empty', fix);
  const isUsage = (usage: string) => (USAGES as readonly string[]).includes(usage);
  given.forEach((usage, i) =>
    demand(inputs, isUsage(usage), `usages[${i}]`, usage, `one of ${USAGES.join(', ')}`, fix),
  );
  return USAGES.filter((usage) => given.includes(usage));
}
