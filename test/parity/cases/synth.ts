import * as cdk from 'aws-cdk-lib';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import {
  connection,
  KNOWS_EXECUTION_MODE,
  PIPE_ENV,
  pipelineIn,
  setUp,
  stageWith,
  synthStep,
  type CaseTable,
} from '../kit';

function executionModes(): CaseTable {
  const cases = Object.values(cp.ExecutionMode).map((executionMode): [string, CaseTable[string]] => [
    `execution mode ${executionMode}`,
    (lib, app) => {
      // A name of its own: where the incumbent does not have the property, it is not in the type.
      const props = { pipelineType: cp.PipelineType.V2, executionMode };
      setUp(lib, app, props).pipeline.addStage(stageWith(app, 'Prod').stage);
    },
  ]);
  return Object.fromEntries(cases);
}

export const synth: CaseTable = {
  'shell step, all defaults, no stages': (lib, app) => void setUp(lib, app),
  'shell step with another output directory': (lib, app) => {
    setUp(lib, app, {
      synth: new lib.ShellStep('Build', {
        input: connection(lib),
        commands: ['x'],
        primaryOutputDirectory: 'sub/dir/cdk.out',
      }),
    });
  },
  'install commands and env': (lib, app) => {
    setUp(lib, app, {
      synth: new lib.ShellStep('Synth', {
        input: connection(lib),
        installCommands: ['npm i -g x', 'n 20'],
        commands: ['npm ci', 'npx cdk synth "quoted" $HOME \'x\''],
        env: { Z: 'z', A: 'a', TOKEN: cdk.Aws.REGION },
      }),
    });
  },
  'no commands at all': (lib, app) =>
    void setUp(lib, app, { synth: new lib.ShellStep('Synth', { input: connection(lib), commands: [] }) }),
  CodeBuildStep: (lib, app) => {
    setUp(lib, app, {
      synth: new lib.CodeBuildStep('Synth', {
        input: connection(lib),
        commands: ['x'],
        projectName: 'the-synth',
        primaryOutputDirectory: 'out',
        buildEnvironment: { computeType: codebuild.ComputeType.LARGE, privileged: true },
      }),
    });
  },
  'a step before the synth step': (lib, app) => {
    const build = new lib.ShellStep('Build', {
      input: connection(lib),
      commands: ['make'],
      primaryOutputDirectory: 'dist',
    });
    setUp(lib, app, { synth: new lib.ShellStep('Synth', { input: build, commands: ['x'] }) });
  },
  'synth depends on a step that has no files': (lib, app) => {
    const lint = new lib.ShellStep('Lint', { input: connection(lib, 'org/lint'), commands: ['npm run lint'] });
    const synthStepUnderTest = synthStep(lib);
    synthStepUnderTest.addStepDependency(lint);
    setUp(lib, app, { synth: synthStepUnderTest });
  },
  'synth is a source': (lib, app) => {
    const { pipeline } = setUp(lib, app, { synth: connection(lib) });
    pipeline.addStage(stageWith(app, 'Prod').stage);
  },
  'synth is a source, without self-mutation': (lib, app) => {
    const { pipeline } = setUp(lib, app, { synth: connection(lib), selfMutation: false });
    pipeline.addStage(stageWith(app, 'Prod').stage);
  },
  'synthProject, pipeline and grantPrincipal after the build': (lib, app) => {
    const step = new lib.CodeBuildStep('Synth', { input: connection(lib), commands: ['x'] });
    const { stack, pipeline } = setUp(lib, app, { synth: step });
    pipeline.buildPipeline();
    new cdk.CfnOutput(stack, 'Synth', { value: pipeline.synthProject.projectName });
    new cdk.CfnOutput(stack, 'Same', { value: step.project.projectArn });
    new cdk.CfnOutput(stack, 'Pipe', { value: pipeline.pipeline.pipelineArn });
    new cdk.CfnOutput(stack, 'Mutate', { value: pipeline.selfMutationProject.projectName });
    new cdk.aws_s3.Bucket(stack, 'Data').grantRead(step.grantPrincipal);
    new cdk.aws_s3.Bucket(stack, 'More').grantReadWrite(pipeline.synthProject);
    new cdk.aws_sns.Topic(stack, 'News').grantPublish(pipeline.pipeline.role);
    cdk.Tags.of(pipeline.synthProject).add('k', 'v');
  },
  'buildPipeline, then own stages and actions': (lib, app) => {
    const { stack, pipeline } = setUp(lib, app);
    pipeline.addStage(stageWith(app, 'Prod').stage);
    pipeline.buildPipeline();
    pipeline.pipeline.addStage({
      stageName: 'Own',
      actions: [new cdk.aws_codepipeline_actions.ManualApprovalAction({ actionName: 'Ok' })],
    });
    pipeline.pipeline
      .stage('Prod')
      .addAction(new cdk.aws_codepipeline_actions.ManualApprovalAction({ actionName: 'More', runOrder: 9 }));
    new cdk.aws_events.Rule(stack, 'Nightly', {
      schedule: cdk.aws_events.Schedule.cron({ hour: '3', minute: '0' }),
      targets: [new cdk.aws_events_targets.CodePipeline(pipeline.pipeline)],
    });
    pipeline.pipeline.notifyOnExecutionStateChange('Note', new cdk.aws_sns.Topic(stack, 'Notes'));
  },
  'an empty cliVersion': (lib, app) => void setUp(lib, app, { cliVersion: '' }),
  'pipelineName and cliVersion': (lib, app) =>
    void setUp(lib, app, { pipelineName: 'the-pipeline', cliVersion: '2.1148.1' }),
  'type V1': (lib, app) => void setUp(lib, app, { pipelineType: cp.PipelineType.V1 }),
  'type V2': (lib, app) => void setUp(lib, app, { pipelineType: cp.PipelineType.V2 }),
  crossAccountKeys: (lib, app) => void setUp(lib, app, { crossAccountKeys: true }),
  'crossAccountKeys with key rotation': (lib, app) =>
    void setUp(lib, app, { crossAccountKeys: true, enableKeyRotation: true }),
  'artifact bucket': (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const pipeline = pipelineIn(lib, stack, { artifactBucket: new cdk.aws_s3.Bucket(stack, 'Artifacts') });
    pipeline.addStage(stageWith(app, 'Prod').stage);
  },
  'imported artifact bucket with a key': (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    pipelineIn(lib, stack, {
      artifactBucket: cdk.aws_s3.Bucket.fromBucketAttributes(stack, 'B', {
        bucketName: 'theirs',
        encryptionKey: cdk.aws_kms.Key.fromKeyArn(stack, 'K', 'arn:aws:kms:us-east-1:111111111111:key/k'),
      }),
    });
  },
  'role of the pipeline': (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const role = new cdk.aws_iam.Role(stack, 'Role', {
      assumedBy: new cdk.aws_iam.ServicePrincipal('codepipeline.amazonaws.com'),
    });
    pipelineIn(lib, stack, { role }).addStage(stageWith(app, 'Prod').stage);
  },
  usePipelineRoleForActions: (lib, app) => {
    const { pipeline } = setUp(lib, app, { usePipelineRoleForActions: true });
    pipeline.addStage(stageWith(app, 'Prod').stage, {
      pre: [new lib.ManualApprovalStep('Ok')],
      post: [new lib.CodeBuildStep('Test', { commands: ['x'] })],
    });
  },
  'execution mode through an own pipeline': (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const codePipeline = new cp.Pipeline(stack, 'Own', {
      pipelineType: cp.PipelineType.V2,
      executionMode: cp.ExecutionMode.QUEUED,
      restartExecutionOnUpdate: true,
    });
    pipelineIn(lib, stack, { codePipeline }).addStage(stageWith(app, 'Prod').stage);
  },
  ...(KNOWS_EXECUTION_MODE ? executionModes() : {}),
  'a second stack reads the pipeline': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    pipeline.buildPipeline();
    const other = new cdk.Stack(app, 'Other', { env: PIPE_ENV });
    new cdk.CfnOutput(other, 'Name', { value: pipeline.pipeline.pipelineName });
  },
  'isPipeline and waves': (lib, app) => {
    const { stack, pipeline } = setUp(lib, app);
    pipeline.addWave('W');
    pipeline.addStage(stageWith(app, 'Prod').stage);
    const facts = [
      lib.PipelineBase.isPipeline(pipeline),
      lib.PipelineBase.isPipeline(stack),
      pipeline.waves.map((w) => w.id).join(),
      pipeline.selfMutationEnabled,
      pipeline.usePipelineRoleForActions,
      pipeline.cloudAssemblyFileSet.toString(),
      `${pipeline.synth}`,
    ];
    new cdk.CfnOutput(stack, 'Facts', { value: facts.join(' ') });
  },
};
