import { Aws } from 'aws-cdk-lib';
import { github } from '../../../lib';

const { GitHubDockerCredential, GitHubDockerCredentialUsage } = github;
const usages = ['SYNTH', 'ASSET_PUBLISHING'];
const ECR = '111111111111.dkr.ecr.eu-west-1.amazonaws.com';
const ROLE = 'arn:aws:iam::111111111111:role/Pull';

describe('what is given is what the engine gets', () => {
  test('Docker Hub', () => {
    expect(GitHubDockerCredential.dockerHub()._data).toEqual({
      ...{ kind: 'secrets', registry: 'docker.io', usages },
      ...{ usernameSecret: 'DOCKERHUB_USERNAME', passwordSecret: 'DOCKERHUB_TOKEN' },
    });
    const options = { usernameKey: 'USER', personalAccessTokenKey: 'TOKEN' };
    expect(GitHubDockerCredential.dockerHub(options)._data).toMatchObject({
      ...{ usernameSecret: 'USER', passwordSecret: 'TOKEN' },
    });
  });

  test('the registry of GitHub', () => {
    expect(GitHubDockerCredential.ghcr()._data).toEqual({ kind: 'token', registry: 'ghcr.io', usages });
  });

  test.each([
    [ECR, { account: '111111111111', region: 'eu-west-1' }],
    ['222222222222.dkr.ecr.cn-north-1.amazonaws.com.cn', { account: '222222222222', region: 'cn-north-1' }],
    ['222222222222.dkr.ecr-fips.us-gov-west-1.amazonaws.com', { account: '222222222222', region: 'us-gov-west-1' }],
    ['public.ecr.aws', {}],
  ])('%s', (registry, parts) => {
    expect(GitHubDockerCredential.ecr(registry)._data).toEqual({ kind: 'ecr', registry, ...parts, usages });
  });

  test('ECR with a role of its own', () => {
    expect(GitHubDockerCredential.ecr(ECR, { roleToAssume: ROLE })._data).toMatchObject({ roleArn: ROLE });
  });

  test.each(['registry.example.com', 'localhost:5000', 'a'])('%s', (registry) => {
    const options = { usernameKey: 'USER', passwordKey: 'PASSWORD' };
    expect(GitHubDockerCredential.customRegistry(registry, options)._data).toEqual({
      ...{ kind: 'secrets', registry, usages },
      ...{ usernameSecret: 'USER', passwordSecret: 'PASSWORD' },
    });
  });

  test('who logs in, once and in order', () => {
    const { SYNTH, ASSET_PUBLISHING } = GitHubDockerCredentialUsage;
    expect(GitHubDockerCredential.ghcr({ usages: [SYNTH] })._data.usages).toEqual(['SYNTH']);
    expect(GitHubDockerCredential.ghcr({ usages: [ASSET_PUBLISHING, SYNTH, SYNTH] })._data.usages).toEqual(usages);
  });
});

describe('bad input', () => {
  test.each(['https://registry.example.com', 'registry.example.com/team', '', 'a..b', 'a:b', Aws.REGION])(
    '%s is no registry',
    (registry) => {
      const options = { usernameKey: 'USER', passwordKey: 'PASSWORD' };
      expect(() => GitHubDockerCredential.customRegistry(registry, options)).toThrow(
        /as registry\. Expected: the host of a registry/,
      );
    },
  );

  test.each(['ecr.amazonaws.com', `${ECR}/repository`, '1.dkr.ecr.eu-west-1.amazonaws.com', 'ghcr.io', Aws.REGION])(
    '%s is no registry of ECR',
    (registry) => {
      expect(() => GitHubDockerCredential.ecr(registry)).toThrow(/as registry\. Expected: a registry of ECR/);
    },
  );

  test('names of secrets and a role, all at once', () => {
    expect(() => GitHubDockerCredential.customRegistry('/', { usernameKey: 'my-user' } as never)).toThrow(
      /^3 problems:\n.*registry[^]*usernameKey[^]*passwordKey/,
    );
    expect(() => GitHubDockerCredential.dockerHub({ usernameKey: '1', personalAccessTokenKey: '2' })).toThrow(
      /^2 problems:\n.*usernameKey[^]*personalAccessTokenKey/,
    );
    expect(() => GitHubDockerCredential.ecr(ECR, { roleToAssume: 'Pull' })).toThrow(/as roleToAssume\./);
  });

  test.each([[[]], [['SELF_UPDATE']], ['SYNTH']])('usages %j', (given) => {
    expect(() => GitHubDockerCredential.ghcr({ usages: given as never })).toThrow(/as usages/);
  });

  test('options that are none', () => {
    expect(() => GitHubDockerCredential.ghcr('x' as never)).toThrow(/as its options/);
  });
});
