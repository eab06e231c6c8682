import { Aws, Duration, Lazy } from 'aws-cdk-lib';
import { github } from '../../../lib';

const { AwsCredentials } = github;
const ROLE = 'arn:aws:iam::111111111111:role/GitHubActionRole';

const oidc = (props: Partial<github.OpenIdConnectProviderProps>) => () =>
  AwsCredentials.fromOpenIdConnect({ gitHubActionRoleArn: ROLE, ...props });
const secrets = (props: github.GitHubSecretsProviderProps) => () => AwsCredentials.fromGitHubSecrets(props);

describe('what is given is what the engine gets', () => {
  test('a role', () => {
    expect(oidc({})()._data).toEqual({ kind: 'oidc', roleArn: ROLE });
  });

  test('a role, its session and how long it lasts', () => {
    const props = { roleSessionName: 'Deploy@main', sessionDuration: Duration.hours(2) };
    expect(oidc(props)()._data).toEqual({
      ...{ kind: 'oidc', roleArn: ROLE, sessionName: 'Deploy@main', durationSeconds: 7200 },
    });
  });

  test.each([
    'arn:aws-us-gov:iam::111111111111:role/Deploy',
    'arn:aws-cn:iam::111111111111:role/path/to/Deploy+a=b,c.d@e-f_g',
  ])('the role %s', (gitHubActionRoleArn) => {
    expect(oidc({ gitHubActionRoleArn })()._data).toEqual({ kind: 'oidc', roleArn: gitHubActionRoleArn });
  });

  test('secrets have the names that AWS has for environment variables', () => {
    expect(AwsCredentials.fromGitHubSecrets()._data).toEqual({
      kind: 'secrets',
      accessKeyId: 'AWS_ACCESS_KEY_ID',
      secretAccessKey: 'AWS_SECRET_ACCESS_KEY',
    });
  });

  test('other secrets, and a role that is assumed with them', () => {
    const names = { accessKeyId: 'KEY_ID', secretAccessKey: '_key', sessionToken: 'Token1' };
    expect(secrets({ ...names, roleToAssume: ROLE })()._data).toEqual({ kind: 'secrets', ...names, roleArn: ROLE });
  });

  test('the runner has credentials', () => {
    expect(AwsCredentials.runnerHasPreconfiguredCreds()._data).toEqual({ kind: 'runner' });
  });
});

describe('bad input', () => {
  test.each([
    ['arn:aws:iam::1111:role/Deploy'],
    ['arn:aws:iam::111111111111:user/Deploy'],
    ['arn:aws:sts::111111111111:assumed-role/Deploy/me'],
    ['arn:aws:iam::111111111111:role/'],
    ['arn:aws:iam::111111111111:role/De ploy'],
    ['Deploy'],
    [''],
    [undefined as unknown as string],
  ])('%s is no role', (gitHubActionRoleArn) => {
    expect(oidc({ gitHubActionRoleArn })).toThrow(/as gitHubActionRoleArn\. Expected: the ARN of a role/);
  });

  test.each([
    ['a part', `arn:aws:iam::${Aws.ACCOUNT_ID}:role/Deploy`],
    ['all of it', Lazy.string({ produce: () => ROLE })],
  ])('a role of which %s is known to a deployment only', (_, gitHubActionRoleArn) => {
    expect(oidc({ gitHubActionRoleArn })).toThrow(
      /a CDK token as gitHubActionRoleArn\. Expected: .*a workflow file cannot hold what is known at deployment only/,
    );
    expect(secrets({ roleToAssume: gitHubActionRoleArn })).toThrow(/a CDK token as roleToAssume/);
  });

  test.each(['a', 'has space', 'x'.repeat(65), 'slash/', Aws.STACK_NAME])('%s is no name of a session', (name) => {
    expect(oidc({ roleSessionName: name })).toThrow(/as roleSessionName\. Expected: 2 to 64 letters/);
  });

  test.each([
    ['too short', Duration.minutes(14), 'a duration of 840 seconds'],
    ['too long', Duration.hours(13), 'a duration of 46800 seconds'],
    ['not in whole seconds', Duration.millis(900_500), 'a duration of 900.5 seconds'],
    ['a number', 3600 as unknown as Duration, 'the number 3600'],
  ])('a session that is %s', (_, sessionDuration, given) => {
    expect(oidc({ sessionDuration })).toThrow(`${given} as sessionDuration. Expected: 900 to 43200 whole seconds`);
  });

  test.each(['GITHUB_KEY', 'github_key', '1KEY', 'MY-KEY', '', 'a b'])('%s is no name of a secret', (accessKeyId) => {
    expect(secrets({ accessKeyId })).toThrow(/as accessKeyId\. Expected: the name of a secret/);
  });

  test('the id of an access key is no name of a secret', () => {
    expect(secrets({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE' })).toThrow(/text that cannot be a name as accessKeyId/);
  });

  test('what may be the value of a secret is not repeated', () => {
    const key = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    let message = '';
    try {
      secrets({ secretAccessKey: key })();
    } catch (e) {
      message = (e as Error).message;
    }
    expect(message).toMatch(/as secretAccessKey/);
    expect(message).not.toContain('wJalr');
  });

  test('one secret cannot be two', () => {
    expect(secrets({ accessKeyId: 'KEY', secretAccessKey: 'key' })).toThrow(
      /'KEY, key' as the names of several secrets\. Expected: a secret for each/,
    );
  });

  test('everything at once', () => {
    expect(oidc({ gitHubActionRoleArn: 'x', roleSessionName: '?', sessionDuration: Duration.days(1) })).toThrow(
      /^3 problems:\n.*gitHubActionRoleArn[^]*roleSessionName[^]*sessionDuration/,
    );
  });

  test('options that are none', () => {
    expect(() => AwsCredentials.fromOpenIdConnect(ROLE as never)).toThrow(/as its options\. Expected: an object/);
    expect(() => AwsCredentials.fromGitHubSecrets('KEY' as never)).toThrow(/as its options\. Expected: an object/);
  });
});
