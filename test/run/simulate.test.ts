import { large, shop } from '../cli/fixtures';
import { PlanGraph } from '../../lib/document/plan-graph';
import type { RunEvent, RunFinished } from '../../lib/run/events';
import { type Assumptions, simulate } from '../../lib/run/simulate';

function run(assumptions: Assumptions = {}, document = shop()) {
  const events: RunEvent[] = [];
  const exitCode = simulate(new PlanGraph(document), assumptions, (event) => events.push(event));
  const of = <T extends RunEvent['type']>(type: T) =>
    events.filter((event): event is Extract<RunEvent, { type: T }> => event.type === type);
  const last = events[events.length - 1] as RunFinished;
  return { events, exitCode, last, of, started: of('action.started').map(({ action }) => action) };
}

const startOf = (assumptions: Assumptions, action: string) =>
  run(assumptions)
    .of('action.started')
    .find((event) => event.action === action);

test('all runs, each after what it waits for, and the chain that the end waited for is known', () => {
  const { started, last } = run();
  expect(started.slice(0, 3)).toEqual(['Source/shop', 'Build/Synth', 'UpdatePipeline/SelfMutate']);
  expect(last).toMatchObject({
    result: 'succeeded',
    exitCode: 0,
    counts: { succeeded: started.length, 'never-started': 0 },
  });
  expect(last.criticalPath[0]).toBe('Source/shop');
  expect(last.criticalPath[last.criticalPath.length - 1]).toMatch(/^Prod\//);
});

test('unrequested waits show only in the order of CodePipeline', () => {
  // America waits for the review of Europe, because run orders are barriers.
  const [plan, real] = [run({ rejected: ['Review'] }), run({ rejected: ['Review'], order: 'codepipeline' })];
  expect(plan.started).toContain('Prod/America.Service.Deploy');
  expect(real.started).not.toContain('Prod/America.Service.Deploy');
  expect(real.of('action.never-started').map(({ action, because }) => `${action} ${because}`)).toContain(
    'Prod/America.Service.Deploy Prod/Europe.Review',
  );
});

test('what fails lets nothing start that waits for it, and stops nothing else', () => {
  const { started, last, of } = run({ failing: ['Prod-Europe-Data'] });
  expect(started).toContain('Prod/America.Service.Deploy');
  expect(of('action.never-started').map(({ action }) => action)).toEqual([
    'Prod/Europe.Service.Prepare',
    'Prod/Europe.Service.Deploy',
  ]);
  // It has done all that it was asked for.
  expect(last).toMatchObject({ result: 'failed', exitCode: 0 });
});

test('a Stage fails with each of its deployments', () => {
  const { of } = run({ failing: ['America'] });
  expect(of('action.finished').filter(({ result }) => result === 'failed')).toMatchObject([
    { action: 'Prod/America.Data.Deploy', reason: 'assumed to fail' },
  ]);
});

test('times are those that were given, and say what was waited for', () => {
  const minutes = new Map([
    ['Build/Synth', 10],
    ['Test/Beta', 1],
  ]);
  expect(startOf({ minutes }, 'UpdatePipeline/SelfMutate')).toMatchObject({ at: 612, after: 'Build/Synth' });
});

test('as many as may run at once', () => {
  const { events } = run({ concurrency: 1 });
  let running = 0;
  for (const event of events) {
    running += event.type === 'action.started' ? 1 : event.type === 'action.finished' ? -1 : 0;
    expect(running).toBeLessThanOrEqual(2);
  }
  expect(events.map(({ type }) => type)).toContain('action.queued');
});

test.each<[string, Assumptions, string[]]>([
  ['one action', { only: ['Smoke'] }, ['Test/Beta.Smoke']],
  [
    'from',
    { from: 'Prod/Europe/Review' },
    ['Prod/Europe.Review', 'Prod/Europe.Service.Prepare', 'Prod/Europe.Service.Deploy'],
  ],
  ['until', { until: 'Build/Synth' }, ['Source/shop', 'Build/Synth']],
  [
    'from until',
    { from: 'Build/Synth', until: 'UpdatePipeline/SelfMutate' },
    ['Build/Synth', 'UpdatePipeline/SelfMutate'],
  ],
])('%s', (_, assumptions, expected) => {
  const { started, events } = run(assumptions);
  expect(started).toEqual(expected);
  expect(events[0]).toMatchObject({ actions: expected.map((action) => ({ action })) });
});

test.each<[Assumptions, RegExp]>([
  [{ failing: ['Prd'] }, /nothing is called 'Prd'/],
  [{ rejected: ['Smoke'] }, /'Smoke' is no gate.*take one of 'Prod\/Promote'/],
  [{ from: 'Prod', until: 'Test' }, /no action is in all that --from, --until/],
])('%j is bad input', (assumptions, message) => expect(() => run(assumptions)).toThrow(message));

test('the same events each time, and for many actions', () => {
  const document = large(250);
  const [one, other] = [run({}, document), run({}, document)];
  expect(one.events).toEqual(other.events);
  expect(one.started).toHaveLength(2 + 10 + 2000);
});
