import * as fs from 'node:fs';
import * as path from 'node:path';
import type { github } from '../../../lib';
import { stageOf } from '../../kit/app';
import { setUp, withoutWarnings } from './kit';
import { problemsIn } from './problems';

withoutWarnings();

type Props = Partial<github.GitHubWorkflowProps>;

/** The text of a workflow with these properties. */
function textOf(props: object): string {
  const { app, workflow } = setUp(props as Props);
  workflow.addStage(stageOf(app, 'Prod'));
  workflow.buildPipeline();
  return workflow.workflowText;
}

function pullRequestsOf(props: object): string {
  const { app } = setUp(props as Props);
  return fs.readFileSync(path.join(app.synth().directory, 'Delivery.pull-request.github.yml'), 'utf8');
}

const OTHERS = [
  ...[
    'workflowPath',
    'workflowName',
    'executionMode',
    'repository',
    'repositoryTokenSecrets',
    'stageOptions',
    'runner',
  ],
  ...['stageEnvironments', 'dockerCredentials', 'preBuildSteps', 'postBuildSteps', 'synthAwsCreds', 'cdkCliVersion'],
  ...['maxPublishers', 'artifactRetention'],
];

// In other languages, what is left out may come as null.
describe('null is as good as nothing', () => {
  test.each<[string, object, object]>([
    ['all triggers', { workflowTriggers: null }, {}],
    [
      'triggers',
      { workflowTriggers: { push: null, schedule: [{ cron: '0 3 * * 1' }], workflowDispatch: null } },
      { workflowTriggers: { schedule: [{ cron: '0 3 * * 1' }] } },
    ],
    [
      'filters, and properties of inputs',
      {
        workflowTriggers: {
          push: { branches: ['main'], tags: null },
          workflowDispatch: { inputs: { A: { defaultValue: null, options: null } }, fromAnyBranch: null },
        },
      },
      { workflowTriggers: { push: { branches: ['main'] }, workflowDispatch: { inputs: { A: {} } } } },
    ],
    [
      'inputs',
      { workflowTriggers: { workflowDispatch: { inputs: null } } },
      { workflowTriggers: { workflowDispatch: {} } },
    ],
    ['actions', { actions: null }, {}],
    ['an action', { actions: { checkout: null } }, {}],
    [
      'what steps have',
      {
        preBuildSteps: [{ uses: null, run: 'x', name: null, id: null, shell: null, workingDirectory: null, env: null }],
      },
      { preBuildSteps: [{ run: 'x' }] },
    ],
    ['the check of pull requests', { pullRequestCheck: null }, {}],
    ['all other properties', Object.fromEntries(OTHERS.map((name) => [name, null])), {}],
  ])('%s', (_, props, same) => {
    expect(textOf(props)).toBe(textOf(same));
  });

  test('branches, paths and the command of the check of pull requests', () => {
    const check = { branches: null, paths: null, awsCreds: null, command: null };
    const workflowTriggers = {
      push: { branches: ['main'] },
      workflowDispatch: { inputs: { A: { defaultValue: null } } },
    };
    const same = { push: { branches: ['main'] }, workflowDispatch: { inputs: { A: {} } } };
    expect(pullRequestsOf({ pullRequestCheck: check, workflowTriggers })).toBe(
      pullRequestsOf({ pullRequestCheck: {}, workflowTriggers: same }),
    );
  });
});

test('any list is as good as another', () => {
  const lists = { branches: new Set(['main']), paths: new Set(['a/**']) };
  const workflowTriggers = { push: lists, schedule: new Set([{ cron: '0 3 * * 1' }]), workflowDispatch: {} };
  const arrays = {
    push: { branches: ['main'], paths: ['a/**'] },
    schedule: [{ cron: '0 3 * * 1' }],
    workflowDispatch: {},
  };
  expect(textOf({ workflowTriggers })).toBe(textOf({ workflowTriggers: arrays }));
});

test('what is no login is reported with all else', () => {
  const { workflow } = setUp({ dockerCredentials: ['ghcr'], maxPublishers: 0 } as unknown as Props);
  expect(problemsIn(() => workflow.buildPipeline())).toEqual([
    'the number 0 as maxPublishers',
    "the string 'ghcr' as dockerCredentials[0]",
  ]);
});

test('the text of a workflow that is not built is an error', () => {
  const { workflow } = setUp();
  expect(problemsIn(() => workflow.workflowText)).toEqual([
    "'workflowText' was asked for, but the pipeline has not been built yet",
  ]);
});
