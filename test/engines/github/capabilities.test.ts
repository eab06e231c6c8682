import * as fs from 'node:fs';
import * as path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as pipelines from '../../../lib';
import type { PlanDocument } from '../../../lib/document/plan-document';
import { stageOf } from '../../kit/app';
import { built, setUp, stepOf, withoutWarnings } from './kit';
import { problemsIn } from './problems';

const { github, CodeBuildStep, CodePipelineSource, EntryCondition, FailureResponse, ManualApprovalStep } = pipelines;
const { ShellStep, StageRule, StageTransition, SuccessCondition } = pipelines;

function planIn(directory: string): PlanDocument {
  return JSON.parse(fs.readFileSync(path.join(directory, 'Delivery.plan.json'), 'utf8')) as PlanDocument;
}

const imports = () => new cdk.Stack(new cdk.App(), 'Imports', { env: { account: '1', region: 'eu-west-1' } });

withoutWarnings();

test('what a machine of CodeBuild has and no machine of GitHub is one error', () => {
  const { workflow } = setUp();
  const scope = imports();
  workflow.addWave('Test').addPost(
    new CodeBuildStep('Everything', {
      commands: ['true'],
      vpc: ec2.Vpc.fromVpcAttributes(scope, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] }),
      rolePolicyStatements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })],
      partialBuildSpec: codebuild.BuildSpec.fromObject({ version: '0.2' }),
      timeout: cdk.Duration.hours(8),
      role: new iam.Role(scope, 'Role', { assumedBy: new iam.ServicePrincipal('codebuild.amazonaws.com') }),
      buildEnvironment: {
        buildImage: codebuild.LinuxBuildImage.STANDARD_7_0,
        environmentVariables: {
          TOKEN: { type: codebuild.BuildEnvironmentVariableType.SECRETS_MANAGER, value: 'token' },
          PARAMETER: { type: codebuild.BuildEnvironmentVariableType.PARAMETER_STORE, value: '/parameter' },
        },
      },
    }),
  );
  expect(problemsIn(() => built(workflow))).toEqual([
    'buildImage on a step of GitHub Actions',
    'partialBuildSpec on a step of GitHub Actions',
    'rolePolicyStatements on a step of GitHub Actions',
    'vpc on a step of GitHub Actions',
    "the variable 'TOKEN' from SECRETS_MANAGER",
    "the variable 'PARAMETER' from PARAMETER_STORE",
    'a role whose ARN is known only when it is deployed',
    'a timeout of 480 minutes',
  ]);
});

test('what a step asks of its machine is in its job', () => {
  const { app, workflow } = setUp();
  const role = iam.Role.fromRoleArn(imports(), 'Role', 'arn:aws:iam::111111111111:role/Tests');
  const step = new CodeBuildStep('Test', {
    commands: ['true'],
    env: { B: 'of the script' },
    timeout: cdk.Duration.minutes(20),
    role,
    buildEnvironment: { privileged: true, environmentVariables: { A: { value: 1 }, B: { value: 'of the machine' } } },
  });
  workflow.addStage(stageOf(app, 'Beta'), { post: [step] });
  const job = built(workflow).jobs['Beta-Test'];
  expect(job).toMatchObject({ 'timeout-minutes': 20, permissions: { contents: 'read', 'id-token': 'write' } });
  expect(stepOf(job, 'Run').env).toEqual({ A: '1', B: 'of the script' });
  expect(stepOf(job, 'Get credentials for AWS').with).toEqual({
    'aws-region': 'us-east-1',
    'role-to-assume': 'arn:aws:iam::111111111111:role/Tests',
    'allowed-account-ids': '111111111111',
  });
});

test('overrides keep what would be lost', () => {
  const { app, workflow } = setUp();
  const vpc = ec2.Vpc.fromVpcAttributes(imports(), 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] });
  const step = new CodeBuildStep('Test', {
    commands: ['true'],
    vpc,
    rolePolicyStatements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })],
    buildEnvironment: { buildImage: codebuild.LinuxBuildImage.STANDARD_7_0, computeType: codebuild.ComputeType.LARGE },
  });
  workflow.addStage(stageOf(app, 'Beta'), { post: [step] });
  workflow.configureStep(step, {
    runner: github.Runner.selfHosted(['vpc']),
    container: {
      image: 'registry.example.com/node:22',
      credentials: { username: 'me', password: github.GitHubExpression.secret('REGISTRY') },
      env: { LANG: 'C' },
      options: '--cpus 1',
    },
    services: { db: { image: 'postgres:17', ports: ['5432:5432'] } },
    permissions: { packages: github.JobPermission.READ },
    gitHubEnvironment: { name: 'tests' },
    awsCreds: github.AwsCredentials.fromOpenIdConnect({ gitHubActionRoleArn: 'arn:aws:iam::222222222222:role/Tests' }),
    awsRegion: 'eu-west-1',
    timeout: cdk.Duration.hours(8),
    condition: github.GitHubExpression.raw("github.ref_name == 'main'"),
    workingDirectory: 'packages/app',
  });
  const job = built(workflow).jobs['Beta-Test'];
  expect(job).toMatchObject({
    if: "github.ref_name == 'main'",
    'runs-on': ['self-hosted', 'vpc'],
    environment: 'tests',
    permissions: { contents: 'read', 'id-token': 'write', packages: 'read' },
    'timeout-minutes': 480,
    container: {
      image: 'registry.example.com/node:22',
      credentials: { username: 'me', password: '${{ secrets.REGISTRY }}' },
      env: { LANG: 'C' },
      options: '--cpus 1',
    },
    services: { db: { image: 'postgres:17', ports: ['5432:5432'] } },
  });
  expect(stepOf(job, 'Run')).toMatchObject({ 'working-directory': 'packages/app' });
  expect(stepOf(job, 'Get credentials for AWS').with).toMatchObject({ 'aws-region': 'eu-west-1' });
});

