import * as cdk from 'aws-cdk-lib';
import * as pipelines from '../../../lib';
import { setUp as setUpCodePipeline, stageOf } from '../../kit/app';
import { built, setUp, stepOf } from './kit';
import { problemsIn } from './problems';

const { github } = pipelines;
const { GitHubActionStep, GitHubExpression } = github;

const SHA = '0123456789012345678901234567890123456789';

type Props = pipelines.github.GitHubActionStepProps;

test('actions of GitHub are a job of their own', () => {
  const { app, workflow } = setUp();
  const preview = new pipelines.CodeBuildStep('Preview', { commands: ['export URL=https://example.com'] });
  const scan = new GitHubActionStep('Scan', {
    env: { URL: preview.exportedVariable('URL'), LEVEL: 'low' },
    jobSteps: [
      { name: 'Code', uses: `actions/checkout@${SHA}`, inputs: { 'persist-credentials': 'false' } },
      {
        id: 'scan',
        uses: `my-org/scan@${SHA}`,
        inputs: { token: GitHubExpression.secret('SCAN') },
        env: { LEVEL: 'high' },
        continueOnError: true,
        timeout: cdk.Duration.minutes(5),
      },
      { run: './report.sh', condition: GitHubExpression.raw('always()'), workingDirectory: 'reports' },
    ],
  });
  workflow.addStage(stageOf(app, 'Beta'), { post: [preview, scan] });
  workflow.configureStep(scan, { timeout: cdk.Duration.minutes(15) });
  const job = built(workflow).jobs['Beta-Scan'];
  expect(job).toMatchObject({ permissions: { contents: 'read' }, 'timeout-minutes': 15, needs: 'Beta-Preview' });
  const url = '${{ needs.Beta-Preview.outputs.URL }}';
  expect(job.steps).toEqual([
    {
      name: 'Code',
      uses: `actions/checkout@${SHA}`,
      with: { 'persist-credentials': 'false' },
      env: { URL: url, LEVEL: 'low' },
    },
    {
      id: 'scan',
      uses: `my-org/scan@${SHA}`,
      with: { token: '${{ secrets.SCAN }}' },
      env: { URL: url, LEVEL: 'high' },
      'continue-on-error': true,
      'timeout-minutes': 5,
    },
    { if: 'always()', run: './report.sh', 'working-directory': 'reports', env: { URL: url, LEVEL: 'low' } },
  ]);
});

test('what is wrong with steps of a job is one error', () => {
  const props = {
    jobSteps: [
      { uses: 'my-org/scan', run: 'true', id: 'one' },
      { id: 'ONE' },
      { run: `echo ${GitHubExpression.secret('TOKEN')}`, inputs: { a: 'b' }, condition: 'always()' },
      { uses: './local', inputs: { level: 3 }, env: { 'a-b': 'c' }, timeout: cdk.Duration.seconds(5) },
      { run: 'true', timeout: cdk.Duration.seconds(90) },
      { run: 'true', timeout: cdk.Duration.hours(7) },
      { uses: './local', inputs: 'level=high' },
    ],
    permissions: { contents: 'all' },
  } as unknown as Props;
  expect(problemsIn(() => new GitHubActionStep('Scan', props))).toEqual([
    'jobSteps[0] with both uses and run',
    "the string 'my-org/scan' as jobSteps[0].uses",
    "the string 'ONE' as jobSteps[1].id",
    'jobSteps[1] with neither uses nor run',
    "the string 'echo ${{ secrets.TOKEN }}' as jobSteps[2].run",
    'an object as jobSteps[2].inputs',
    "the string 'always()' as jobSteps[2].condition",
    "the string 'a-b' as a name in jobSteps[3].env",
    'the number 3 as jobSteps[3].inputs.level',
    'a duration of 5 seconds as jobSteps[3].timeout',
    'a duration of 90 seconds as jobSteps[4].timeout',
    'a duration of 25200 seconds as jobSteps[5].timeout',
    "the string 'level=high' as jobSteps[6].inputs",
    "the string 'all' as permissions.contents",
  ]);
  expect(problemsIn(() => new GitHubActionStep('Scan', { jobSteps: [] }))).toEqual(['a list as jobSteps']);
  expect(problemsIn(() => new GitHubActionStep('Scan', undefined as never))).toEqual(['nothing as its properties']);
});

test('on CodePipeline it is an error', () => {
  const { app, pipeline } = setUpCodePipeline();
  const step = new GitHubActionStep('Scan', { jobSteps: [{ run: 'true' }] });
  pipeline.addStage(stageOf(app, 'Beta'), { post: [step] });
  expect(problemsIn(() => pipeline.buildPipeline())).toEqual([expect.stringContaining('GitHubActionStep(Scan)')]);
});

test('the synth has steps around it, and credentials for lookups', () => {
  const { workflow } = setUp({
    preBuildSteps: [{ uses: `actions/setup-node@${SHA}`, inputs: { 'node-version': '22' } }],
    postBuildSteps: [{ name: 'Test', run: 'npm test' }],
    synthAwsCreds: github.AwsCredentials.fromOpenIdConnect({
      gitHubActionRoleArn: 'arn:aws:iam::111111111111:role/Lookup',
    }),
  });
  const job = built(workflow).jobs['Build-Synth'];
  expect(job.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  expect(job.steps.map(({ name, uses }) => name ?? uses!.split('@')[0])).toEqual([
    'Check out',
    'Get credentials for AWS',
    'actions/setup-node',
    'Run',
    'Test',
    'Pack Build-Synth',
    'Hand on Build-Synth',
  ]);
});

test('a job in a container keeps what it hands on where both the container and the machine find it', () => {
  const { workflow, synth } = setUp();
  workflow.configureStep(synth, { container: { image: 'node:22' } });
  const job = built(workflow).jobs['Build-Synth'];
  expect(stepOf(job, 'Pack Build-Synth').run).toContain('"$HOME/Build-Synth.tar"');
  expect(stepOf(job, 'Hand on Build-Synth').with).toMatchObject({ path: '~/Build-Synth.tar' });
});
