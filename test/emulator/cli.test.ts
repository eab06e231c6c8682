import * as fs from 'fs';
import * as path from 'path';
import { HOME } from './code-pipeline';
import { Emulator, type Environment } from './emulator';
import { Repository, cdk } from './repository';
import { ADD_PARAMETER, BETA, PROD, STRANGER, bootstrapAll, deleteParameter, makeParameter } from './shop';

// The application stacks of a pipeline's Stages, deployed by hand: with the real CDK CLI, from the cloud assembly of the pipeline, by
// somebody who has credentials of the pipeline's account only.

let emulator: Emulator;
let repository: Repository;
let assembly: string;

beforeAll(async () => {
  emulator = await Emulator.start();
  await bootstrapAll(emulator);
  repository = await Repository.create();
  assembly = await repository.synth();
});

afterAll(() => emulator?.stop());

function deploy(stacks: string, options: string[] = [], as: Environment = HOME) {
  return cdk(emulator, as, ['-a', assembly, 'deploy', stacks, '--require-approval=never', ...options]);
}

test('an account that the targets do not trust cannot deploy them', async () => {
  const { code, output } = await deploy('Delivery/Beta/*', [], STRANGER);

  expect(output).toContain('is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role/');
  expect(code).not.toBe(0);
});

test('the first deployment: assets are published, stacks made, outputs read back', async () => {
  const file = path.join(assembly, '..', 'outputs.json');
  const { code, output } = await deploy('Delivery/Beta/*', ['--outputs-file', file]);

  expect({ code, output }).toMatchObject({ code: 0 });
  const outputs = JSON.parse(fs.readFileSync(file, 'utf-8'));
  expect(Object.keys(outputs).sort()).toEqual(['Beta-Data', 'Beta-Service']);
  expect(outputs['Beta-Service']).toEqual(await emulator.outputs(BETA, 'Beta-Service'));
  expect(await invoke(BETA, outputs['Beta-Service'].ReportName)).toBe('Orders of today: 3');
  expect(await emulator.stack(BETA, 'Beta-Service')).toMatchObject({ Tags: [{ Key: 'shop', Value: 'Beta' }] });
});

test('a change set is prepared, and changes nothing until it is executed', async () => {
  const prepared = await deploy('Delivery/Prod/Data', [
    '--exclusively',
    '--method=prepare-change-set',
    '--change-set-name=Release',
  ]);
  expect(prepared).toMatchObject({ code: 0 });
  expect(await emulator.stack(PROD, 'Prod-Data')).toMatchObject({ StackStatus: 'REVIEW_IN_PROGRESS' });

  const executed = await deploy('Delivery/Prod/Data', [
    '--exclusively',
    '--method=execute-change-set',
    '--change-set-name=Release',
  ]);
  expect(executed).toMatchObject({ code: 0 });
  expect(await emulator.stack(PROD, 'Prod-Data')).toMatchObject({ StackStatus: 'CREATE_COMPLETE' });
});

test('the second deployment changes what has changed, and nothing else', async () => {
  await repository.edit('report/index.js', 'today: 3', 'today: 4');
  assembly = await repository.synth();
  const { code, output } = await deploy('Delivery/Beta/*');

  expect({ code, output }).toMatchObject({ code: 0 });
  expect(output).toMatch(/Delivery\/Beta\/Data \(Beta-Data\) \(no changes\)/);
  const { ReportName } = await emulator.outputs(BETA, 'Beta-Service');
  expect(await invoke(BETA, ReportName)).toBe('Orders of today: 4');
});

test('a stack that fails says why, and is deployed when the reason is gone', async () => {
  await makeParameter(emulator, BETA);
  await repository.edit(...ADD_PARAMETER);
  assembly = await repository.synth();

  const failed = await deploy('Delivery/Beta/*');
  expect(failed.output).toContain('ParameterAlreadyExists');
  expect(failed.code).not.toBe(0);
  expect(await emulator.stack(BETA, 'Beta-Service')).toMatchObject({ StackStatus: 'UPDATE_ROLLBACK_COMPLETE' });

  await deleteParameter(emulator, BETA);
  const { code, output } = await deploy('Delivery/Beta/*');
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(await emulator.stack(BETA, 'Beta-Service')).toMatchObject({ StackStatus: 'UPDATE_COMPLETE' });
});

/** What the function answers. */
async function invoke(at: Environment, FunctionName: string): Promise<string> {
  const { Payload } = await emulator.call({ ...at, service: 'lambda', operation: 'invoke', input: { FunctionName } });
  return JSON.parse(Payload);
}
