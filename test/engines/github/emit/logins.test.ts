import { readFileSync } from 'fs';
import { join } from 'path';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Stack } from 'aws-cdk-lib';
import { DockerCredential, github } from '../../../../lib';
import type { PlanDocument } from '../../../../lib/document/plan-document';
import { stageOf } from '../../../kit/app';
import { built, type FileJob, ROLE, setUp, withoutWarnings } from '../kit';

const { AwsCredentials, GitHubDockerCredential, GitHubDockerCredentialUsage } = github;
const { SYNTH, ASSET_PUBLISHING } = GitHubDockerCredentialUsage;
const REGISTRY = '444444444444.dkr.ecr.eu-central-1.amazonaws.com';
const PULL = 'arn:aws:iam::444444444444:role/Pull';

withoutWarnings();

/** Jobs with a Stage that has an image, and another whose assets are published with other credentials. */
function jobsWith(props: Partial<github.GitHubWorkflowProps>) {
  const { app, workflow } = setUp(props);
  workflow.addStage(stageOf(app, 'Beta', { id: 'App', images: ['shop'] }));
  const own = 'arn:aws:iam::222222222222:role/Prod';
  workflow.addStageWithGitHubOptions(stageOf(app, 'Prod', { id: 'App', images: ['prod-shop'] }), {
    awsCreds: AwsCredentials.fromOpenIdConnect({ gitHubActionRoleArn: own }),
  });
  return built(workflow).jobs;
}

const stepsOf = (job: FileJob) => job.steps.map(({ name, uses }) => name ?? uses!.split('@')[0]);
const logins = (job: FileJob) => job.steps.filter(({ name }) => name?.startsWith('Log in'));

test('without any, nobody logs in', () => {
  expect(Object.values(jobsWith({})).flatMap(logins)).toEqual([]);
});

test('the synth and all who publish log in, before they do their work, and nobody else', () => {
  const jobs = jobsWith({ dockerCredentials: [GitHubDockerCredential.ghcr()] });
  const who = Object.entries(jobs).filter(([, job]) => logins(job).length > 0);
  expect(who.map(([id]) => id)).toEqual(['Build-Synth', 'Assets', 'Assets-Prod']);
  for (const [, job] of who) {
    expect(logins(job)).toEqual([
      {
        name: 'Log in to ghcr.io',
        uses: expect.stringMatching(/^docker\/login-action@[0-9a-f]{40}$/),
        with: { registry: 'ghcr.io', username: '${{ github.actor }}', password: '${{ secrets.GITHUB_TOKEN }}' },
      },
    ]);
    expect(job.permissions).toMatchObject({ packages: 'read' });
    const names = stepsOf(job);
    const work = names.findIndex((name) => name === 'Run' || name === 'Publish');
    expect(names.indexOf('Log in to ghcr.io')).toBe(work - 1);
  }
  expect(jobs['Build-Synth'].permissions).toEqual({ contents: 'read', packages: 'read' });
});

test('names of secrets are written, and usages are kept', () => {
  const jobs = jobsWith({
    dockerCredentials: [
      GitHubDockerCredential.dockerHub({ usages: [SYNTH] }),
      GitHubDockerCredential.customRegistry('registry.example.com', {
        ...{ usernameKey: 'USER', passwordKey: 'PASSWORD', usages: [ASSET_PUBLISHING] },
      }),
    ],
  });
  expect(logins(jobs['Build-Synth']).map((step) => step.with)).toEqual([
    {
      ...{ registry: 'docker.io', username: '${{ secrets.DOCKERHUB_USERNAME }}' },
      ...{ password: '${{ secrets.DOCKERHUB_TOKEN }}' },
    },
  ]);
  expect(logins(jobs.Assets).map((step) => step.with)).toEqual([
    { registry: 'registry.example.com', username: '${{ secrets.USER }}', password: '${{ secrets.PASSWORD }}' },
  ]);
  expect(jobs.Assets.permissions).not.toHaveProperty('packages');
});

