import * as fs from 'fs';
import * as path from 'path';
import { act, type ActRun } from './act';
import { GitHubApi, type EnvironmentOptions } from './github-api';
import { GitRepository } from './git';
import { Emulator } from '../emulator/emulator';

// What stands in for GitHub, its actions and AWS: that each does what the real one would, also where it refuses.

const BY_HAND = fs.readFileSync(path.join(__dirname, 'by-hand.yml'), 'utf-8');
const WORKFLOW = '.github/workflows/deploy.yml';
const PROD = { account: '333333333333', region: 'us-east-1' };
const ISSUER = 'token.actions.githubusercontent.com';

let api: GitHubApi;
let emulator: Emulator;

beforeAll(async () => {
  [api, emulator] = await Promise.all([GitHubApi.start(), Emulator.start()]);
  const iam = (operation: string, input: object) => emulator.call({ ...PROD, service: 'iam', operation, input });
  await iam('create_open_id_connect_provider', { Url: `https://${ISSUER}`, ClientIDList: ['sts.amazonaws.com'] });
  const trust = {
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::${PROD.account}:oidc-provider/${ISSUER}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { [`${ISSUER}:aud`]: 'sts.amazonaws.com', [`${ISSUER}:sub`]: 'repo:acme/shop:environment:Prod' },
    },
  };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  await iam('create_role', { RoleName: 'deploy', AssumeRolePolicyDocument });
});

afterAll(() => {
  api?.stop();
  emulator?.stop();
});

const REVIEWED: Record<string, EnvironmentOptions> = { 'prod-review': { reviewed: true }, Prod: { reviewed: false } };

/** Run the workflow, with each text of `changes` in place of another. */
async function runWith(changes: [from: string, to: string][] = [], environments = REVIEWED): Promise<ActRun> {
  let workflow = BY_HAND;
  for (const [from, to] of changes) {
    if (!workflow.includes(from)) throw new Error(`The workflow has no '${from}'.`);
    workflow = workflow.replace(from, to);
  }
  api.reset(environments);
  const repository = await GitRepository.create({ [WORKFLOW]: workflow, 'README.md': 'of the repository\n' });
  const env = { AWS_ENDPOINT_URL: emulator.endpoint };
  return act({ repository: repository.directory, workflow: WORKFLOW, api, env });
}

test('files get through as a tar, and lose modes, links and what is hidden without', async () => {
  const { jobs, logs } = await runWith();

  expect(jobs).toEqual({
    'Build-Synth': 'success',
    'Prod-Review': 'success',
    'Prod-Data': 'success',
    'Prod-Smoke': 'success',
  });
  expect(logs['Prod-Smoke']).toContain('it runs\ntool\ntool 755\ndirectory/tool 644\ndirectory/link 644\nlink\ntool\n');
  expect(logs['Prod-Smoke']).toContain('of the repository\n333333333333|red\ngreen and "blue"\n');
  expect(logs['Prod-Review']).toMatch(/^reviewed$/m);
  expect(api.reviews).toEqual(['Prod-Review: approved']);
});

test('a job that the reviewers reject fails, and what follows is skipped', async () => {
  const { jobs, logs } = await runWith([], { ...REVIEWED, 'prod-review': { reviewed: true, decision: 'rejected' } });

  expect(jobs).toEqual({
    'Build-Synth': 'success',
    'Prod-Review': 'failure',
    'Prod-Data': 'skipped',
    'Prod-Smoke': 'skipped',
  });
  expect(logs['Prod-Review']).not.toMatch(/^reviewed$/m);
});

test('an environment without reviewers asks nobody, nor does one that is missing', async () => {
  const { jobs } = await runWith([], {});

  expect(jobs['Prod-Data']).toBe('success');
  expect(api.reviews).toEqual([]);
});

const NO_ENVIRONMENT = '    environment:\n      name: Prod\n';

test.each([
  [
    'of a job without the environment that the role trusts',
    NO_ENVIRONMENT,
    '',
    /Not authorized to perform sts:AssumeRoleWithWebIdentity/,
  ],
  ['of a job without the right to an identity', 'id-token: write', 'id-token: none', /`id-token` permission/],
  [
    'of an account that is not expected',
    "account-ids: '333333333333'",
    "account-ids: '222222222222'",
    /does not match any/,
  ],
  ['for a role that is not there', 'role/deploy', 'role/other', /Not authorized/],
])('there are no credentials %s', async (_, from, to, reason) => {
  const { jobs, logs } = await runWith([[from, to]]);

  expect(logs['Prod-Data']).toMatch(reason);
  expect(jobs).toMatchObject({ 'Prod-Data': 'failure', 'Prod-Smoke': 'skipped' });
});

test.each([
  [
    'a name that is taken',
    'name: directory\n          path: out',
    'name: files\n          path: out',
    /409.*already exists.*files/,
  ],
  ['no files', 'path: files.tar', 'path: other.tar', /No files were found.*other\.tar/],
  [
    'a name that GitHub does not have',
    'name: files\n          path: files.tar',
    'name: a/b\n          path: files.tar',
    /not valid: a\/b/,
  ],
  ['an input that the action has not', 'if-no-files-found', 'if-no-file-found', /no input if-no-file-found/],
])('an upload of %s fails', async (_, from, to, reason) => {
  const { jobs, logs } = await runWith([[from, to]]);

  expect(logs['Build-Synth']).toMatch(reason);
  expect(jobs['Build-Synth']).toBe('failure');
});

test('what nobody has uploaded cannot be downloaded', async () => {
  const { jobs, logs } = await runWith([
    ['name: directory\n          path: directory', 'name: other\n          path: directory'],
  ]);

  expect(logs['Prod-Smoke']).toMatch(/Artifact not found for name: other/);
  expect(jobs['Prod-Smoke']).toBe('failure');
});

test.each([
  ['a token that may read actions', 'actions: read', 'required_reviewers'],
  ['no token of another right', 'contents: read', 'Resource not accessible by integration'],
])('the API answers %s', async (_, right, answer) => {
  const ask =
    'run: |\n          curl -sS -H "Authorization: Bearer ${{ github.token }}" "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/environments/prod-review"; echo "reviewed"';
  const { logs } = await runWith([
    ['run: echo "reviewed"', ask],
    [
      'permissions: {}\n    environment:\n      name: prod-review',
      `permissions:\n      ${right}\n    environment:\n      name: prod-review`,
    ],
  ]);

  expect(logs['Prod-Review']).toContain(answer);
});
