import * as fs from 'node:fs';
import * as path from 'node:path';
import { Construct } from 'constructs';
import { parse } from 'yaml';
import { CodeBuildStep, ConfirmPermissionsBroadening, github, ManualApprovalStep, ShellStep, Step } from '../../../lib';
import { stageOf } from '../../kit/app';
import { jobIds } from '../../../lib/engines/github/private/layout/job-ids';
import { yamlOf } from '../../../lib/engines/github/private/yaml';
import { built, setUp, stepOf } from './kit';

// What somebody found who tried to break workflows.

describe('no job takes the place of another', () => {
  /** Whether each gate is there, and each job needs others. */
  function gatesOf(pre: (prod: ReturnType<typeof stageOf>) => Step[]): string[] {
    const { app, workflow } = setUp();
    const prod = stageOf(app, 'A');
    workflow.addStage(prod, { pre: pre(prod) });
    const { jobs } = built(workflow);
    expect(Object.entries(jobs).filter(([id, { needs = [] }]) => [needs].flat().includes(id))).toEqual([]);
    return Object.values(jobs).flatMap(({ environment = '' }) =>
      `${environment}`.startsWith('deploy-') ? [`${environment}`] : [],
    );
  }

  test('a gate that is called as the check of permissions of another', () => {
    const gates = gatesOf((stage) => [
      new ManualApprovalStep('P/Check'),
      new ConfirmPermissionsBroadening('P', { stage }),
    ]);
    expect(gates).toEqual([expect.stringMatching(/^deploy-A-P-Check-[0-9a-f]{8}$/), 'deploy-A-P']);
  });

  test('something that is called like the hash of another', () => {
    const [first] = jobIds([
      { text: 'B c', key: 'x' },
      { text: 'B/c', key: 'y' },
    ]);
    const ids = jobIds([
      { text: 'B c', key: 'x' },
      { text: 'B/c', key: 'y' },
      { text: first.toUpperCase(), key: 'z' },
    ]);
    expect(new Set(ids.map((id) => id.toLowerCase())).size).toBe(3);
    expect(ids[2]).toBe(first.toUpperCase());
  });

  test('things that are called alike, and only their keys differ', () => {
    const ids = jobIds([
      { text: 'A', key: 'node' },
      { text: 'A', key: 'join' },
    ]);
    expect(new Set(ids).size).toBe(2);
  });
});

test('text with an output of a step in it is in the plan, too', () => {
  const { app, workflow } = setUp();
  const version = new CodeBuildStep('Version', { commands: ['export V=1'] });
  const text = `v-${version.exportedVariable('V')}`;
  workflow.addStage(stageOf(app, 'Prod'), {
    pre: [version, new ManualApprovalStep('Ask', { comment: text })],
    post: [new ShellStep('Test', { commands: ['true'], env: { TEXT: text } })],
  });
  const plan = fs.readFileSync(path.join(app.synth().directory, 'Delivery.plan.json'), 'utf8');
  const expected = 'v-${{ needs.Prod-Version.outputs.V }}';
  expect(plan.split(JSON.stringify(expected))).toHaveLength(3);
  expect(stepOf((parse(workflow.workflowText) as ReturnType<typeof built>).jobs['Prod-Test'], 'Run').env).toEqual({
    TEXT: expected,
  });
});

test('names that differ in case only are an error, all at once', () => {
  const { app, workflow } = setUp();
  const step = new CodeBuildStep('Version', { commands: ['true'], env: { token: 'a', TOKEN: 'b' } });
  const env = { A: step.exportedVariable('ab'), B: step.exportedVariable('AB') };
  workflow.addStage(stageOf(app, 'Prod'), { pre: [step, new ShellStep('Test', { commands: ['true'], env })] });
  expect(() => workflow.buildPipeline()).toThrow(
    /outputs 'ab', 'AB', which differ in case only[^]*variables 'token', 'TOKEN'/,
  );
});

test.each(['\tnpm ci\nnpm test', 'é\u2028x', 'a\u0085b', ' \n', '\n x', '\u007f', 'plain\n\ttab'])(
  'the text %j is written so that everybody reads the same',
  (run) => {
    const job = {
      id: 'a',
      name: 'a',
      needs: [],
      runsOn: 'x',
      permissions: {},
      timeoutMinutes: 1,
      steps: [{ run, shell: 'bash' }],
    };
    const text = yamlOf({ name: 'x', on: {}, jobs: [job] }, ['# x']);
    const file = parse(text) as ReturnType<typeof built>;
    expect(file.jobs.a.steps[0].run).toBe(run);
    expect(text).not.toMatch(/[\u007f-\u009f\u2028]|run: \|-?\n\s*\n? *\t/);
  },
);

test('a condition cannot get out of its brackets', () => {
  const { app, workflow } = setUp();
  const test = new ShellStep('Test', { commands: ['true'] });
  workflow.addStage(stageOf(app, 'Prod'), { post: [test] });
  const condition = github.GitHubExpression.raw("vars.A == ')' || true) || (true");
  expect(() => workflow.configureStep(test, { condition })).toThrow(/one whose brackets match/);
  workflow.configureStep(test, { condition: github.GitHubExpression.raw("(vars.A == ')')") });
});

test('options of a Stage are given once', () => {
  const { app, workflow } = setUp();
  const prod = stageOf(app, 'Prod');
  workflow.addStageWithGitHubOptions(prod, { gitHubEnvironment: { name: 'one' } });
  expect(() => workflow.addStageWithGitHubOptions(prod, { gitHubEnvironment: { name: 'two' } })).toThrow(
    /there are some for its name already: those of 'Prod'/,
  );
});

test('options of one Stage are not those of another of its name', () => {
  const { app, workflow } = setUp();
  const [a, b] = ['TeamA', 'TeamB'].map((team) => stageOf(new Construct(app, team), 'Prod'));
  workflow.addStageWithGitHubOptions(a, { gitHubEnvironment: { name: 'a' } });
  workflow.addStage(b);
  expect(() => workflow.buildPipeline()).toThrow(/options for Stage 'TeamA\/Prod', and another Stage 'TeamB\/Prod'/);
});

test('where runs are side by side, none drops a deployment of another that waits', () => {
  const groups = [github.WorkflowExecutionMode.PARALLEL, github.WorkflowExecutionMode.QUEUED].map((executionMode) => {
    const { app, workflow } = setUp({ executionMode });
    workflow.addStage(stageOf(app, 'Prod'));
    return built(workflow).jobs['Prod-App-Deploy'].concurrency;
  });
  const group = 'deploy-111111111111-us-east-1-Prod-App';
  expect(groups).toEqual([{ group, 'cancel-in-progress': false, queue: 'max' }, group]);
});
