import * as cdk from 'aws-cdk-lib';
import * as cb from 'aws-cdk-lib/aws-codebuild';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Lib } from '../harness';
import {
  connection,
  CONNECTION,
  imageAsset,
  OTHER_ACCOUNT,
  PIPE_ENV,
  pipelineIn,
  setUp,
  shellSteps,
  stageWith,
  type CaseTable,
} from '../kit';

/** What the incumbent refuses, at whatever point of the synthesis, we refuse too. */
export const refusals: CaseTable = {
  'a repository name that is a token': (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const name = new cdk.CfnParameter(stack, 'Name').valueAsString;
    const input = lib.CodePipelineSource.connection(`org/${name}`, 'main', { connectionArn: CONNECTION });
    pipelineIn(lib, stack, { synth: new lib.ShellStep('Synth', { input, commands: ['x'] }) });
  },
  'a repository without an owner': (lib, app) =>
    void setUp(lib, app, {
      synth: new lib.ShellStep('Synth', { input: connection(lib, 'app'), commands: ['x'] }),
    }),
  'a repository at a connection with too many groups': (lib, app) =>
    void setUp(lib, app, {
      synth: new lib.ShellStep('Synth', { input: connection(lib, `owner/${'group/'.repeat(22)}app`), commands: ['x'] }),
    }),
  ...Object.fromEntries(
    [[{ Key: 'Department', Value: 'Eng' }], []].map((Tags) => [
      `a deployment role with ${Tags.length} session tags`,
      (lib: Lib, app: cdk.App) => {
        const { pipeline } = setUp(lib, app);
        const stage = new cdk.Stage(app, 'Prod', { env: PIPE_ENV });
        const synthesizer = new cdk.DefaultStackSynthesizer({ deployRoleAdditionalOptions: { Tags } });
        new cdk.aws_sns.Topic(new cdk.Stack(stage, 'App', { synthesizer }), 'Topic');
        pipeline.addStage(stage);
      },
    ]),
  ),
  'a GitHub repository with too many parts': (lib, app) =>
    void setUp(lib, app, {
      synth: new lib.ShellStep('Synth', { input: lib.CodePipelineSource.gitHub('a/b/c', 'main'), commands: ['x'] }),
    }),
  'two sources of one name': (lib, app) =>
    void setUp(lib, app, {
      synth: new lib.ShellStep('Synth', {
        input: connection(lib),
        additionalInputs: { x: connection(lib) },
        commands: ['x'],
      }),
    }),
  'a synth step without output': (lib, app) => void setUp(lib, app, { synth: new lib.ManualApprovalStep('Ok') }),
  'a synth step without input and without any source': (lib, app) =>
    void setUp(lib, app, {
      synth: new lib.ShellStep('Synth', { commands: ['x'] }),
    }),
  'primaryOutputDirectory() with another directory': (lib) => {
    new lib.ShellStep('S', { commands: ['x'], primaryOutputDirectory: 'a' }).primaryOutputDirectory('b');
  },
  'an additional input that has no files': (lib) => {
    new lib.ShellStep('S', { commands: ['x'], additionalInputs: { a: new lib.ManualApprovalStep('x') } });
  },
  'an input that has no files': (lib) => {
    new lib.ShellStep('S', { commands: ['x'], input: new lib.ManualApprovalStep('x') });
  },
  'two additional inputs in one directory': (lib, app) =>
    void setUp(lib, app, {
      synth: new lib.ShellStep('Synth', {
        input: connection(lib),
        additionalInputs: { './a': connection(lib, 'o/a'), '.': connection(lib, 'o/b') },
        commands: ['x'],
      }),
    }),
  'more than five inputs': (lib, app) =>
    void setUp(lib, app, {
      synth: new lib.ShellStep('Synth', {
        input: connection(lib),
        additionalInputs: Object.fromEntries('abcdef'.split('').map((c) => [c, connection(lib, `o/${c}`)])),
        commands: ['x'],
      }),
    }),
  'more than five outputs': (lib, app) => {
    const make = new lib.ShellStep('Make', { commands: ['x'] });
    const uses = 'abcdef'
      .split('')
      .map((c) => new lib.ShellStep(c, { input: make.addOutputDirectory(c), commands: ['x'] }));
    setUp(lib, app).pipeline.addWave('W', { post: [make, ...uses] });
  },
  'a synthProject before the build': (lib, app) => void setUp(lib, app).pipeline.synthProject,
  'a pipeline before the build': (lib, app) => void setUp(lib, app).pipeline.pipeline,
  'a selfMutationProject before the build': (lib, app) => void setUp(lib, app).pipeline.selfMutationProject,
  'a selfMutationProject without self-mutation': (lib, app) => {
    const { pipeline } = setUp(lib, app, { selfMutation: false });
    pipeline.buildPipeline();
    void pipeline.selfMutationProject;
  },
  'a project of a step before the build': (lib) => void new lib.CodeBuildStep('S', { commands: ['x'] }).project,
  'buildPipeline twice': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    pipeline.buildPipeline();
    pipeline.buildPipeline();
  },
  'addStage after the build': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    pipeline.buildPipeline();
    pipeline.addStage(stageWith(app, 'Prod').stage);
  },
  'addWave after the build': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    pipeline.buildPipeline();
    pipeline.addWave('W');
  },
  'a stage without stacks': (lib, app) =>
    void setUp(lib, app).pipeline.addStage(new cdk.Stage(app, 'Empty', { env: PIPE_ENV })),
  'one Stage twice': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const { stage } = stageWith(app, 'Prod');
    pipeline.addStage(stage);
    pipeline.addStage(stage);
  },
  'two waves of one name': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    pipeline.addWave('W', { pre: [new lib.ManualApprovalStep('A')] });
    pipeline.addWave('W', { pre: [new lib.ManualApprovalStep('B')] });
  },
  'a wave called Build': (lib, app) => void setUp(lib, app).pipeline.addStage(stageWith(app, 'Build').stage),
  'a wave with a space in its name': (lib, app) =>
    void setUp(lib, app).pipeline.addWave('A B', { pre: shellSteps(lib, 'S', 1) }),
  'two steps of one name': (lib, app) =>
    void setUp(lib, app).pipeline.addWave('W', {
      pre: [new lib.ManualApprovalStep('T'), new lib.ManualApprovalStep('T')],
    }),
  'a cycle of three steps': (lib, app) => {
    const steps = shellSteps(lib, 'S', 3);
    steps.forEach((step, i) => step.addStepDependency(steps[(i + 1) % 3]));
    setUp(lib, app).pipeline.addWave('W', { pre: steps });
  },
  'two steps that wait for each other': (lib, app) => {
    const [a, b] = shellSteps(lib, 'S', 2);
    a.addStepDependency(b);
    b.addStepDependency(a);
    setUp(lib, app).pipeline.addWave('W', { pre: [a, b] });
  },
  'an early step that waits for a later stage': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const [early, late] = shellSteps(lib, 'S', 2);
    early.addStepDependency(late);
    pipeline.addStage(stageWith(app, 'A').stage, { pre: [early] });
    pipeline.addStage(stageWith(app, 'B').stage, { post: [late] });
  },
  'a pre step that needs an output of its own stage': (lib, app) => {
    const { stage, outputs } = stageWith(app, 'Prod');
    setUp(lib, app).pipeline.addStage(stage, {
      pre: [new lib.ShellStep('T', { commands: ['x'], envFromCfnOutputs: { X: outputs[0] } })],
    });
  },
  'an output of a stack that is not deployed': (lib, app) => {
    const { outputs } = stageWith(app, 'Absent');
    setUp(lib, app).pipeline.addStage(stageWith(app, 'Prod').stage, {
      post: [new lib.ShellStep('T', { commands: ['x'], envFromCfnOutputs: { X: outputs[0] } })],
    });
  },
  'changeSet steps without change sets': (lib, app) => {
    const { stage, stacks } = stageWith(app, 'Prod');
    setUp(lib, app, { useChangeSets: false }).pipeline.addStage(stage, {
      stackSteps: [{ stack: stacks[0], changeSet: [new lib.ManualApprovalStep('Ok')] }],
    });
  },
  'stack steps of a stack elsewhere': (lib, app) => {
    const other = stageWith(app, 'Other');
    setUp(lib, app).pipeline.addStage(stageWith(app, 'Prod').stage, { stackSteps: [{ stack: other.stacks[0] }] });
  },
  'another account without keys': (lib, app) =>
    void setUp(lib, app).pipeline.addStage(stageWith(app, 'Prod', { env: OTHER_ACCOUNT }).stage),
  'another region from nowhere': (lib, app) => {
    setUp(lib, app, {}, { env: {} }).pipeline.addStage(stageWith(app, 'Prod', { env: { region: 'eu-west-1' } }).stage);
  },
  'an unknown kind of step': (lib, app) => {
    class Unknown extends lib.Step {}
    setUp(lib, app).pipeline.addWave('W', { post: [new Unknown('U')] });
  },
  'partial buildspec as YAML': (lib, app) =>
    void setUp(lib, app, {
      synth: new lib.CodeBuildStep('Synth', {
        input: connection(lib),
        commands: ['x'],
        partialBuildSpec: cb.BuildSpec.fromObjectToYaml({ version: '0.2' }),
      }),
    }),
  'partial buildspec from a file': (lib, app) =>
    void setUp(lib, app, {
      synth: new lib.CodeBuildStep('Synth', {
        input: connection(lib),
        commands: ['x'],
        partialBuildSpec: cb.BuildSpec.fromSourceFilename('x.yml'),
      }),
    }),
  'tokens in the buildspec of the only publisher': (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const commands = [`echo ${new s3.Bucket(stack, 'B').bucketName}`];
    const partialBuildSpec = cb.BuildSpec.fromObject({ phases: { install: { commands } } });
    const pipeline = pipelineIn(lib, stack, {
      publishAssetsInParallel: false,
      assetPublishingCodeBuildDefaults: { partialBuildSpec },
    });
    const { stage, stacks } = stageWith(app, 'Prod');
    imageAsset(stacks[0]);
    pipeline.addStage(stage);
  },
  'an existing pipeline and a name': existing({ pipelineName: 'x' }),
  'an existing pipeline and keys': existing({ crossAccountKeys: true }),
  'an existing pipeline and key rotation': existing({ enableKeyRotation: true }),
  'an existing pipeline and reuse of support stacks': existing({ reuseCrossRegionSupportStacks: true }),
  'an existing pipeline and replication buckets': existing({ crossRegionReplicationBuckets: {} }),
  'a step output whose variable was asked for after the build': (lib, app) => {
    const make = new lib.CodeBuildStep('Make', { commands: ['x'] });
    const { pipeline } = setUp(lib, app);
    pipeline.addWave('W', { post: [make] });
    pipeline.buildPipeline();
    make.exportedVariable('LATE');
  },
  'the producer of a file set twice': (lib) => {
    const [a, b] = shellSteps(lib, 'S', 2);
    new lib.FileSet('F', a).producedBy(b);
  },
  'a file set without a producer': (lib) => void new lib.FileSet('F').producer,
  'key rotation without keys': (lib, app) => void setUp(lib, app, { enableKeyRotation: true }),
};

function existing(props: Partial<import('aws-cdk-lib/pipelines').CodePipelineProps>): import('../harness').AppFunction {
  return (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    pipelineIn(lib, stack, { codePipeline: new cdk.aws_codepipeline.Pipeline(stack, 'Own'), ...props });
  };
}
