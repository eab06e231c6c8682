import { Annotations, App, Aws, CfnOutput, Duration, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { github } from '../../../lib';
import { warningsOf } from '../../kit/app';
import { plain } from '../../kit/policies';

const { BootstrapRole, GitHubActionRole } = github;
const ISSUER = 'token.actions.githubusercontent.com';
const WITH_IDS = { repos: ['my-org@12/my-app@34'], environments: ['Prod'] };

let app: App;
let stack: Stack;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Roles', { env: { account: '111111111111', region: 'eu-west-1' } });
});

const make = (props: github.GitHubActionRoleProps, id = 'Role') => new GitHubActionRole(stack, id, props);
const propertiesOf = (type: string) =>
  Object.values(Template.fromStack(stack).findResources(type)).map(({ Properties }) => plain(Properties));
const trustOf = (props: github.GitHubActionRoleProps) => {
  make(props);
  const [{ AssumeRolePolicyDocument }] = propertiesOf('AWS::IAM::Role');
  expect(AssumeRolePolicyDocument.Statement).toHaveLength(1);
  return AssumeRolePolicyDocument.Statement[0];
};
const accessOf = (props: Partial<github.GitHubActionRoleProps>) => {
  make({ ...WITH_IDS, ...props });
  const [{ PolicyDocument }] = propertiesOf('AWS::IAM::Policy');
  expect(PolicyDocument.Statement).toHaveLength(1);
  return PolicyDocument.Statement[0];
};
const warnings = () => warningsOf(app).map((text) => text.replace(/ \[ack: [^\]]*\]$/, ''));

describe('the template', () => {
  test('has a provider, a role that trusts it, and what the role may: no more', () => {
    make(WITH_IDS);
    expect(Object.values(Template.fromStack(stack).toJSON().Resources).map(plain)).toEqual([
      {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'GitHubActionRole',
          Description: expect.any(String),
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: 'sts:AssumeRoleWithWebIdentity',
                Principal: { Federated: expect.stringMatching(/^GitHubActionsProvider/) },
                Condition: {
                  StringEquals: {
                    [`${ISSUER}:aud`]: 'sts.amazonaws.com',
                    [`${ISSUER}:sub`]: 'repo:my-org@12/my-app@34:environment:Prod',
                  },
                },
              },
            ],
          },
        },
      },
      {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: expect.any(String),
          Roles: [expect.any(String)],
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: 'sts:AssumeRole',
                Resource: 'arn:aws:iam::111111111111:role/*',
                Condition: {
                  StringEquals: {
                    'iam:ResourceTag/aws-cdk:bootstrap-role': [
                      'deploy',
                      'lookup',
                      'file-publishing',
                      'image-publishing',
                    ],
                  },
                },
              },
            ],
          },
        },
      },
      {
        Type: 'AWS::IAM::OIDCProvider',
        Properties: { Url: `https://${ISSUER}`, ClientIdList: ['sts.amazonaws.com'] },
      },
    ]);
    expect(warnings()).toEqual([]);
  });

  test('has patterns only where there are some, and compares the audience letter by letter all the same', () => {
    expect(trustOf({ ...WITH_IDS, branches: ['release/*'] }).Condition).toEqual({
      StringEquals: { [`${ISSUER}:aud`]: 'sts.amazonaws.com' },
      StringLike: {
        [`${ISSUER}:sub`]: [
          'repo:my-org@12/my-app@34:environment:Prod',
          'repo:my-org@12/my-app@34:ref:refs/heads/release/*',
        ],
      },
    });
  });

  test('has one provider for several roles', () => {
    make({ ...WITH_IDS, roleName: 'Deploy' }, 'Deploy');
    make({ ...WITH_IDS, roleName: 'Look' }, 'Look');
    expect(propertiesOf('AWS::IAM::OIDCProvider')).toHaveLength(1);
  });

  test('has the name and the duration that were given', () => {
    make({ ...WITH_IDS, roleName: 'Deploy', maxSessionDuration: Duration.hours(4) });
    expect(propertiesOf('AWS::IAM::Role')).toMatchObject([{ RoleName: 'Deploy', MaxSessionDuration: 14_400 }]);
  });

  test('is the same again', () => {
    const templateOf = () => {
      const own = new Stack(new App(), 'Roles');
      new GitHubActionRole(own, 'Role', { repos: ['my-org/my-app'], environments: ['B', 'A'], tags: ['v*'] });
      return JSON.stringify(Template.fromStack(own).toJSON());
    };
    expect(templateOf()).toBe(templateOf());
  });
});

