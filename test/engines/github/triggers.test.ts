import { github, ManualApprovalStep } from '../../../lib';
import { stageOf } from '../../kit/app';
import { built, setUp, withoutWarnings } from './kit';
import { problemsIn } from './problems';

withoutWarnings();

/** When those jobs run that wait for no other. */
function guards(workflowTriggers?: github.WorkflowTriggers): (string | undefined)[] {
  const { app, workflow } = setUp({ workflowTriggers });
  workflow.addStage(stageOf(app, 'Prod'), { pre: [new ManualApprovalStep('Release')] });
  const first = Object.values(built(workflow).jobs).filter(({ needs }) => needs === undefined);
  expect(first.map(({ name }) => name)).toEqual(['Preflight', 'Build/Synth']);
  return [...new Set(first.map((job) => job.if))];
}

const MAIN = "github.event_name != 'workflow_dispatch' || github.ref == 'refs/heads/main'";

test('a branch that a push does not deploy cannot be deployed by hand', () => {
  expect(guards()).toEqual([MAIN]);
  expect(guards({ push: { branches: ['main'] }, workflowDispatch: {} })).toEqual([MAIN]);
  expect(guards({ push: { branches: ['main', 'release/**'] }, workflowDispatch: {} })).toEqual([
    `${MAIN} || startsWith(github.ref, 'refs/heads/release/')`,
  ]);
});

test('names of branches may have any characters that patterns do not', () => {
  expect(guards({ push: { branches: ["it's@日本#1"] }, workflowDispatch: {} })).toEqual([
    "github.event_name != 'workflow_dispatch' || github.ref == 'refs/heads/it''s@日本#1'",
  ]);
});

test.each([
  ['nobody can start it', { push: { branches: ['main'] } }],
  ['that is meant', { push: { branches: ['main'] }, workflowDispatch: { fromAnyBranch: true } }],
  ['every branch deploys', { push: {}, workflowDispatch: {} }],
  ['a pattern cannot be told apart', { push: { branches: ['v[12]'] }, workflowDispatch: {} }],
])('no branch is refused if %s', (_, triggers) => {
  expect(guards(triggers)).toEqual([undefined]);
});

test('inputs are variables of steps, with their default in other runs', () => {
  const inputs = {
    level: { defaultValue: "it's", options: ["it's", 'b'] },
    tag: { required: true, description: 'Which' },
  };
  const { workflow } = setUp({ workflowTriggers: { push: { branches: ['main'] }, workflowDispatch: { inputs } } });
  const file = built(workflow);
  expect(file.on.workflow_dispatch).toEqual({
    inputs: {
      level: { type: 'choice', default: "it's", options: ["it's", 'b'] },
      tag: { description: 'Which', required: true, type: 'string' },
    },
  });
  expect(file.jobs['Build-Synth'].steps.find(({ name }) => name === 'Run')!.env).toEqual({
    level: "${{ inputs.level || 'it''s' }}",
    tag: '${{ inputs.tag }}',
  });
});

test('what else starts a workflow is as GitHub has it', () => {
  const { workflow } = setUp({
    workflowTriggers: {
      push: { branches: ['main'], paths: ['app/**'], tags: ['v*'] },
      schedule: [{ cron: '0 3 * * 1' }],
    },
  });
  expect(built(workflow).on).toEqual({
    push: { branches: ['main'], paths: ['app/**'], tags: ['v*'] },
    schedule: [{ cron: '0 3 * * 1' }],
  });
});

test('runs of a workflow wait for those of its file, whatever both are called', () => {
  const of = (props: Parameters<typeof setUp>[0]) => {
    const { name, concurrency } = built(setUp(props).workflow);
    return [name, concurrency];
  };
  const group = (name: string) => ({ group: name, 'cancel-in-progress': false });
  expect(of({})).toEqual(['deploy', group('deploy')]);
  expect(of({ workflowPath: '.github/workflows/shop.yml' })).toEqual(['shop', group('shop')]);
  expect(of({ workflowPath: '.github/workflows/shop.yaml' })).toEqual(['shop', group('shop.yaml')]);
  expect(of({ workflowPath: '.github/workflows/shop.yml', workflowName: 'deploy' })).toEqual(['deploy', group('shop')]);
});

