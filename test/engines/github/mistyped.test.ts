import * as pipelines from '../../../lib';
import { stageOf } from '../../kit/app';
import { setUp } from './kit';
import { problemsIn } from './problems';

const { github } = pipelines;

type Props = Partial<pipelines.github.GitHubWorkflowProps>;

/** What is not taken of the names in options. */
const strange = (run: () => void) => problemsIn(run).map((given) => given.replace('the string ', ''));

test('names in properties of a workflow', () => {
  const props = {
    workflowTriggers: {
      pushes: {},
      push: { branch: ['main'] },
      schedule: [{ cron: '0 3 * * 1', timeZone: 'x' }],
      workflowDispatch: { fromAnyBranches: true, inputs: { A: { default: 'x' } } },
    },
    actions: { setupNode: 'actions/setup-node@v4' },
    preBuildSteps: [{ run: 'true', if: 'always()' }],
    stageOptions: { Prod: { awsCred: 'x', gitHubEnvironment: { name: 'Prod', address: 'x' } } },
    pullRequestCheck: { branch: 'x' },
  };
  const { app, workflow } = setUp(props as unknown as Props);
  workflow.addStage(stageOf(app, 'Prod'));
  expect(strange(() => workflow.buildPipeline())).toEqual([
    "'pushes' as a key of workflowTriggers",
    "'branch' as a key of workflowTriggers.push",
    "'timeZone' as a key of workflowTriggers.schedule[0]",
    "'fromAnyBranches' as a key of workflowTriggers.workflowDispatch",
    "'default' as a key of workflowTriggers.workflowDispatch.inputs.A",
    "'setupNode' as a key of actions",
    "'if' as a key of preBuildSteps[0]",
    "'awsCred' as a key of stageOptions.Prod",
    "'address' as a key of stageOptions.Prod.gitHubEnvironment",
    "'branch' as a key of pullRequestCheck",
  ]);
});

test('names in options of a step', () => {
  const { workflow, synth } = setUp();
  const image = 'node:22';
  const options = {
    envronment: {},
    container: {
      image,
      volume: 'x',
      credentials: { username: 'x', password: github.GitHubExpression.secret('X'), token: 'x' },
    },
    services: { db: { image, port: 'x' } },
  };
  expect(strange(() => workflow.configureStep(synth, options as object))).toEqual([
    "'envronment' as a key of options",
    "'volume' as a key of container",
    "'token' as a key of container.credentials",
    "'port' as a key of services.db",
  ]);
});

describe('names in options of a Stage', () => {
  test('that is added with them', () => {
    const { app, workflow } = setUp();
    const options = { awsCred: 'x', posts: [], pre: [] } as object;
    expect(strange(() => workflow.addStageWithGitHubOptions(stageOf(app, 'Prod'), options))).toEqual([
      "'awsCred' as a key of options",
      "'posts' as a key of options",
    ]);
    expect(workflow.waves).toEqual([]);
  });

  test('values of a wrong kind are refused by the call', () => {
    const { app, workflow } = setUp();
    const options = { gitHubEnvironment: 'Prod', awsCreds: 'arn', runner: 'ubuntu-24.04' } as object;
    expect(problemsIn(() => workflow.addStageWithGitHubOptions(stageOf(app, 'Prod'), options))).toEqual([
      "the string 'Prod' as options.gitHubEnvironment",
      "the string 'arn' as options.awsCreds",
      "the string 'ubuntu-24.04' as options.runner",
    ]);
  });

  test('null is none; a step is not one', () => {
    const { app, workflow } = setUp();
    const nothing = null as unknown as object;
    expect(strange(() => workflow.addStageWithGitHubOptions(stageOf(app, 'Prod'), nothing))).toEqual([]);
    const step = new pipelines.ManualApprovalStep('Ask') as object;
    expect(strange(() => workflow.addStageWithGitHubOptions(stageOf(app, 'Beta'), step))).toEqual([
      'ManualApprovalStep as options',
    ]);
  });
});

test('names in steps of a job of actions', () => {
  const jobSteps = [{ run: 'true', with: {} }] as unknown as pipelines.github.JobStep[];
  expect(strange(() => new github.GitHubActionStep('Scan', { jobSteps }))).toEqual(["'with' as a key of jobSteps[0]"]);
});

test('names in credentials and logins', () => {
  const { AwsCredentials, GitHubDockerCredential } = github;
  const given = { roleArn: 'x' } as object;
  expect(strange(() => AwsCredentials.fromGitHubSecrets(given))).toEqual(["'roleArn' as a key of its options"]);
  expect(strange(() => GitHubDockerCredential.ecr('public.ecr.aws', given))).toEqual([
    "'roleArn' as a key of its options",
  ]);
});

test('a name without a value says nothing', () => {
  const { workflow, synth } = setUp();
  expect(strange(() => workflow.configureStep(synth, { other: undefined } as object))).toEqual([]);
});

test('a second call for one step is an error', () => {
  const { workflow, synth } = setUp();
  workflow.configureStep(synth, {});
  expect(strange(() => workflow.configureStep(synth, {}))).toEqual(['a second call for this step']);
});

test('a call after the pipeline was built is an error', () => {
  const { workflow, synth } = setUp();
  workflow.buildPipeline();
  expect(strange(() => workflow.configureStep(synth, {}))).toEqual(['a call after the pipeline was built']);
});