test('what cannot be said of a step is one error', () => {
  const { workflow, synth } = setUp();
  const options = {
    runner: 'ubuntu',
    container: { image: '', options: '--network host', credentials: { username: 'me', password: 'hunter2' } },
    services: { 'a b': { image: 'x' } },
    permissions: { idToken: github.JobPermission.READ },
    gitHubEnvironment: { name: '' },
    awsRegion: 'Ireland',
    timeout: cdk.Duration.seconds(90),
    condition: github.GitHubExpression.raw('always()'),
    workingDirectory: '/',
  } as unknown as pipelines.github.GitHubStepOptions;
  const problems = problemsIn(() => workflow.configureStep(synth, options));
  expect(problems).toEqual([
    "the string 'ubuntu' as runner",
    "the string 'read' as permissions.idToken",
    "the string '' as gitHubEnvironment.name",
    "the string 'Ireland' as awsRegion",
    "the string '' as container.image",
    "the string '--network host' as container.options",
    'something else as container.credentials.password',
    "the string 'a b' as the name of a service",
    "the string '/' as workingDirectory",
    'a duration of 90 seconds as timeout',
    "the string 'always()' as condition",
  ]);
});

test('steps that are not there, and gates that would be something else, are errors', () => {
  const { app, workflow } = setUp();
  const gate = new ManualApprovalStep('Release');
  workflow.addStage(stageOf(app, 'Prod'), { pre: [gate] });
  workflow.configureStep(new ShellStep('Nowhere', { commands: [] }), { shell: 'pwsh' });
  workflow.configureStep(gate, { condition: github.GitHubExpression.raw('false'), shell: 'pwsh' });
  expect(problemsIn(() => built(workflow))).toEqual([
    'a step that is not in the pipeline',
    'condition for a gate',
    'shell for a gate',
  ]);
});

test('a gate has the environment that is named for it', () => {
  const { app, workflow } = setUp();
  const gate = new ManualApprovalStep('Release', { comment: 'Is all\nwell?', reviewUrl: 'https://example.com' });
  workflow.addStage(stageOf(app, 'Prod'), { pre: [gate] });
  workflow.configureStep(gate, { gitHubEnvironment: { name: 'release' } });
  const { jobs } = built(workflow);
  expect(jobs['Prod-Release'].environment).toEqual({ name: 'release', url: 'https://example.com' });
  expect(jobs['Prod-Release'].steps[0].env).toEqual({ QUESTION: 'Approved: Is all\nwell?' });
  expect(JSON.parse(jobs.Preflight.steps[0].env!.GATES)).toEqual(['release']);
});

test('the address of that environment takes precedence over what the gate asks to look at, which the summary of the run shows', () => {
  const { app, workflow } = setUp();
  const gate = new ManualApprovalStep('Release', { reviewUrl: 'https://example.com/review' });
  workflow.addStage(stageOf(app, 'Prod'), { pre: [gate] });
  workflow.configureStep(gate, { gitHubEnvironment: { name: 'release', url: 'https://example.com' } });
  const { jobs } = built(workflow);
  expect(jobs['Prod-Release'].environment).toEqual({ name: 'release', url: 'https://example.com' });
  expect(stepOf(jobs.Preflight, 'Say what will be asked').env!.QUESTIONS).toContain('https://example.com/review');
});