test.each([['false'], [1]])('what is no switch does not open all branches: %j', (value) => {
  const workflowDispatch = { fromAnyBranch: value, inputs: { A: { required: value } } } as never;
  const { workflow } = setUp({ workflowTriggers: { workflowDispatch } });
  expect(problemsIn(() => workflow.buildPipeline())).toEqual([
    expect.stringMatching(/ as workflowTriggers\.workflowDispatch\.fromAnyBranch$/),
    expect.stringMatching(/ as workflowTriggers\.workflowDispatch\.inputs\.A\.required$/),
  ]);
});

describe('patterns', () => {
  const given = (push: github.PushTrigger) => () => setUp({ workflowTriggers: { push } }).workflow.buildPipeline();

  test.each<[github.PushTrigger]>([[{ branches: ['!next'] }], [{ tags: ['!v1', '!v2'] }], [{ paths: ['!docs/**'] }]])(
    'that only exclude start nothing: %j',
    (push) => {
      const [name] = Object.keys(push);
      expect(given(push)).toThrow(
        `[Delivery] nothing but patterns with ! as workflowTriggers.push.${name}. Expected: a pattern that includes, before those`,
      );
    },
  );

  test('that exclude after others are fine', () => {
    expect(given({ branches: ['**', '!next'] })).not.toThrow();
  });
});

test.each([['0 3 * * 1'], ['*/15 0-6,20-23 1,15 JAN-MAR,dec MON-FRI'], ['59 23 31 12 6']])('%s is a time', (cron) => {
  expect(() => built(setUp({ workflowTriggers: { schedule: [{ cron }] } }).workflow)).not.toThrow();
});

test.each([
  ['every day at 3'],
  ['99 3 * * 1'],
  ['0 24 * * *'],
  ['0 3 0 * *'],
  ['0 3 * 13 *'],
  ['0 3 * * 8'],
  ['0 3 * * MO'],
  ['0 3 ? * MON'],
  ['*/0 3 * * *'],
  ['6-1 3 * * *'],
  ['0 3 * *'],
  ['@daily'],
])('%s is none', (cron) => {
  const { workflow } = setUp({ workflowTriggers: { schedule: [{ cron }] } });
  expect(problemsIn(() => workflow.buildPipeline())).toEqual([
    `the string '${cron}' as workflowTriggers.schedule[0].cron`,
  ]);
});

test('inputs that are no object are an error', () => {
  const workflowDispatch = { inputs: 'SIZE' } as never;
  const { workflow } = setUp({ workflowTriggers: { workflowDispatch } });
  expect(problemsIn(() => workflow.buildPipeline())).toEqual([
    "the string 'SIZE' as workflowTriggers.workflowDispatch.inputs",
  ]);
});

test('patterns that GitHub cannot check in a run by hand are a warning, unless that is meant', () => {
  const print = jest.spyOn(console, 'warn').mockImplementation();
  built(
    setUp({ workflowTriggers: { push: { branches: ['v[12]'] }, workflowDispatch: { fromAnyBranch: true } } }).workflow,
  );
  expect(print.mock.calls).toEqual([]);
  built(setUp({ workflowTriggers: { push: { branches: ['v[12]'] }, workflowDispatch: {} } }).workflow);
  expect(print.mock.calls).toEqual([[expect.stringContaining('started by hand on any branch')]]);
  print.mockRestore();
});

test('gates that share an environment are a warning', () => {
  const print = jest.spyOn(console, 'warn').mockImplementation();
  const { app, workflow } = setUp();
  const gates = ['One', 'Two'].map((name) => new ManualApprovalStep(name));
  workflow.addStage(stageOf(app, 'Prod'), { pre: gates });
  gates.forEach((gate, i) => workflow.configureStep(gate, { gitHubEnvironment: { name: i === 0 ? 'Ask' : 'ask' } }));
  built(workflow);
  expect(print.mock.calls).toEqual([
    [expect.stringContaining("jobs 'Prod-One', 'Prod-Two' are in one environment, 'Ask'")],
  ]);
  print.mockRestore();
});
