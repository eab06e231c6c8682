// Plain JavaScript, as Lambda runs it: no types to import.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { approve, pendingToken } = require('../../lib/engines/codepipeline/private/approve-lambda');

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
