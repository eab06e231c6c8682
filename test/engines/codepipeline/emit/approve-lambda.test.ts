// Plain JavaScript, as Lambda runs it: no types to import.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { approve, handler, pendingToken } = require('../../../../lib/engines/codepipeline/private/approve-lambda');

const EVENT = { PipelineName: 'P', StageName: 'Prod', ActionName: 'Check.Confirm' };

const state = (status: string, token?: string, actionName = EVENT.ActionName, stageName = EVENT.StageName) => ({
  stageStates: [
    {
      stageName: 'Other',
      actionStates: [{ actionName: EVENT.ActionName, latestExecution: { status: 'InProgress', token: 'wrong' } }],
    },
    { stageName, actionStates: [{ actionName, latestExecution: { status, token } }] },
  ],
});

/** CodePipeline that answers with the given states, one after the other; the last one for ever. */
function fake(states: object[], seconds = 300) {
  const results: object[] = [];
  let asked = 0;
  let left = seconds;
  return {
    results,
    pipeline: {
      state: async () => states[Math.min(asked++, states.length - 1)],
      putResult: async (input: object) => void results.push(input),
    },
    clock: { secondsLeft: () => left, sleep: async (s: number) => void (left -= s) },
  };
}

test('approves the action that waits, with its token', async () => {
  const { results, pipeline, clock } = fake([state('InProgress', 'token')]);
  await approve(EVENT, pipeline, clock);
  expect(results).toEqual([
    {
      pipelineName: 'P',
      stageName: 'Prod',
      actionName: 'Check.Confirm',
      token: 'token',
      result: { status: 'Approved', summary: expect.any(String) },
    },
  ]);
});

test('asks again until the action waits', async () => {
  const { results, pipeline, clock } = fake([
    {},
    state('Succeeded', 'of-an-earlier-execution'),
    state('InProgress', 'now'),
  ]);
  await approve(EVENT, pipeline, clock);
  expect(results).toMatchObject([{ token: 'now' }]);
});

test('gives up before its time is over, and approves nothing', async () => {
  const { results, pipeline, clock } = fake([state('Failed', 'old')], 30);
  await expect(approve(EVENT, pipeline, clock)).rejects.toThrow(
    'P/Prod/Check.Confirm did not ask for an approval in time',
  );
  expect(results).toEqual([]);
});

test.each([
  ['another action', state('InProgress', 't', 'Else')],
  ['another stage', state('InProgress', 't', EVENT.ActionName, 'Beta')],
  ['an action that is done', state('Succeeded', 't')],
  [
    'an action without executions',
    { stageStates: [{ stageName: 'Prod', actionStates: [{ actionName: 'Check.Confirm' }] }] },
  ],
])('%s has no pending token', (_, s) => {
  expect(pendingToken(s, EVENT.StageName, EVENT.ActionName)).toBeUndefined();
});

describe('a decision is about one execution', () => {
  const inExecution = (pipelineExecutionId: string, status: string, token?: string) => {
    const [other, stage] = state(status, token).stageStates;
    return { stageStates: [other, { ...stage, latestExecution: { pipelineExecutionId, status: 'InProgress' } }] };
  };

  test('approves the execution that was checked', async () => {
    const { results, pipeline, clock } = fake([
      inExecution('checked', 'Succeeded'),
      inExecution('checked', 'InProgress', 'token'),
    ]);
    await approve(EVENT, pipeline, clock);
    expect(results).toMatchObject([{ token: 'token' }]);
  });

  test('leaves an approval of a later execution alone, at once', async () => {
    const { results, pipeline, clock } = fake([
      inExecution('checked', 'Failed'),
      inExecution('unchecked', 'InProgress', 'token'),
    ]);
    await expect(approve(EVENT, pipeline, clock)).rejects.toThrow(
      "execution 'checked' has left stage 'Prod' without an approval; 'unchecked' is there now",
    );
    expect(results).toEqual([]);
    expect(clock.secondsLeft()).toBe(295);
  });

  test('that cannot be made is not tried again by Lambda, which would meet a later execution', async () => {
    jest.doMock(
      '@aws-sdk/client-codepipeline',
      () => ({
        CodePipelineClient: class {
          async send() {
            return {};
          }
        },
        GetPipelineStateCommand: class {},
        PutApprovalResultCommand: class {},
      }),
      { virtual: true },
    );
    const log = jest.spyOn(console, 'error').mockImplementation();
    await expect(handler(EVENT, { getRemainingTimeInMillis: () => 1000 })).resolves.toBeUndefined();
    expect(log).toHaveBeenCalledWith(expect.stringContaining('did not ask for an approval in time'));
    log.mockRestore();
  });
});

describe('an event that comes late', () => {
  const NOW = Date.parse('2030-01-01T12:00:00Z');
  const ago = (seconds: number) => new Date(NOW - seconds * 1000);
  const waiting = (build: string, ended: Date) => ({
    stageStates: [
      {
        stageName: 'Prod',
        latestExecution: { pipelineExecutionId: 'B' },
        actionStates: [
          {
            actionName: 'Check.Check',
            latestExecution: { status: 'Succeeded', externalExecutionId: build, lastStatusChange: ended },
          },
          { actionName: 'Check.Confirm', latestExecution: { status: 'InProgress', token: 'token' } },
        ],
      },
    ],
  });
  const run = async (event: object, ...states: object[]) => {
    const { results, pipeline, clock } = fake(states);
    const outcome = await approve(event, pipeline, { ...clock, now: () => NOW }).catch((e: Error) => e.message);
    return { results, outcome };
  };

  test('approves nothing if another build has checked the execution that is there', async () => {
    const { results, outcome } = await run({ ...EVENT, BuildId: 'p:a' }, waiting('p:b', ago(1)));
    expect([results, outcome]).toEqual([[], expect.stringContaining("build 'p:a' is not the check of the execution")]);
  });

  test('approves nothing if the execution goes on to another build while it waits', async () => {
    const { results } = await run(
      { ...EVENT, BuildId: 'p:a' },
      {
        stageStates: [
          {
            ...waiting('p:a', ago(1)).stageStates[0],
            actionStates: waiting('p:a', ago(1)).stageStates[0].actionStates.slice(0, 1),
          },
        ],
      },
      waiting('p:b', ago(1)),
    );
    expect(results).toEqual([]);
  });

  test('approves if its build is the check', async () => {
    const { results } = await run({ ...EVENT, BuildId: 'p:a' }, waiting('p:a', ago(1)));
    expect(results).toHaveLength(1);
  });

  test('and does not say which build it is from: approves only soon after the check', async () => {
    expect((await run(EVENT, waiting('p:b', ago(301)))).results).toEqual([]);
    expect((await run(EVENT, waiting('p:b', ago(299)))).results).toHaveLength(1);
  });
});