describe('ECR', () => {
  const outputs = (id: string) => ({
    AWS_ACCESS_KEY_ID: `\${{ steps.${id}.outputs.aws-access-key-id }}`,
    AWS_SECRET_ACCESS_KEY: `\${{ steps.${id}.outputs.aws-secret-access-key }}`,
    AWS_SESSION_TOKEN: `\${{ steps.${id}.outputs.aws-session-token }}`,
  });

  test('who publishes asks as who it is', () => {
    const { Assets } = jobsWith({ dockerCredentials: [GitHubDockerCredential.ecr(REGISTRY)] });
    expect(stepsOf(Assets).filter((name) => /credentials|Log in/.test(name))).toEqual([
      'Get credentials for AWS',
      `Log in to ${REGISTRY}`,
    ]);
    expect(logins(Assets)[0]).toMatchObject({ with: { registry: REGISTRY }, env: { AWS_REGION: 'eu-central-1' } });
  });

  test('the synth asks with credentials that its script does not get', () => {
    const { 'Build-Synth': job } = jobsWith({ dockerCredentials: [GitHubDockerCredential.ecr(REGISTRY)] });
    const id = 'ecr-444444444444-dkr-ecr-eu-central-1-amazonaws-com';
    expect(job.steps.find((step) => step.id === id)?.with).toEqual({
      ...{ 'aws-region': 'eu-central-1', 'role-to-assume': ROLE, 'allowed-account-ids': '111111111111' },
      ...{ 'output-credentials': true, 'output-env-credentials': false },
    });
    expect(logins(job)[0].env).toEqual({ ...outputs(id), AWS_REGION: 'eu-central-1' });
    expect(job.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
    expect(job.steps.find(({ name }) => name === 'Run')?.env ?? {}).toEqual({});
  });

  test('a role of its own asks, and the job is who it was', () => {
    const dockerCredentials = [GitHubDockerCredential.ecr(REGISTRY, { roleToAssume: PULL })];
    const { Assets } = jobsWith({ dockerCredentials });
    const [own, pull] = Assets.steps.filter(({ name }) => name === 'Get credentials for AWS');
    expect(own.with).toMatchObject({ 'role-to-assume': ROLE });
    expect(own.with).not.toHaveProperty('output-env-credentials');
    expect(pull.with).toMatchObject({ 'role-to-assume': PULL, 'output-env-credentials': false });
    expect(logins(Assets)[0].env).toMatchObject(outputs(pull.id!));
  });

  test('the plan says who a job is, and not who asks for its login', () => {
    const { app, workflow } = setUp({
      dockerCredentials: [GitHubDockerCredential.ecr(REGISTRY, { roleToAssume: PULL })],
    });
    workflow.addStage(stageOf(app, 'Beta', { id: 'App', images: ['shop'] }));
    const plan = JSON.parse(readFileSync(join(app.synth().directory, 'Delivery.plan.json'), 'utf8')) as PlanDocument;
    const roles = plan.gitHub!.jobs.map(({ id, role }) => [id, role]);
    expect(Object.fromEntries(roles)).toMatchObject({ 'Build-Synth': undefined, Assets: ROLE });
  });

  test('keys in secrets assume that role', () => {
    const { Assets } = jobsWith({
      awsCreds: AwsCredentials.fromGitHubSecrets(),
      dockerCredentials: [GitHubDockerCredential.ecr(REGISTRY, { roleToAssume: PULL })],
    });
    const [, pull] = Assets.steps.filter(({ name }) => name === 'Get credentials for AWS');
    expect(pull.with).toMatchObject({
      ...{ 'aws-access-key-id': '${{ secrets.AWS_ACCESS_KEY_ID }}', 'role-to-assume': PULL },
    });
    expect(Assets.permissions).toEqual({});
  });

  test.each([
    [undefined, 0],
    [PULL, 1],
  ])('a runner with credentials asks as who it is, or as the role %s', (roleToAssume, count) => {
    const { 'Build-Synth': job } = jobsWith({
      awsCreds: AwsCredentials.runnerHasPreconfiguredCreds(),
      dockerCredentials: [GitHubDockerCredential.ecr(REGISTRY, { roleToAssume })],
    });
    expect(job.steps.filter(({ name }) => name === 'Get credentials for AWS')).toHaveLength(count);
    expect(job.permissions).toEqual({ contents: 'read' });
  });

  test('the registry for everybody is in one region', () => {
    const { Assets } = jobsWith({ dockerCredentials: [GitHubDockerCredential.ecr('public.ecr.aws')] });
    expect(logins(Assets)[0].env).toEqual({ AWS_REGION: 'us-east-1' });
  });
});

describe('bad input', () => {
  test('two logins to one registry', () => {
    const dockerCredentials = [GitHubDockerCredential.ghcr({ usages: [SYNTH] }), GitHubDockerCredential.ghcr()];
    expect(() => jobsWith({ dockerCredentials })).toThrow(
      /two logins to ghcr\.io for SYNTH in dockerCredentials\. Expected: one: the second would write over the first/,
    );
  });

  test('one for each use is fine', () => {
    const dockerCredentials = [
      GitHubDockerCredential.ghcr({ usages: [SYNTH] }),
      GitHubDockerCredential.ghcr({ usages: [ASSET_PUBLISHING] }),
    ];
    expect(() => jobsWith({ dockerCredentials })).not.toThrow();
  });

  test('a synth that is nobody in AWS', () => {
    const { app, workflow } = setUp({ awsCreds: undefined, dockerCredentials: [GitHubDockerCredential.ecr(REGISTRY)] });
    workflow.addStageWithGitHubOptions(stageOf(app, 'Prod'), { awsCreds: AwsCredentials.fromGitHubSecrets() });
    expect(() => workflow.buildPipeline()).toThrow(
      /a login to 444444444444\.dkr\S* for the synth, which has no credentials/,
    );
  });

  test('a login of a CodePipeline', () => {
    const { app } = setUp();
    const secret = Secret.fromSecretNameV2(new Stack(app, 'Secrets'), 'Secret', 'docker');
    const dockerCredentials = [DockerCredential.dockerHub(secret) as never];
    expect(() => jobsWith({ dockerCredentials })).toThrow(
      /\[Delivery\] \w+ as dockerCredentials\[0\]\. Expected: a GitHubDockerCredential\. To fix it: make it with/,
    );
    expect(() => jobsWith({ dockerCredentials: 'ghcr.io' as never })).toThrow(
      /as dockerCredentials\. Expected: a list/,
    );
  });
});
