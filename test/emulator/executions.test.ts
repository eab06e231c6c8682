import { CodePipeline, HOME } from './code-pipeline';
import { Emulator } from './emulator';
import { Repository } from './repository';
import { ADD_PARAMETER, BETA, PROD, bootstrapAll, deleteParameter, makeParameter } from './shop';

// The emitted pipeline, executed: actions of CloudFormation by the roles and with the change sets that its template names, builds with
// the commands of its projects. README.md beside this file says what stands for CodePipeline.

let emulator: Emulator;
let repository: Repository;
let pipeline: CodePipeline;

beforeAll(async () => {
  emulator = await Emulator.start();
  await bootstrapAll(emulator);
  repository = await Repository.create();
  pipeline = new CodePipeline(emulator, repository);
  await pipeline.deploy();
});

afterAll(() => emulator?.stop());

test('the first execution publishes, deploys to two accounts, and hands an output to a step', async () => {
  const { done, failure, restarts } = await pipeline.execute();

  expect(failure).toBeUndefined();
  expect(restarts).toBe(0);
  expect(done.slice(3)).toEqual([
    'Assets/Report_Code',
    'Beta/Data.Prepare',
    'Beta/Data.Deploy',
    'Beta/Service.Prepare',
    'Beta/Service.Deploy',
    'Beta/SmokeTest',
    'Prod/Promote',
    'Prod/Data.Prepare',
    'Prod/Data.Deploy',
    'Prod/Service.Prepare',
    'Prod/Service.Deploy',
  ]);
  for (const [at, stack] of [
    [BETA, 'Beta-Service'],
    [PROD, 'Prod-Service'],
  ] as const) {
    expect(await emulator.stack(at, stack)).toMatchObject({ StackStatus: 'CREATE_COMPLETE', Tags: [{ Key: 'shop' }] });
  }
});

test('an execution without a change changes nothing', async () => {
  expect(await pipeline.execute()).toMatchObject({ changed: [], restarts: 0, failure: undefined });
});

test('an execution after a change changes only that', async () => {
  await repository.edit('report/index.js', 'today: 3', 'today: 4');
  const { changed, failure } = await pipeline.execute();

  expect(failure).toBeUndefined();
  expect(changed).toEqual(['Beta-Service/ReportC847FC22', 'Prod-Service/ReportC847FC22']);
});

test('a stack that fails stops the execution with its reason; the next one goes on', async () => {
  await makeParameter(emulator, PROD);
  await repository.edit(...ADD_PARAMETER);
  const failed = await pipeline.execute();

  expect(failed.failure).toMatchObject({
    action: 'Prod/Service.Deploy',
    reason: expect.stringMatching(/^Prod-Service\/Currency.*ParameterAlreadyExists/),
  });
  expect(failed.done).not.toContain('Prod/Service.Deploy');
  expect(failed.changed).toEqual([expect.stringMatching(/^Beta-Service\/Currency/)]);

  await deleteParameter(emulator, PROD);
  const { changed, failure } = await pipeline.execute();
  expect(failure).toBeUndefined();
  expect(changed).toEqual([expect.stringMatching(/^Prod-Service\/Currency/)]);
});

test('the roles of the targets trust the account of the pipeline, and no other', async () => {
  const role = `arn:aws:iam::${PROD.account}:role/cdk-hnb659fds-deploy-role-${PROD.account}-${PROD.region}`;
  const call = {
    ...HOME,
    role,
    service: 'cloudformation',
    operation: 'describe_stacks',
    input: { StackName: 'Prod-Data' },
  };

  expect((await emulator.call(call)).Stacks).toHaveLength(1);
  await expect(emulator.call({ ...call, account: BETA.account })).rejects.toThrow('AccessDenied');
});
