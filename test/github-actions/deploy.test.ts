import * as os from 'os';
import { act, type ActRun } from './act';
import { GitHubApi, type EnvironmentOptions } from './github-api';
import { makeIdentityProvider } from './identity-provider';
import { Shop } from './shop';
import { modesIn } from './zip';
import { Emulator, type Environment } from '../emulator/emulator';
import { run as runProgram } from '../emulator/processes';
import { bootstrap, cdk } from '../emulator/repository';

// The workflow of `integ/integ.github.ts`, executed: the real CDK CLI deploys to two accounts of an emulator, with roles that jobs assume by
// their identity. Each test is a push to the same repository, after those before it.

const TESTS: Environment = { account: '222222222222', region: 'eu-west-1' };
const PRODUCTION: Environment = { account: '333333333333', region: 'us-east-1' };
const EU: Environment = { account: '333333333333', region: 'eu-west-1' };
const STAGES = { Tests: TESTS, Production: PRODUCTION, 'Production-EU': EU };

const APPROVE = 'Everywhere-Approve';
const PERMISSIONS = 'Everywhere-Production-Permissions';
const REVIEW = 'Everywhere-Production-EU-Data-Review-Changes';

/** As somebody has made them in the settings of the repository; gates have the name of the workflow in front. */
const ENVIRONMENTS: Record<string, EnvironmentOptions> = {
  Tests: { reviewed: false },
  Production: { reviewed: false },
  'Production-EU': { reviewed: false },
  [`shop-${APPROVE}`]: { reviewed: true },
  [`shop-${PERMISSIONS}`]: { reviewed: true },
  [`shop-${REVIEW}`]: { reviewed: true },
};

let api: GitHubApi;
let emulator: Emulator;
let shop: Shop;

beforeAll(async () => {
  [api, emulator, shop] = await Promise.all([GitHubApi.start(), Emulator.start(), Shop.create()]);
  for (const at of [TESTS, PRODUCTION, EU]) await bootstrap(emulator, at);
  await shop.synthesize();
  await grantAccess('Access-Tests', TESTS);
  await grantAccess('Access-Production', PRODUCTION);
  await fetchCli();
}, 300_000);

afterAll(() => {
  api?.stop();
  emulator?.stop();
});

/** What somebody does once for an account, by hand. */
async function grantAccess(stack: string, at: Environment): Promise<void> {
  await makeIdentityProvider(emulator, at, shop.assembly, stack);
  const { code, output } = await cdk(emulator, at, [
    'deploy',
    stack,
    `--app=${shop.assembly}`,
    '--require-approval=never',
  ]);
  if (code !== 0) throw new Error(output);
}

/** Jobs run side by side: the first of them would fetch the CDK CLI while the others look for it. */
async function fetchCli(): Promise<void> {
  const [cli] = /aws-cdk@[0-9.]+/.exec(shop.workflow)!;
  const { code, output } = await runProgram('npx', ['--yes', cli, '--version'], { cwd: os.tmpdir() });
  if (code !== 0) throw new Error(output);
}

interface Push {
  /** Environments that differ from those that there should be; without a value, they are missing. */
  readonly environments?: Record<string, EnvironmentOptions | undefined>;
  readonly env?: Record<string, string>;
}

/** Push to the repository, and run what that starts. */
async function push({ environments = {}, env = {} }: Push = {}): Promise<ActRun> {
  const all = Object.entries({ ...ENVIRONMENTS, ...environments });
  api.reset(Object.fromEntries(all.flatMap(([name, options]) => (options ? [[name, options]] : []))));
  return act({
    repository: shop.directory,
    workflow: shop.workflowFile,
    api,
    env: { AWS_ENDPOINT_URL: emulator.endpoint, SHOP_MODULES: shop.modules, CDK_VALIDATION: 'false', ...env },
  });
}

const REJECTED: EnvironmentOptions = { reviewed: true, decision: 'rejected' };

/** Jobs that ended in another way than well. */
function others({ jobs }: ActRun): Record<string, string> {
  return Object.fromEntries(Object.entries(jobs).filter(([, result]) => result !== 'success'));
}

async function download({ account, region }: Environment, bucket: string, key: string): Promise<Buffer> {
  // The emulator asks who it is, and trusts the answer.
  const authorization = `AWS4-HMAC-SHA256 Credential=${account}/20260101/${region}/s3/aws4_request, SignedHeaders=host, Signature=0`;
  const response = await fetch(`${emulator.endpoint}/${bucket}/${key}`, { headers: { authorization } });
  if (!response.ok) throw new Error(await response.text());
  return Buffer.from(await response.arrayBuffer());
}

/** What the function of each Stage answers; nothing where there is none. */
async function answers(): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const [stage, at] of Object.entries(STAGES)) {
    const { ReportName } = await emulator.outputs(at, `${stage}-Service`);
    const input = { FunctionName: ReportName };
    const { Payload } = await emulator.call({ ...at, service: 'lambda', operation: 'invoke', input });
    all[stage] = JSON.parse(Payload);
  }
  return all;
}

/** What the function answers when it says this number of orders. */
function everywhere(orders: number): Record<string, string> {
  const text = `Orders of today: ${orders}`;
  return { Tests: text, Production: text, 'Production-EU': text };
}

