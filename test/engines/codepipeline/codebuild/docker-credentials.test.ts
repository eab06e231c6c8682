import * as cdk from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secrets from 'aws-cdk-lib/aws-secretsmanager';
import { DockerCredential, DockerCredentialUsage } from '../../../../lib';
import { loginsFor } from '../../../../lib/engines/codepipeline/private/codebuild/project-defaults';
import { loginCommands } from '../../../../lib/jobs/docker-logins';

// Template validation is CDK's own and takes most of the time; the example apps run with it.
process.env.CDK_VALIDATION = 'false';

const { SYNTH, SELF_UPDATE, ASSET_PUBLISHING } = DockerCredentialUsage;
const SECRET_ARN = 'arn:aws:secretsmanager:us-east-1:111111111111:secret:login-abcdef';
const ROLE_ARN = 'arn:aws:iam::222222222222:role/reader';

let stack: cdk.Stack;
let secret: secrets.ISecret;
let builder: iam.Role;

beforeEach(() => {
  stack = new cdk.Stack(new cdk.App(), 'Stack', { env: { account: '111111111111', region: 'us-east-1' } });
  secret = secrets.Secret.fromSecretCompleteArn(stack, 'Secret', SECRET_ARN);
  builder = new iam.Role(stack, 'Builder', { assumedBy: new iam.ServicePrincipal('codebuild.amazonaws.com') });
});

/** The logins in the configuration that the commands write. */
function loginsIn(commands: readonly string[]): Record<string, object> {
  return JSON.parse(/^echo '(.*)' > /.exec(commands[1])![1]).domainCredentials;
}

const loginsOf = (...credentials: DockerCredential[]) =>
  loginsIn(loginCommands(loginsFor(SYNTH, credentials), 'linux', false));

describe('the commands', () => {
  const config = `{"version":"1.0","domainCredentials":{"r.example.com":{"secretsManagerSecretId":"${SECRET_ARN}"}}}`;

  test.each([
    ['linux', '$HOME/.cdk', '/'],
    ['windows', '%USERPROFILE%\\.cdk', '\\'],
  ] as const)('write the configuration where cdk-assets looks for it on %s', (os, directory, separator) => {
    const credential = DockerCredential.customRegistry('r.example.com', secret);
    expect(loginCommands(loginsFor(SYNTH, [credential]), os, false)).toEqual([
      `mkdir ${directory}`,
      `echo '${config}' > ${directory}${separator}cdk-docker-creds.json`,
    ]);
  });

  test('of several logins are still one configuration', () => {
    const [a, b] = ['a.example.com', 'b.example.com'].map((d) => DockerCredential.customRegistry(d, secret));
    expect(loginCommands(loginsFor(SYNTH, [a, b]), 'linux', false)).toHaveLength(2);
    expect(Object.keys(loginsOf(a, b))).toEqual(['a.example.com', 'b.example.com']);
  });
});

describe('usages', () => {
  const getting = (usages?: DockerCredentialUsage[]) => {
    const credential = DockerCredential.customRegistry('r.example.com', secret, { usages });
    return [SYNTH, SELF_UPDATE, ASSET_PUBLISHING].filter((usage) => loginsFor(usage, [credential]).length > 0);
  };

  test('left out: everybody gets the login', () => {
    expect(getting()).toEqual([SYNTH, SELF_UPDATE, ASSET_PUBLISHING]);
  });

  test('given: nobody else does', () => {
    expect(getting([SELF_UPDATE])).toEqual([SELF_UPDATE]);
  });

  test('none: nobody does', () => {
    expect(getting([])).toEqual([]);
  });

  test('leave the other logins alone', () => {
    const mine = DockerCredential.customRegistry('mine.example.com', secret, { usages: [SYNTH] });
    const other = DockerCredential.customRegistry('other.example.com', secret, { usages: [ASSET_PUBLISHING] });
    expect(Object.keys(loginsOf(mine, other))).toEqual(['mine.example.com']);
  });
});