test('sources, steps and conditions of CodePipeline are errors', () => {
  const scope = imports();
  const source = CodePipelineSource.s3(s3.Bucket.fromBucketName(scope, 'Bucket', 'bucket'), 'key.zip');
  const gitLab = CodePipelineSource.connection('group/subgroup/repo', 'main', { connectionArn: 'arn' });
  const { app, workflow } = setUp({
    synth: new ShellStep('Synth', { input: source, additionalInputs: { lab: gitLab }, commands: ['npx cdk synth'] }),
  });
  class Own extends pipelines.Step {}
  class Action extends ShellStep {
    public produceAction(): void {}
  }
  const window = StageRule.deploymentWindow({ cron: '* * 9-16 ? * MON-FRI' });
  const wave = workflow.addWave('Wave', {
    pre: [new Own('Own'), new Action('Action', { commands: ['true'] })],
    beforeEntry: EntryCondition.failUnless(window),
    transition: StageTransition.disabled('Freeze'),
  });
  wave.addStage(stageOf(app, 'Prod'), {
    onSuccess: SuccessCondition.failUnless(window),
    onFailure: FailureResponse.rollback(),
  });
  wave.addStage(stageOf(new cdk.App(), 'Elsewhere'));
  expect(problemsIn(() => built(workflow))).toEqual([
    "Stage 'Elsewhere', which is in another App than the pipeline",
    'Own(Own), which is a custom step',
    'Action(Action), which makes an action of CodePipeline',
    expect.stringMatching(/^S3Source\(.*\) as a source on GitHub Actions$/),
    'CodeStarConnectionSource(group/subgroup/repo) as a source on GitHub Actions',
    "beforeEntry of wave 'Wave'",
    "transition of wave 'Wave'",
    "onSuccess of Stage 'Prod'",
    "onFailure of Stage 'Prod'",
  ]);
});

test('what a workflow goes without is a warning, also in plan.json', () => {
  const source = CodePipelineSource.connection('my-org/my-app', 'main', { connectionArn: 'arn' });
  const other = CodePipelineSource.connection('my-org/other', 'main', { connectionArn: 'arn' });
  const { app, workflow } = setUp({
    synth: new ShellStep('Synth', { input: source, additionalInputs: { other }, commands: ['npx cdk synth'] }),
    actions: { checkout: 'actions/checkout@v7' },
    workflowTriggers: { push: {} },
  });
  const topic = sns.Topic.fromTopicArn(imports(), 'Topic', 'arn:aws:sns:eu-west-1:111111111111:topic');
  const prod = stageOf(app, 'Prod');
  workflow.addStage(prod, {
    pre: [
      new ManualApprovalStep('Release', {
        notificationTopic: topic,
        notifyEmails: ['me@example.com'],
        timeout: cdk.Duration.days(1),
        showRevision: true,
      }),
      new pipelines.ConfirmPermissionsBroadening('Permissions', { stage: prod, notificationTopic: topic }),
      new CodeBuildStep('Test', {
        commands: ['echo $CODEBUILD_SRC_DIR'],
        projectName: 'Tests',
        buildEnvironment: { computeType: codebuild.ComputeType.LARGE },
      }),
    ],
    onFailure: FailureResponse.retryFailedActions(),
  });
  new cdk.Stage(prod, 'Inner');
  const print = jest.spyOn(console, 'warn').mockImplementation();
  const { directory } = app.synth();
  const printed = print.mock.calls.map(([text]) => String(text).split('\n')[0]);
  print.mockRestore();
  const ids = [
    'cdk-pipelines:stageInStage:Prod/Inner',
    'cdk-pipelines:notOnGitHub:notificationTopic:Release',
    'cdk-pipelines:notOnGitHub:notifyEmails:Release',
    'cdk-pipelines:notOnGitHub:timeout:Release',
    'cdk-pipelines:notOnGitHub:showRevision:Release',
    'cdk-pipelines:notOnGitHub:notificationTopic:Permissions',
    'cdk-pipelines:notOnGitHub:computeType:Test',
    'cdk-pipelines:notOnGitHub:projectName:Test',
    'cdk-pipelines:notOnGitHub:CODEBUILD_SRC_DIR:Test',
    "cdk-pipelines:notOnGitHub:retry:Stage 'Prod'",
    'cdk-pipelines:notOnGitHub:authentication:my-org/other',
    'cdk-pipelines:notOnGitHub:trigger:my-org/other',
    'cdk-pipelines:unpinnedAction:actions/checkout@v7',
    'cdk-pipelines:anyBranchDeploys',
  ];
  expect(planIn(directory).warnings.map(({ id }) => id)).toEqual(ids);
  expect(printed).toHaveLength(ids.length);
  expect(printed[0]).toMatch(/^\[Warning at \/Delivery\/Workflow\] Stage 'Prod\/Inner'/);
});

test('a warning that was acknowledged on the workflow is not shown', () => {
  const { app, workflow } = setUp({ workflowTriggers: { push: {} } });
  workflow.addStage(stageOf(app, 'Prod'));
  cdk.Annotations.of(workflow).acknowledgeWarning('cdk-pipelines:anyBranchDeploys');
  const print = jest.spyOn(console, 'warn').mockImplementation();
  built(workflow);
  expect(print.mock.calls).toEqual([]);
  print.mockRestore();
});