test('the first run deploys everything: every gate is asked, and each job gets what others have made', async () => {
  const run = await push();

  expect(others(run)).toEqual({});
  expect([...api.reviews].sort()).toEqual(
    [`${REVIEW}: approved`, `${PERMISSIONS}: approved`, `${APPROVE}: approved`].sort(),
  );
  expect(api.reviews[0]).toBe(`${APPROVE}: approved`);
  expect(await answers()).toEqual(everywhere(3));
  expect(await emulator.stack(PRODUCTION, 'Production-Data')).toMatchObject({
    EnableTerminationProtection: true,
    Tags: [{ Key: 'shop', Value: 'Production' }],
  });

  const { ReportName } = await emulator.outputs(TESTS, 'Tests-Service');
  expect(run.logs['Tests-Smoke']).toContain(`report: asking ${ReportName}\n`);
  expect(run.logs['Tests-Smoke']).toContain('modes: 750, link to bin/ask, hidden\nnotes: the same\n');
});

test('what was executable when it was synthesized is executable in what is published', async () => {
  const Bucket = `cdk-hnb659fds-assets-${TESTS.account}-${TESTS.region}`;
  const { Contents } = await emulator.call({
    ...TESTS,
    service: 's3',
    operation: 'list_objects_v2',
    input: { Bucket },
  });
  const [zip, ...more] = Contents.filter(({ Key }: { readonly Key: string }) => Key.endsWith('.zip'));

  expect(more).toEqual([]);
  expect(modesIn(await download(TESTS, Bucket, zip.Key))).toEqual({ 'index.js': '644', tool: '755' });
});

test('where nothing has changed, nobody is asked about permissions, and what comes after that gate runs', async () => {
  const run = await push();

  expect(others(run)).toEqual({ [PERMISSIONS]: 'skipped' });
  expect(api.reviews).not.toContain(`${PERMISSIONS}: approved`);
  expect(run.logs['Everywhere-Production-Service-Deploy']).toContain('(no changes)');
});

test('a changed asset is deployed, and the workflow file stays as it is', async () => {
  const before = shop.workflow;
  await shop.edit('demo/report/index.js', 'today: 3', 'today: 4');
  await shop.synthesize();
  const run = await push();

  expect(shop.workflow).toBe(before);
  expect(others(run)).toEqual({ [PERMISSIONS]: 'skipped' });
  expect(await answers()).toEqual(everywhere(4));
});

test('what a gate holds back stays as it is when the gate is rejected', async () => {
  await shop.edit('demo/report/index.js', 'today: 4', 'today: 5');
  const run = await push({ environments: { [`shop-${APPROVE}`]: REJECTED } });

  const behind = Object.keys(run.jobs).filter((id) => id.startsWith('Everywhere-') && id !== APPROVE);
  const skipped = Object.fromEntries(behind.map((id) => [id, 'skipped']));
  expect(others(run)).toEqual({ [APPROVE]: 'failure', ...skipped });
  expect(behind).toHaveLength(8);
  expect(await answers()).toEqual({ ...everywhere(4), Tests: 'Orders of today: 5' });
});

test('broadened permissions ask, and rejected they hold back that Stage and no other', async () => {
  const run = await push({
    environments: { [`shop-${PERMISSIONS}`]: REJECTED },
    env: { SHOP_OPERATORS: 'administrators' },
  });

  expect(others(run)).toEqual({
    [PERMISSIONS]: 'failure',
    'Everywhere-Production-Data-Deploy': 'skipped',
    'Everywhere-Production-Service-Deploy': 'skipped',
  });
  expect(run.logs['Everywhere-Production-Permissions-Check']).toContain('AdministratorAccess');
  expect(await answers()).toEqual({ ...everywhere(5), Production: 'Orders of today: 4' });
});

test('a gate without reviewers, or without its environment, stops the run before anything is deployed', async () => {
  const run = await push({
    environments: { [`shop-${APPROVE}`]: { reviewed: false }, [`shop-${REVIEW}`]: undefined },
  });

  expect(run.jobs).toMatchObject({ Preflight: 'failure', 'Assets-Tests': 'skipped', 'Tests-Data-Deploy': 'skipped' });
  expect(run.logs.Preflight).toMatch(new RegExp(`shop-${APPROVE} is a gate, and nobody has to approve`));
  expect(run.logs.Preflight).toMatch(new RegExp(`there is no environment shop-${REVIEW}\\b`));
});

test('AWS refuses a job that was edited to be in no environment', async () => {
  const edited = shop.workflow.replace(
    /(\n {2}Tests-Data-Deploy:\n(?: {4}.*\n)*?) {4}environment:.*\n(?: {5,}.*\n)*/,
    '$1',
  );
  expect(edited).not.toBe(shop.workflow);
  await shop.write({ [shop.workflowFile]: edited });
  const run = await push({ env: { CDK_PIPELINES_WORKFLOW: 'off' } });

  expect(run.jobs['Tests-Data-Deploy']).toBe('failure');
  expect(run.logs['Tests-Data-Deploy']).toContain('Not authorized to perform sts:AssumeRoleWithWebIdentity');
  expect(run.jobs['Tests-Service-Deploy']).toBe('skipped');
});

test('a file that is not what the application says fails the synthesis, which says how to fix it', async () => {
  const run = await push();

  expect(run.jobs).toMatchObject({ 'Build-Synth': 'failure', 'Tests-Data-Deploy': 'skipped' });
  expect(run.logs['Build-Synth']).toContain(shop.workflowFile);
  expect(run.logs['Build-Synth']).toContain('To fix it');
});
