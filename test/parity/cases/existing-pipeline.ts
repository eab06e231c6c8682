import * as cdk from 'aws-cdk-lib';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as actions from 'aws-cdk-lib/aws-codepipeline-actions';
import type { CodePipelineProps } from 'aws-cdk-lib/pipelines';
import type { AppFunction, Lib } from '../harness';
import { CONNECTION, fileAsset, OTHER_BOTH, PIPE_ENV, pipelineIn, stageWith, synthStep, type CaseTable } from '../kit';

type More = (lib: Lib, stack: cdk.Stack) => Partial<CodePipelineProps>;

function onTopOf(props: cp.PipelineProps, more: More = () => ({}), env: cdk.Environment = PIPE_ENV): AppFunction {
  return (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const codePipeline = new cp.Pipeline(stack, 'Own', props);
    const pipeline = pipelineIn(lib, stack, { codePipeline, ...more(lib, stack) });
    const { stage, stacks } = stageWith(app, 'Prod', { env });
    fileAsset(stacks[0]);
    pipeline.addStage(stage, { post: [new lib.ShellStep('T', { commands: ['x'] })] });
  };
}

/** An own pipeline with source and build stages, whose artifact becomes the cloud assembly. */
function withOwnSource(selfMutation: boolean): AppFunction {
  return (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const source = new cp.Artifact('Source');
    const built = new cp.Artifact('Built');
    const codePipeline = new cp.Pipeline(stack, 'Own', {
      restartExecutionOnUpdate: true,
      stages: [
        {
          stageName: 'Fetch',
          actions: [
            new actions.CodeStarConnectionsSourceAction({
              actionName: 'Fetch',
              owner: 'o',
              repo: 'r',
              connectionArn: CONNECTION,
              output: source,
            }),
          ],
        },
        {
          stageName: 'Make',
          actions: [
            new actions.CodeBuildAction({
              actionName: 'Make',
              input: source,
              outputs: [built],
              project: new cdk.aws_codebuild.PipelineProject(stack, 'Project'),
            }),
          ],
        },
      ],
    });
    const pipeline = pipelineIn(lib, stack, {
      codePipeline,
      selfMutation,
      synth: lib.CodePipelineFileSet.fromArtifact(built),
    });
    const { stage, stacks } = stageWith(app, 'Prod');
    fileAsset(stacks[0]);
    pipeline.addStage(stage, {
      post: [
        new lib.ShellStep('T', { input: pipeline.synth, commands: ['x'] }),
        new lib.ShellStep('U', { input: lib.CodePipelineFileSet.fromArtifact(source), commands: ['x'] }),
      ],
    });
  };
}

export const existingPipeline: CaseTable = {
  plain: onTopOf({}),
  restarting: onTopOf({ restartExecutionOnUpdate: true }),
  'not restarting': onTopOf({ restartExecutionOnUpdate: false }),
  'without self-mutation': onTopOf({}, () => ({ selfMutation: false })),
  'named, V2, cross-account': onTopOf(
    { pipelineName: 'named', pipelineType: cp.PipelineType.V2, crossAccountKeys: true },
    undefined,
    OTHER_BOTH,
  ),
  'with variables and triggers': onTopOf({
    pipelineType: cp.PipelineType.V2,
    variables: [new cp.Variable({ variableName: 'v', defaultValue: 'd', description: 't' })],
    executionMode: cp.ExecutionMode.PARALLEL,
  }),
  'with usePipelineRoleForActions': onTopOf({ usePipelineRoleForActions: true }, () => ({
    usePipelineRoleForActions: true,
  })),
  'usePipelineRoleForActions on one side only': onTopOf({ usePipelineRoleForActions: true }),
  'key rotation on the side of the own pipeline': onTopOf({ crossAccountKeys: true, enableKeyRotation: true }),
  'the synth step has defaults': onTopOf({}, (lib) => ({
    synth: synthStep(lib, 'Build'),
    synthCodeBuildDefaults: { timeout: cdk.Duration.minutes(8) },
  })),
  'own source and build stages': withOwnSource(false),
  'own source and build stages, with self-mutation': withOwnSource(true),
  'the getter answers with the same pipeline': (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const codePipeline = new cp.Pipeline(stack, 'Own');
    const pipeline = pipelineIn(lib, stack, { codePipeline });
    pipeline.buildPipeline();
    new cdk.CfnOutput(stack, 'Same', { value: String(pipeline.pipeline === codePipeline) });
  },
};
