import * as pipelines from '../../../lib';
import { stageOf } from '../../kit/app';
import { built, setUp } from './kit';
import { problemsIn } from './problems';

const { github, CodeBuildStep, ShellStep } = pipelines;
const { GitHubActionStep, GitHubExpression } = github;

const USES = `my-org/scan@${'0'.repeat(40)}`;

/** A workflow with one more step, and how GitHub runs that. */
function withStep(step: pipelines.Step, options?: pipelines.github.GitHubStepOptions) {
  const { app, workflow } = setUp();
  workflow.addStage(stageOf(app, 'Prod'), { post: [step] });
  if (options) workflow.configureStep(step, options);
  return workflow;
}

test('a step of a job works in a directory that GitHub knows', () => {
  const workingDirectory = GitHubExpression.variable('DIR');
  const { workflow } = setUp({ preBuildSteps: [{ run: 'true', workingDirectory }] });
  expect(built(workflow).jobs['Build-Synth'].steps).toContainEqual({
    run: 'true',
    'working-directory': '${{ vars.DIR }}',
  });
});

test('a shell is no expression', () => {
  const jobSteps = [{ run: 'true', shell: GitHubExpression.variable('SHELL') }];
  expect(problemsIn(() => new GitHubActionStep('Scan', { jobSteps }))).toEqual([
    "the string '${{ vars.SHELL }}' as jobSteps[0].shell",
  ]);
});

describe('ids of steps', () => {
  test('are free, where our own steps of the job do not have them', () => {
    const { workflow } = setUp({ preBuildSteps: [{ id: 'run', run: 'true' }] });
    expect(built(workflow).jobs['Build-Synth'].steps).toContainEqual({ id: 'run', run: 'true' });
  });

  test('are an error, where they do', () => {
    const synth = new CodeBuildStep('Synth', { commands: ['npx cdk synth'], primaryOutputDirectory: 'cdk.out' });
    const { workflow } = setUp({ synth, preBuildSteps: [{ id: 'RUN', run: 'true' }] });
    const env = { V: synth.exportedVariable('V') };
    workflow.addWave('Wave', { post: [new ShellStep('Read', { commands: ['true'], env })] });
    expect(problemsIn(() => built(workflow))).toEqual(["the ids of steps 'RUN', 'run', which differ in case only"]);
  });

  test('are an error in the workflow for pull requests, too', () => {
    const { workflow } = setUp({ pullRequestCheck: {}, postBuildSteps: [{ id: 'plan', run: 'true' }] });
    expect(problemsIn(() => built(workflow))).toEqual(["the ids of steps 'plan', 'plan', which are the same"]);
  });

  test('are one error for steps before and after the synth, in both workflows', () => {
    const steps = [{ id: 'test', run: 'true' }];
    const { workflow } = setUp({ pullRequestCheck: {}, preBuildSteps: steps, postBuildSteps: steps });
    expect(problemsIn(() => built(workflow))).toEqual(["the ids of steps 'test', 'test', which are the same"]);
  });
});

describe('names of variables that the runner sets, or no shell reads, are an error', () => {
  const RESERVED = "'GITHUB_SHA' as the name of an environment variable";

  test('in a job of actions, and in its steps', () => {
    const all = new GitHubActionStep('Scan', { jobSteps: [{ uses: USES }, { run: 'true' }], env: { GITHUB_SHA: 'x' } });
    expect(problemsIn(() => built(withStep(all)))).toEqual([RESERVED]);
    const one = new GitHubActionStep('Scan', { jobSteps: [{ uses: USES, env: { RUNNER_OS: 'x' } }] });
    expect(problemsIn(() => built(withStep(one)))).toEqual(["'RUNNER_OS' as the name of an environment variable"]);
  });

  test('in steps around the synth', () => {
    const { workflow } = setUp({ preBuildSteps: [{ run: 'true', env: { GITHUB_SHA: 'x' } }], pullRequestCheck: {} });
    expect(problemsIn(() => built(workflow))).toEqual([RESERVED]);
  });

  test('in a build environment', () => {
    const environmentVariables = { GITHUB_SHA: { value: 'x' }, 'A-B': { value: 'x' } };
    const step = new CodeBuildStep('Test', { commands: ['true'], buildEnvironment: { environmentVariables } });
    expect(problemsIn(() => built(withStep(step)))).toEqual([RESERVED, "'A-B' as the name of an environment variable"]);
  });

  test('in a container; what runs beside it has its own', () => {
    const step = () => new ShellStep('Test', { commands: ['true'] });
    const container = { image: 'node:22', env: { GITHUB_SHA: 'x' } };
    expect(problemsIn(() => built(withStep(step(), { container })))).toEqual([RESERVED]);
    expect(problemsIn(() => built(withStep(step(), { services: { db: container } })))).toEqual([]);
  });
});

test('names that GitHub takes for one are an error, wherever they stand', () => {
  const step = new GitHubActionStep('Scan', { jobSteps: [{ uses: USES, inputs: { level: '1', Level: '2' } }] });
  const image = 'node:22';
  const workflow = withStep(step, {
    container: { image, env: { a: '1', A: '2' } },
    services: { db: { image, env: { b: '1', B: '2' } }, DB: { image } },
  });
  expect(problemsIn(() => built(workflow))).toEqual([
    "the services 'db', 'DB', which differ in case only",
    "the variables 'a', 'A', which differ in case only",
    "the variables 'b', 'B', which differ in case only",
    "the inputs 'level', 'Level', which differ in case only",
  ]);
});