describe('a provider that is there', () => {
  test('is found by its ARN, however many roles ask for it', () => {
    const provider = GitHubActionRole.existingGitHubActionsProvider(stack);
    expect(trustOf({ ...WITH_IDS, provider })).toMatchObject({
      Principal: { Federated: `arn:aws:iam::111111111111:oidc-provider/${ISSUER}` },
      Condition: { StringEquals: { [`${ISSUER}:aud`]: 'sts.amazonaws.com' } },
    });
    expect(GitHubActionRole.existingGitHubActionsProvider(stack)).toBe(provider);
    expect(propertiesOf('AWS::IAM::OIDCProvider')).toEqual([]);
  });

  test.each<[string, (scope: Stack) => iam.IOIDCProviderRef]>([
    ['of CDK', (scope) => new iam.OidcProviderNative(scope, 'Own', { url: `https://${ISSUER}` })],
    ['of CloudFormation', (scope) => new iam.CfnOIDCProvider(scope, 'Own', { url: `https://${ISSUER}` })],
  ])('may be made with a class %s', (_, own) => {
    expect(trustOf({ ...WITH_IDS, provider: own(stack) }).Principal).toEqual({
      Federated: expect.stringMatching(/^Own/),
    });
    expect(propertiesOf('AWS::IAM::OIDCProvider')).toHaveLength(1);
  });

  test('may have an issuer of its own', () => {
    const arn = `arn:aws:iam::111111111111:oidc-provider/${ISSUER}/my-enterprise`;
    const provider = iam.OpenIdConnectProvider.fromOpenIdConnectProviderArn(stack, 'Own', arn);
    expect(trustOf({ ...WITH_IDS, provider }).Condition).toEqual({
      StringEquals: {
        [`${ISSUER}/my-enterprise:aud`]: 'sts.amazonaws.com',
        [`${ISSUER}/my-enterprise:sub`]: 'repo:my-org@12/my-app@34:environment:Prod',
      },
    });
  });
});

describe('what the role may', () => {
  const tag = 'iam:ResourceTag/aws-cdk:bootstrap-role';

  test('in other accounts, each once', () => {
    const { Resource } = accessOf({ accounts: ['222222222222', '333333333333', '222222222222'] });
    expect(Resource).toEqual(['arn:aws:iam::222222222222:role/*', 'arn:aws:iam::333333333333:role/*']);
  });

  test('with some bootstrap roles, of one bootstrap stack', () => {
    expect(accessOf({ bootstrapRoles: [BootstrapRole.LOOKUP], bootstrapQualifier: 'team1' })).toMatchObject({
      Resource: 'arn:aws:iam::111111111111:role/cdk-team1-*',
      Condition: { StringEquals: { [tag]: ['lookup'] } },
    });
  });

  test('in an account that a deployment finds out', () => {
    stack = new Stack(app, 'Anywhere');
    expect(accessOf({}).Resource).toBe('arn:aws:iam::AWS::AccountId:role/*');
    stack = new Stack(new App(), 'Elsewhere');
    expect(accessOf({ accounts: [Aws.ACCOUNT_ID] }).Resource).toBe('arn:aws:iam::AWS::AccountId:role/*');
  });

  test('can be more, if the user says so', () => {
    const { role } = make(WITH_IDS);
    role.addToPolicy(new iam.PolicyStatement({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }));
    new CfnOutput(stack, 'Arn', { value: role.roleArn });
    expect(propertiesOf('AWS::IAM::Policy')[0].PolicyDocument.Statement).toHaveLength(2);
  });
});

