import * as path from 'path';
import { Emulator } from './emulator';
import { type Finished, run } from './processes';
import { Repository } from './repository';
import { ADD_PARAMETER, BETA, PROD, deleteParameter, makeParameter } from './shop';

// `npx cdk-pipelines run --deploy`, as a user runs it in the working tree: steps in real shells, stacks on the emulator.

const COMMAND = path.resolve(__dirname, '../../lib/cli/main.js');

let emulator: Emulator;
let repository: Repository;
let assembly: string;

beforeAll(async () => {
  emulator = await Emulator.start({ evaluatesPolicies: false });
  repository = await Repository.create();
  assembly = await repository.synth();
});

afterAll(() => emulator?.stop());

function deploy(...options: string[]): Promise<Finished> {
  const args = [
    COMMAND,
    'run',
    '--deploy',
    '--endpoint',
    emulator.endpoint,
    '--assembly',
    assembly,
    '--env',
    'SHOP_MODULES',
    ...options,
  ];
  const env = { SHOP_MODULES: path.join(repository.directory, 'node_modules') };
  return run(process.execPath, args, { cwd: repository.directory, env });
}

test('all of the pipeline: stacks are those of the synth of this run, a step reads an output, a gate is approved', async () => {
  // It is not in the cloud assembly that the plan is from.
  await repository.edit('report/index.js', 'today: 3', 'today: 5');
  const { code, output } = await deploy('--approve', 'Promote');

  expect({ code, output }).toMatchObject({ code: 0 });
  const { ReportName } = await emulator.outputs(BETA, 'Beta-Service');
  expect(output).toContain(`The report is ${ReportName}`);
  expect(await answerOf('Beta-Service', BETA)).toBe('Orders of today: 5');
  expect(await emulator.stack(PROD, 'Prod-Service')).toMatchObject({ StackStatus: 'CREATE_COMPLETE' });
});

test('a gate that nobody decides stops what comes after it', async () => {
  const { code, output } = await deploy('--from', 'Promote');
  expect(output).toContain('--approve');
  expect(code).toBe(3);
});

test('a stack that fails says why, and --retry deploys just that', async () => {
  await makeParameter(emulator, BETA);
  await repository.edit(...ADD_PARAMETER);
  const failed = await deploy();
  expect(failed.code).toBe(1);
  expect(failed.output).toMatch(
    /Beta\/Service.Deploy.*Resource updates failed: Delivery\/Beta\/Service\/Currency.*ParameterAlreadyExists/,
  );

  await deleteParameter(emulator, BETA);
  const { code, output } = await deploy('--retry', '--approve', 'Promote');
  expect({ code, output }).toMatchObject({ code: 0 });
  // The gate that nobody decided before, too.
  expect(output).toContain('deploying 2 actions');
  expect(await emulator.stack(BETA, 'Beta-Service')).toMatchObject({ StackStatus: 'UPDATE_COMPLETE' });
});

async function answerOf(stack: string, at: typeof BETA): Promise<unknown> {
  const { ReportName: FunctionName } = await emulator.outputs(at, stack);
  const { Payload } = await emulator.call({ ...at, service: 'lambda', operation: 'invoke', input: { FunctionName } });
  return JSON.parse(Payload);
}
