import { readFileSync } from 'fs';
import * as path from 'path';
import { Duration, Stack } from 'aws-cdk-lib';
import { github } from '../../../lib';
import type { PlanDocument } from '../../../lib/document/plan-document';
import { ENV, stageOf } from '../../kit/app';
import { setUp } from './kit';

// Roles and workflows of one app: whether they fit is known before anything is deployed.

const { AwsCredentials, GitHubActionRole, GitHubDockerCredential, GitHubDockerCredentialUsage } = github;
const NAME = 'GitHubActionRole';
const ARN = `arn:aws:iam::${ENV.account}:role/${NAME}`;
const REGISTRY = '444444444444.dkr.ecr.eu-central-1.amazonaws.com';

function warningsOf(
  role: Partial<github.GitHubActionRoleProps>,
  props: Partial<github.GitHubWorkflowProps> = {},
): string[] {
  const awsCreds = AwsCredentials.fromOpenIdConnect({ gitHubActionRoleArn: ARN, sessionDuration: Duration.hours(1) });
  const { app, workflow } = setUp({ awsCreds, repository: 'my-org/my-app', ...props });
  new GitHubActionRole(new Stack(app, 'Roles', { env: ENV }), 'Deploy', { repos: ['my-org/my-app'], ...role });
  workflow.addStage(stageOf(app, 'Prod', { id: 'App', files: ['a'] }));
  // What belongs to no stack goes to standard error, too.
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  const plan = readFileSync(path.join(app.synth().directory, 'Delivery.plan.json'), 'utf8');
  return (JSON.parse(plan) as PlanDocument).warnings.map(({ message }) => message);
}

afterEach(() => jest.restoreAllMocks());

test('a role that trusts all jobs that assume it', () => {
  expect(warningsOf({ environments: ['Prod'], branches: ['main'] })).toEqual([]);
});

test('a role that trusts the environment only: the job that publishes with credentials of the workflow is in none', () => {
  expect(warningsOf({ environments: ['Prod'] })).toEqual([
    expect.stringMatching(
      /^The role 'Roles\/Deploy' will refuse 'Assets': the subject of such a job is 'repo:my-org\/my-app:ref:refs\/heads\/main'/,
    ),
  ]);
});

test('credentials of the Stage publish in its environment', () => {
  const awsCreds = AwsCredentials.fromOpenIdConnect({ gitHubActionRoleArn: ARN });
  expect(warningsOf({ environments: ['Prod'] }, { awsCreds: undefined, stageOptions: { Prod: { awsCreds } } })).toEqual(
    [],
  );
});

test('a session that is longer than the role gives', () => {
  const awsCreds = AwsCredentials.fromOpenIdConnect({ gitHubActionRoleArn: ARN, sessionDuration: Duration.hours(3) });
  const trusted = { environments: ['Prod'], branches: ['main'] };
  expect(warningsOf({ ...trusted, maxSessionDuration: Duration.hours(2) }, { awsCreds })).toEqual([
    expect.stringMatching(
      /^Jobs ask the role 'Roles\/Deploy' for a session of 10800 seconds, and it gives 7200 at most/,
    ),
  ]);
  expect(warningsOf({ ...trusted, maxSessionDuration: Duration.hours(3) }, { awsCreds })).toEqual([]);
});

describe('the check of pull requests', () => {
  const pullRequestCheck = { awsCreds: AwsCredentials.fromOpenIdConnect({ gitHubActionRoleArn: ARN }) };
  const trusted = { environments: ['Prod'], branches: ['main'] };

  test('with a role that trusts no pull requests', () => {
    expect(warningsOf(trusted, { pullRequestCheck })).toEqual([
      expect.stringMatching(/will refuse 'Target branch', 'Pull request': .*make the role with pullRequests: true, or/),
    ]);
  });

  test('with one that does', () => {
    expect(warningsOf({ ...trusted, pullRequests: true }, { pullRequestCheck })).toEqual([]);
  });
});

describe('the synth logs in to ECR', () => {
  const trusted = { environments: ['Prod'], branches: ['main'] };

  test('with the role that deploys: its commands could assume it, too', () => {
    expect(warningsOf(trusted, { dockerCredentials: [GitHubDockerCredential.ecr(REGISTRY)] })).toEqual([
      expect.stringMatching(new RegExp(`^To log in to ${REGISTRY}, the synth gets a token of GitHub`)),
    ]);
  });

  test.each([
    ['with a role of its own', { roleToAssume: 'arn:aws:iam::444444444444:role/Pull' }],
    ['not at all', { usages: [GitHubDockerCredentialUsage.ASSET_PUBLISHING] }],
  ])('%s', (_, options) => {
    expect(warningsOf(trusted, { dockerCredentials: [GitHubDockerCredential.ecr(REGISTRY, options)] })).toEqual([]);
  });
});