describe('warnings', () => {
  test.each<[string, github.GitHubActionRoleProps, RegExp[]]>([
    [
      'any job of a repository',
      { repos: ['my-org/my-app'] },
      [/^Every job of 'my-org\/my-app' may assume this role: .* To fix it: name an environment/],
    ],
    ['any job of a repository, by a subject', { subjectClaims: ['repo:a/b:*'] }, [/Every job of 'a\/b' may/]],
    [
      'any repository of an owner',
      { repos: ['my-org/*'], environments: ['Prod'] },
      [/Jobs of every repository that 'my-org\/\*' fits may assume this role/],
    ],
    [
      'any job of any repository of an owner',
      { repos: ['my-org/*'] },
      [/^Every job of 'my-org\/\*' may/, /^Jobs of every repository that 'my-org\/\*' fits/],
    ],
    [
      'pull requests',
      { ...WITH_IDS, pullRequests: true },
      [/^Jobs of pull requests may assume this role, and they run what nobody has reviewed/],
    ],
    ['branches', { repos: ['my-org/my-app'], branches: ['main'] }, []],
    ['an environment of a repository by its name', { repos: ['my-org/my-app'], environments: ['Prod'] }, []],
    [
      'many repositories',
      { repos: Array.from({ length: 20 }, (_, i) => `my-org/application-${i}`), environments: ['Prod'] },
      [/^The trust policy of this role has \d{4} characters, and AWS takes 2048/],
    ],
    [
      'as many, with their ids',
      { repos: Array.from({ length: 20 }, (_, i) => `my-org@12/application-${i}@${i}`), environments: ['Prod'] },
      [],
    ],
    ['to look up only', { repos: ['my-org/my-app'], pullRequests: true, bootstrapRoles: [BootstrapRole.LOOKUP] }, []],
  ])('%s', (_, props, expected) => {
    make(props);
    const found = warnings();
    expect(found).toEqual(expected.map((text) => expect.stringMatching(text)));
  });

  test('can be acknowledged', () => {
    const role = make({ repos: ['my-org/my-app'] });
    Annotations.of(role).acknowledgeWarning('cdk-pipelines:openTrust');
    expect(warnings()).toEqual([]);
  });
});

