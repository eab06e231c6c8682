import type { Duration } from 'aws-cdk-lib';
import type { CredentialsData } from './private/credentials-data';
import { demandName, demandOptions, demandRoleArn, demandSessionName, isGiven, secondsOf } from './private/inputs';
import { demand, inputsOf, refuse } from '../../private/inputs';

/**
 * Options of `AwsCredentials.fromOpenIdConnect()`.
 */
export interface OpenIdConnectProviderProps {
  /**
   * ARN of the role that jobs assume: `arn:aws:iam::111111111111:role/GitHubActionRole`. Its trust policy decides which jobs may:
   * see `GitHubActionRole`. It is written into the workflow file: text that only a deployment knows is an error, a `GitHubExpression` is not.
   */
  readonly gitHubActionRoleArn: string;

  /**
   * What the session is called in logs of AWS: 2 to 64 letters, digits and `_+=,.@-`; another one is an error.
   *
   * @default - what the action `aws-actions/configure-aws-credentials` calls it, `GitHubActions`
   */
  readonly roleSessionName?: string;

  /**
   * How long the credentials of a job last: 15 minutes to 12 hours, in whole seconds, and not longer than the role allows in its
   * `maxSessionDuration`. A job that deploys for longer fails.
   *
   * @default - one hour
   */
  readonly sessionDuration?: Duration;
}

/**
 * Options of `AwsCredentials.fromGitHubSecrets()`. They are names of secrets, never their values: letters, digits and `_`, not
 * starting with a digit or with `GITHUB_`; another one is an error.
 */
export interface GitHubSecretsProviderProps {
  /**
   * Name of the secret that holds the access key id.
   *
   * @default 'AWS_ACCESS_KEY_ID'
   */
  readonly accessKeyId?: string;

  /**
   * Name of the secret that holds the secret access key.
   *
   * @default 'AWS_SECRET_ACCESS_KEY'
   */
  readonly secretAccessKey?: string;

  /**
   * Name of the secret that holds the session token.
   *
   * @default - no session token: the keys are those of an IAM user
   */
  readonly sessionToken?: string;

  /**
   * ARN of a role that jobs assume with these keys.
   *
   * @default - jobs work as the owner of the keys
   */
  readonly roleToAssume?: string;
}

/**
 * How jobs of a workflow get credentials for AWS.
 *
 * @see https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
 * @example
 * const awsCreds = pipelines.github.AwsCredentials.fromOpenIdConnect({
 *   gitHubActionRoleArn: 'arn:aws:iam::111111111111:role/GitHubActionRole',
 * });
 */
export class AwsCredentials {
  /**
   * Jobs show AWS a token that GitHub has signed, and assume a role. No key of AWS is kept in GitHub.
   *
   * @param props which role, and for how long; what AWS would refuse is an error
   */
  public static fromOpenIdConnect(props: OpenIdConnectProviderProps): AwsCredentials {
    const inputs = inputsOf('AwsCredentials.fromOpenIdConnect()');
    const { gitHubActionRoleArn, roleSessionName, sessionDuration } = demandOptions(inputs, props, OPEN_ID_CONNECT);
    demandRoleArn(inputs, 'gitHubActionRoleArn', gitHubActionRoleArn);
    if (isGiven(roleSessionName)) demandSessionName(inputs, 'roleSessionName', roleSessionName);
    const durationSeconds = isGiven(sessionDuration)
      ? secondsOf(inputs, 'sessionDuration', sessionDuration, { least: 900, most: 43_200 })
      : undefined;
    refuse(inputs);
    return new AwsCredentials({
      kind: 'oidc',
      roleArn: gitHubActionRoleArn!,
      ...(isGiven(roleSessionName) && { sessionName: roleSessionName }),
      ...(durationSeconds !== undefined && { durationSeconds }),
    });
  }

  /**
   * Jobs use access keys that are kept as secrets of the repository, its environment or its organization.
   *
   * @param props names of the secrets
   */
  public static fromGitHubSecrets(props: GitHubSecretsProviderProps = {}): AwsCredentials {
    const inputs = inputsOf('AwsCredentials.fromGitHubSecrets()');
    const { accessKeyId, secretAccessKey, sessionToken, roleToAssume } = demandOptions(inputs, props, SECRETS);
    const names = {
      accessKeyId: accessKeyId ?? 'AWS_ACCESS_KEY_ID',
      secretAccessKey: secretAccessKey ?? 'AWS_SECRET_ACCESS_KEY',
      ...(isGiven(sessionToken) && { sessionToken }),
    };
    for (const [property, name] of Object.entries(names)) demandName(inputs, 'a secret', property, name);
    demand(
      inputs,
      new Set(Object.values(names).map((name) => `${name}`.toUpperCase())).size === Object.keys(names).length,
      'the names of several secrets',
      Object.values(names).join(', '),
      'a secret for each: case does not count',
      'give each its own name',
    );
    if (isGiven(roleToAssume)) demandRoleArn(inputs, 'roleToAssume', roleToAssume);
    refuse(inputs);
    return new AwsCredentials({ kind: 'secrets', ...names, ...(isGiven(roleToAssume) && { roleArn: roleToAssume }) });
  }

  /**
   * Jobs have credentials already: a self-hosted runner, such as an EC2 instance with a role.
   */
  public static runnerHasPreconfiguredCreds(): AwsCredentials {
    return new AwsCredentials({ kind: 'runner' });
  }

  /** @internal */
  public readonly _data: CredentialsData;

  private constructor(data: CredentialsData) {
    this._data = data;
  }
}

const OPEN_ID_CONNECT = {
  example: "{ gitHubActionRoleArn: 'arn:aws:iam::111111111111:role/GitHubActionRole' }",
  names: { gitHubActionRoleArn: true, roleSessionName: true, sessionDuration: true },
} as const;

const SECRETS = {
  example: '{ }',
  names: { accessKeyId: true, secretAccessKey: true, sessionToken: true, roleToAssume: true },
} as const;