describe('a login in a secret', () => {
  test('names its fields only if they are not the usual ones', () => {
    const secretUsernameField = 'user';
    const secretPasswordField = 'pass';
    expect(
      loginsOf(
        DockerCredential.customRegistry('usual', secret),
        DockerCredential.customRegistry('special', secret, { secretUsernameField, secretPasswordField }),
      ),
    ).toEqual({
      usual: { secretsManagerSecretId: SECRET_ARN },
      special: {
        secretsManagerSecretId: SECRET_ARN,
        secretsUsernameField: 'user',
        secretsPasswordField: 'pass',
      },
    });
  });

  test('to Docker Hub goes by the address that Docker itself uses', () => {
    expect(Object.keys(loginsOf(DockerCredential.dockerHub(secret)))).toEqual(['https://index.docker.io/v1/']);
  });

  test('is read by the build', () => {
    DockerCredential.dockerHub(secret).grantRead(builder, SYNTH);
    expect(statements()).toEqual([expect.objectContaining({ Resource: SECRET_ARN })]);
  });

  test('is not granted for a usage that does not get it', () => {
    DockerCredential.dockerHub(secret, { usages: [SYNTH] }).grantRead(builder, ASSET_PUBLISHING);
    expect(statements()).toEqual([]);
  });

  test('is read by the role that is assumed, and not by the build', () => {
    const assumeRole = new iam.Role(stack, 'Reader', { assumedBy: new iam.AccountRootPrincipal() });
    const credential = DockerCredential.dockerHub(secret, { assumeRole });
    credential.grantRead(builder, SYNTH);

    expect(statements('Builder').map((s) => s.Action)).toEqual(['sts:AssumeRole']);
    expect(statements('Reader').map((s) => s.Resource)).toEqual([SECRET_ARN]);
  });

  test('names the role that is assumed', () => {
    const assumeRole = iam.Role.fromRoleArn(stack, 'Reader', ROLE_ARN);
    expect(loginsOf(DockerCredential.customRegistry('r', secret, { assumeRole }))).toMatchObject({
      r: { assumeRoleArn: ROLE_ARN },
    });
  });
});

describe('a login to ECR', () => {
  const repository = (name: string) =>
    ecr.Repository.fromRepositoryArn(stack, name, `arn:aws:ecr:eu-west-1:222222222222:repository/${name}`);

  test('is one for all repositories, without a secret', () => {
    const credential = DockerCredential.ecr([repository('a'), repository('b')]);
    expect(Object.values(loginsOf(credential))).toEqual([{ ecrRepository: true }]);
  });

  test('lets the build pull from each repository', () => {
    DockerCredential.ecr([repository('a'), repository('b')]).grantRead(builder, SYNTH);
    const pulled = statements().filter((s) => s.Action.includes('ecr:BatchGetImage'));
    expect(pulled.map((s) => s.Resource)).toEqual(['a', 'b'].map((name) => repositoryArn(name)));
  });

  test('is not granted for a usage that does not get it', () => {
    DockerCredential.ecr([repository('a')], { usages: [SYNTH] }).grantRead(builder, SELF_UPDATE);
    expect(statements()).toEqual([]);
  });

  test('through a role: the build may only assume it', () => {
    const assumeRole = iam.Role.fromRoleArn(stack, 'Reader', ROLE_ARN);
    const credential = DockerCredential.ecr([repository('a')], { assumeRole });
    credential.grantRead(builder, SYNTH);
    expect(statements()).toEqual([{ Action: 'sts:AssumeRole', Effect: 'Allow', Resource: ROLE_ARN }]);
    expect(Object.values(loginsOf(credential))).toEqual([{ ecrRepository: true, assumeRoleArn: ROLE_ARN }]);
  });
});

const repositoryArn = (name: string) => `arn:aws:ecr:eu-west-1:222222222222:repository/${name}`;

/** What the policy of a role allows. */
function statements(role = 'Builder'): any[] {
  const policies = Template.fromStack(stack).findResources('AWS::IAM::Policy', {
    Properties: { PolicyName: Match.stringLikeRegexp(`^${role}`) },
  });
  return Object.values(policies).flatMap((p) => p.Properties.PolicyDocument.Statement);
}