describe('bad input', () => {
  test.each<[string, unknown, RegExp]>([
    ['nobody', {}, /neither repos nor subjectClaims\. Expected: who may assume the role/],
    ['nobody in lists', { repos: [], subjectClaims: [] }, /neither repos nor subjectClaims/],
    ['no properties', undefined, /as its properties\. Expected: an object/],
    ['an environment of nobody', { subjectClaims: ['repo:a/b:*'], environments: ['Prod'] }, /without repos/],
    ['text for a list', { repos: 'my-org/my-app' }, /the string 'my-org\/my-app' as repos\. Expected: a list/],
    ['a URL', { repos: ['https://github.com/my-org/my-app'] }, /as repos\[0\]\. Expected: a repository as owner\/name/],
    ['only an owner', { repos: ['my-org'] }, /as repos\[0\]/],
    ['any owner', { repos: ['*/my-app'] }, /as repos\[0\]/],
    ['everybody', { repos: ['*'] }, /as repos\[0\]/],
    ['only one id', { repos: ['my-org@12/my-app'] }, /as repos\[0\]/],
    ['only the other id', { repos: ['my-org/my-app@34'] }, /as repos\[0\]/],
    ['a token', { repos: [`my-org/${Aws.STACK_NAME}`] }, /as repos\[0\]/],
    [
      'a whole ref',
      { repos: ['a/b'], branches: ['refs/heads/main'] },
      /branches\[0\]\. Expected: the name of a branch/,
    ],
    ['a whole ref of a tag', { repos: ['a/b'], tags: ['refs/tags/v1'] }, /tags\[0\]\. Expected: the name of a tag/],
    [
      'no environment',
      { repos: ['a/b'], environments: [''] },
      /environments\[0\]\. Expected: the name of an environment/,
    ],
    ['a variable of IAM', { repos: ['a/b'], environments: ['${aws:username}'] }, /environments\[0\]/],
    [
      'any subject',
      { subjectClaims: ['*'] },
      /subjectClaims\[0\]\. Expected: .* everybody on GitHub can have this one/,
    ],
    ['any repository', { subjectClaims: ['repo:a/b:*', 'repo:*:ref:refs/heads/main'] }, /subjectClaims\[1\]/],
    ['an environment of anybody', { subjectClaims: ['environment:Prod'] }, /subjectClaims\[0\]/],
    ['perhaps', { repos: ['a/b'], pullRequests: 'yes' }, /as pullRequests\. Expected: true or false/],
    ['an account', { repos: ['a/b'], accounts: ['1'] }, /as accounts\[0\]\. Expected: an account of 12 digits/],
    ['no account', { repos: ['a/b'], accounts: [] }, /as accounts\. Expected: a list that is not empty/],
    [
      'a bootstrap role',
      { repos: ['a/b'], bootstrapRoles: ['exec'] },
      /bootstrapRoles\[0\]\. Expected: a BootstrapRole/,
    ],
    ['a qualifier', { repos: ['a/b'], bootstrapQualifier: 'my-team' }, /bootstrapQualifier\. Expected: 1 to 10/],
    ['a name', { repos: ['a/b'], roleName: 'a/b' }, /as roleName\. Expected: 1 to 64 letters/],
  ])('%s', (_, props, message) => {
    expect(() => make(props as github.GitHubActionRoleProps)).toThrow(message);
  });

  test('all at once, with the place', () => {
    expect(() => make({ repos: ['x'], branches: [''], accounts: ['1'], roleName: '?' })).toThrow(
      /^4 problems:\n\s+1\. \[Roles\/Role\] .*repos[^]*branches[^]*accounts[^]*roleName/,
    );
  });

  test('a session of a day', () => {
    expect(() => make({ ...WITH_IDS, maxSessionDuration: Duration.days(1) })).toThrow(
      /a duration of 86400 seconds as maxSessionDuration\. Expected: 3600 to 43200 whole seconds/,
    );
    expect(() => make({ ...WITH_IDS, maxSessionDuration: 3600 as never }, 'Two')).toThrow(
      /number 3600 as maxSessionDuration/,
    );
    expect(() => make({ ...WITH_IDS, provider: 'arn:aws:iam::1:oidc-provider/x' as never }, 'Three')).toThrow(
      /the string 'arn:aws:iam::1:oidc-provider\/x' as provider\. Expected: an identity provider of IAM/,
    );
  });
});

describe('what an account has once', () => {
  const inStack = (scope: App | Stage, id: string, account = '111111111111', region = 'us-east-1') =>
    new Stack(scope, id, { env: { account, region } });

  test('two roles with one name', () => {
    make(WITH_IDS, 'One');
    expect(() => make(WITH_IDS, 'Two')).toThrow(
      /\[Roles\/Two\] a role with the name 'GitHubActionRole', which 'Roles\/One' has in the same account.*roleName: 'GitHubActionRole-Prod'/,
    );
    expect(() => make({ ...WITH_IDS, roleName: 'githubactionrole' }, 'Three')).toThrow(/which 'Roles\/One' has/);
  });

  test('two providers, also in two regions or in a Stage', () => {
    make(WITH_IDS, 'One');
    const other = inStack(new Stage(app, 'Stage'), 'Other');
    expect(() => new GitHubActionRole(other, 'Two', { ...WITH_IDS, roleName: 'Two' })).toThrow(
      /an identity provider of GitHub, which the stack 'Roles' makes in the same account.*existingGitHubActionsProvider/,
    );
    const provider = GitHubActionRole.existingGitHubActionsProvider(other);
    new GitHubActionRole(other, 'Three', { ...WITH_IDS, roleName: 'Three', provider });
  });

  test('another account, another application, or an account that nobody knows yet', () => {
    make(WITH_IDS);
    new GitHubActionRole(inStack(app, 'Account2', '222222222222'), 'Role', WITH_IDS);
    new GitHubActionRole(new Stack(app, 'Anywhere1'), 'Role', WITH_IDS);
    new GitHubActionRole(new Stack(app, 'Anywhere2'), 'Role', WITH_IDS);
    new GitHubActionRole(inStack(new App(), 'Roles'), 'Role', WITH_IDS);
  });
});
