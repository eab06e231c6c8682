import * as cdk from 'aws-cdk-lib';
import * as pipelines from '../../../lib';
import { stageOf } from '../../kit/app';
import { built, setUp, stepOf } from './kit';
import { problemsIn } from './problems';

const { github, CodeBuildStep, ManualApprovalStep, ShellStep } = pipelines;

type Props = Partial<pipelines.github.GitHubWorkflowProps>;

test('what is wrong with properties is one error', () => {
  const props = {
    workflowPath: 5,
    workflowName: 'two\nlines',
    workflowTriggers: {
      push: { branches: ['main'], branchesIgnore: [], tags: [''] },
      schedule: [{ cron: 'daily' }],
      workflowDispatch: { inputs: { 'dry-run': {}, GITHUB_X: {}, SIZE: { options: ['S', 'M'], defaultValue: 'L' } } },
    },
    executionMode: 'SOMETIMES',
    repository: 'https://github.com/my-org/my-app',
    repositoryTokenSecrets: { other: 'ghp-token value' },
    actions: { checkout: 'actions/checkout', setupNode: 'actions/setup-node@v4' },
    cdkCliVersion: '2; rm -rf /',
    maxPublishers: 0,
    artifactRetention: cdk.Duration.hours(36),
    awsCreds: 'arn:aws:iam::111111111111:role/GitHub',
    stageOptions: { Prod: { gitHubEnvironment: { name: cdk.Aws.ACCOUNT_ID } } },
  } as unknown as Props;
  const { app, workflow } = setUp(props);
  workflow.addStage(stageOf(app, 'Prod'));
  expect(problemsIn(() => built(workflow))).toEqual([
    'the number 5 as workflowPath',
    "the string 'two\nlines' as workflowName",
    "the string '2; rm -rf /' as cdkCliVersion",
    "the string 'https://github.com/my-org/my-app' as repository",
    'a list as workflowTriggers.push.branchesIgnore',
    'workflowTriggers.push with both branches and branchesIgnore',
    "the string '' as workflowTriggers.push.tags[0]",
    "the string 'daily' as workflowTriggers.schedule[0].cron",
    "the string 'dry-run' as a name in workflowTriggers.workflowDispatch.inputs",
    "the string 'GITHUB_X' as a name in workflowTriggers.workflowDispatch.inputs",
    "the string 'L' as workflowTriggers.workflowDispatch.inputs.SIZE.defaultValue",
    'the number 0 as maxPublishers',
    "the string '1.5 days' as artifactRetention",
    "the string 'SOMETIMES' as executionMode",
    "the string 'other' as a key of repositoryTokenSecrets",
    "text that cannot be a name as repositoryTokenSecrets['other']",
    "the string 'setupNode' as a key of actions",
    "the string 'actions/checkout' as actions.checkout",
    "the string 'arn:aws:iam::111111111111:role/GitHub' as awsCreds",
    'a CDK token as stageOptions.Prod.gitHubEnvironment.name',
  ]);
});

test('options of a Stage that is not there are an error', () => {
  const { app, workflow } = setUp({ stageOptions: { Production: {} } });
  workflow.addStage(stageOf(app, 'Prod'));
  expect(problemsIn(() => built(workflow))).toEqual(["the string 'Production' as a key of stageOptions"]);
});

test('expressions that nobody made with GitHubExpression are errors, wherever they stand', () => {
  const { app, workflow } = setUp();
  const build = new CodeBuildStep('Build', {
    commands: ['echo "${{ github.event.issue.title }}"', `echo ${github.GitHubExpression.secret('TOKEN')}`],
    installCommands: ['echo ${{ x }}'],
    env: { A: '${{ x }}', 'B-C': 'text', GITHUB_SHA: 'text' },
    primaryOutputDirectory: 'out-${{ x }}',
  });
  const wave = workflow.addWave('Wave-${{ x }}', {
    pre: [build, new ManualApprovalStep('Gate', { comment: '${{ x }}', reviewUrl: 'https://${{ x }}' })],
    post: [new ShellStep('Read', { env: { V: build.exportedVariable('MY-VAR') }, commands: ['true'] })],
  });
  const prod = stageOf(app, 'Prod');
  new cdk.Stack(prod, 'App-${{ x }}', { stackName: 'Named' });
  wave.addStage(prod);
  expect(problemsIn(() => built(workflow))).toEqual([
    "'Wave-${{ x }}' as the id of a wave",
    "'Prod/App-${{ x }}' as the path of a stack",
    "${{ in the command 'echo ${{ x }}'",
    '${{ in the command \'echo "${{ github.event.issue.title }}"\'',
    "the expression ${{ secrets.TOKEN }} in the command 'echo ${…}'",
    "${{ in the directory 'out-${{ x }}'",
    "'B-C' as the name of an environment variable",
    "'GITHUB_SHA' as the name of an environment variable",
    "'MY-VAR' as the name of an exported variable",
  ]);
});

test('expressions in texts of gates and variables are errors', () => {
  const { app, workflow } = setUp();
  const gate = new ManualApprovalStep('Gate', { comment: '${{ x }}', reviewUrl: 'https://${{ y }}' });
  const step = new ShellStep('Read', { env: { V: '${{ z }}' }, commands: ['true'] });
  workflow.addStage(stageOf(app, 'Prod'), { pre: [gate], post: [step] });
  expect(problemsIn(() => built(workflow))).toEqual([
    "an expression in reviewUrl: 'https://${{ y }}'",
    "an expression in comment: '${{ x }}'",
    "an expression in the variable 'V': '${{ z }}'",
  ]);
});

test('texts of gates have what the pipeline and GitHub make known', () => {
  const source = pipelines.CodePipelineSource.connection('my-org/my-app', 'main', { connectionArn: 'arn' });
  const { app, workflow } = setUp({ synth: new ShellStep('Synth', { input: source, commands: ['npx cdk synth'] }) });
  const preview = new CodeBuildStep('Preview', { commands: ['export URL=https://example.com'] });
  const gate = new ManualApprovalStep('Gate', {
    comment: `${source.sourceAttribute('CommitId')} by ${github.GitHubExpression.raw('github.actor')}`,
    reviewUrl: preview.exportedVariable('URL'),
  });
  workflow.addStage(stageOf(app, 'Prod'), { pre: [preview, gate] });
  const { jobs } = built(workflow);
  expect(jobs['Prod-Gate'].environment!.url).toBe('${{ needs.Prod-Preview.outputs.URL }}');
  expect(jobs['Prod-Gate'].steps[0].env).toEqual({ QUESTION: 'Approved: ${{ github.sha }} by ${{ github.actor }}' });
  expect(stepOf(jobs.Preflight, 'Say what will be asked').env).toEqual({
    QUESTIONS: '- **Prod/Gate**: ${{ github.sha }} by ${{ github.actor }} <URL of Preview>',
  });
});

test('attributes that GitHub does not know are errors', () => {
  const source = pipelines.CodePipelineSource.connection('my-org/my-app', 'main', { connectionArn: 'arn' });
  const { workflow } = setUp({
    synth: new ShellStep('Synth', {
      input: source,
      env: { ARN: source.sourceAttribute('ConnectionArn') },
      commands: ['npx cdk synth'],
    }),
  });
  expect(problemsIn(() => built(workflow))).toEqual([
    "the attribute 'ConnectionArn' of 'my-org/my-app' in the variable 'ARN'",
  ]);
});
