import * as path from 'path';
import { Emulator } from './emulator';
import { Repository } from './repository';
import { BETA, PROD } from './shop';
import { PlanGraph } from '../../lib/document/plan-graph';
import { readPlans } from '../../lib/document/read-plans';
import { deployingExecutor } from '../../lib/run/clouds/deploy';
import { readOutputs } from '../../lib/run/clouds/last-outputs';

import { Handover } from '../../lib/run/handover';
import type { CloudOptions } from '../../lib/run/options';
import type { Outcome } from '../../lib/run/progress';
import { worksOf } from '../../lib/run/read-works';
import { type Work } from '../../lib/run/works';

// What `run --deploy` does with the stacks and assets of the plan, one after the other.

let emulator: Emulator;
let repository: Repository;

beforeAll(async () => {
  emulator = await Emulator.start({ evaluatesPolicies: false });
  repository = await Repository.create();
});

afterAll(() => emulator?.stop());

const RUNS = () => path.join(repository.directory, '.cdk-pipelines', 'run');

interface Deployed {
  readonly outcomes: Record<string, Outcome>;
  readonly lines: readonly string[];
  readonly handover: Handover;
}

/** Those works of the plan that the CDK CLI carries out. */
async function deploy(options: CloudOptions, only: (work: Work) => boolean = () => true): Promise<Deployed> {
  const directory = RUNS();
  const [plan] = readPlans(await repository.synth());
  const works = worksOf(new PlanGraph(plan.document));
  const chosen = works.filter(only);
  const handover = new Handover();
  const others = { execute: async () => ({ result: 'skipped' as const }) };
  const given = { plan, options, works, chosen, handover, directory, cwd: repository.directory, host: process.env };
  const executor = deployingExecutor(given, others);
  const lines: string[] = [];
  const signal = new AbortController().signal;
  const outcomes: Record<string, Outcome> = {};
  for (const work of chosen) {
    const outcome = await executor.execute(work, { report: (r) => 'line' in r && lines.push(r.line), signal });
    if (outcome.result !== 'skipped') outcomes[work.id] = outcome;
    if (outcome.result === 'failed') break;
  }
  return { outcomes, lines, handover };
}

const DEPLOYED = ['Beta/Data', 'Beta/Service', 'Prod/Data', 'Prod/Service'];

/** All that the CDK CLI does, as it ended. */
function allOf(result: Outcome['result']) {
  const names = ['Assets/Report_Code', ...DEPLOYED.flatMap((stack) => [`${stack}.Prepare`, `${stack}.Deploy`])];
  return Object.fromEntries(names.map((name) => [name, { result }]));
}

test('stacks are deployed in the environments of the plan, cross-account, and outputs are handed on', async () => {
  const { outcomes, handover, lines } = await deploy({ endpoint: emulator.endpoint });

  expect(outcomes).toEqual(allOf('succeeded'));
  expect(lines[0]).toMatch(
    /^\$ cdk bootstrap aws:\/\/222222222222\/eu-west-1 .*--trust=111111111111.* \(aws-cdk \S+ of .*node_modules.aws-cdk\)$/,
  );
  const outputs = await emulator.outputs(BETA, 'Beta-Service');
  expect(outputs.ReportName).toBeTruthy();
  expect(handover.stackOutputs.get('Delivery/Beta/Service')).toEqual(outputs);
  expect(handover.variables.get('DeliveryBetaServiceC93BFF57')).toEqual(outputs);
  expect(readOutputs(RUNS())['Delivery/Beta/Service']).toEqual(outputs);
  const { Tags, EnableTerminationProtection } = await emulator.stack(PROD, 'Prod-Data');
  expect({ Tags, EnableTerminationProtection }).toEqual({
    Tags: [{ Key: 'shop', Value: 'Prod' }],
    EnableTerminationProtection: true,
  });
});

test('where nothing has changed, nothing is executed, and outputs are read all the same', async () => {
  const ofProd = ({ application }: Work) => application === 'Delivery/Prod';
  const { outcomes, handover, lines } = await deploy({ endpoint: emulator.endpoint }, ofProd);

  expect(Object.values(outcomes).map(({ result }) => result)).toEqual(Array(4).fill('succeeded'));
  expect(lines.filter((line) => line.includes('--outputs-file') && !line.includes('--method'))).toHaveLength(2);
  expect(handover.stackOutputs.get('Delivery/Prod/Service')).toEqual(await emulator.outputs(PROD, 'Prod-Service'));
});

test('a Stage that is mapped is deployed to another account and region, and nowhere else', async () => {
  const options = { endpoint: emulator.endpoint, map: ['Prod=aws://999999999999/eu-central-1'] };
  const { outcomes } = await deploy(
    options,
    ({ application, kind }) => application === 'Delivery/Prod' || kind === 'publish',
  );

  expect(Object.values(outcomes).map(({ result }) => result)).toEqual(Array(5).fill('succeeded'));
  const sandbox = { account: '999999999999', region: 'eu-central-1' };
  const { ReportName } = await emulator.outputs(sandbox, 'Prod-Service');
  const called = await emulator.call({
    ...sandbox,
    service: 'lambda',
    operation: 'invoke',
    input: { FunctionName: ReportName },
  });
  expect(JSON.parse(called.Payload)).toBe('Orders of today: 3');
  await expect(emulator.stack({ ...BETA, account: sandbox.account }, 'Beta-Service')).rejects.toThrow('does not exist');
});

test('what is not mapped is refused before anything runs', async () => {
  const map = ['Prod=aws://999999999999/eu-central-1'];
  await expect(deploy({ endpoint: emulator.endpoint, map })).rejects.toThrow(
    /aws:\/\/222222222222\/eu-west-1.*is not mapped/,
  );
  await expect(deploy({})).rejects.toThrow(/2 problems:[^]*222222222222[^]*333333333333/);
});

test('an emulator that is not there', async () => {
  const { outcomes } = await deploy({ endpoint: 'http://127.0.0.1:9' }, ({ kind }) => kind === 'publish');
  expect(outcomes['Assets/Report_Code']).toMatchObject({
    result: 'failed',
    fix: 'start the emulator, or correct --endpoint',
  });
});

test('a permissions check asks nobody when nothing is broadened, and says so when something is', async () => {
  const ofCheck = ({ label }: Work) => label.includes('Permissions');
  await repository.edit(
    'app.js',
    "pre: [new ManualApprovalStep('Promote')]",
    "pre: [new ConfirmPermissionsBroadening('Permissions', { stage: prod })]",
  );
  const same = await deploy({ endpoint: emulator.endpoint }, ofCheck);
  expect(same.outcomes).toEqual({
    'Prod/Permissions.Check': { result: 'succeeded', reason: 'nothing is broadened' },
    'Prod/Permissions.Confirm': { result: 'succeeded', reason: 'nothing is broadened, so nobody is asked' },
  });

  await repository.edit(
    'app.js',
    '    this.report = new CfnOutput',
    '    orders.grantPublish(report);\n    this.report = new CfnOutput',
  );
  const { outcomes } = await deploy({ endpoint: emulator.endpoint }, ofCheck);
  // Somebody else asks.
  expect(outcomes).toEqual({
    'Prod/Permissions.Check': { result: 'succeeded', reason: expect.stringContaining('permissions are broadened') },
  });
});
