import * as cdk from 'aws-cdk-lib';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import { ENV, warningsOf } from '../../kit/app';
import { CodePipeline, type CodePipelineProps, CodePipelineSource, ShellStep } from '../../../lib';

// A type that nobody has chosen, and a mode in which executions overlap.

const V2_BY_DEFAULT = { '@aws-cdk/aws-codepipeline:defaultPipelineTypeToV2': true };

function warnings(
  props: (stack: cdk.Stack) => Partial<CodePipelineProps>,
  context = {},
  id = 'unspecifiedPipelineType',
): string[] {
  const app = new cdk.App({ context });
  const stack = new cdk.Stack(app, 'Delivery', { env: ENV });
  const input = CodePipelineSource.connection('owner/repo', 'main', { connectionArn: 'arn:connection' });
  new CodePipeline(stack, 'Pipeline', { synth: new ShellStep('Synth', { input, commands: ['x'] }), ...props(stack) });
  return warningsOf(app).filter((message) => message.includes(id));
}

test('V1 that nobody asked for: the warning of CDK is passed on', () => {
  expect(warnings(() => ({}))).toEqual([
    expect.stringMatching(/^V1 .*PipelineType\.V2.*ack: @aws-cdk\/aws-codepipeline:unspecifiedPipelineType/),
  ]);
});

test('it can be acknowledged where the pipeline is declared', () => {
  const acknowledge = (stack: cdk.Stack) =>
    cdk.Annotations.of(stack).acknowledgeWarning('@aws-cdk/aws-codepipeline:unspecifiedPipelineType');
  expect(warnings((stack) => (acknowledge(stack), {}))).toEqual([]);
});

test.each([
  ['V1 is asked for', () => ({ pipelineType: cp.PipelineType.V1 }), {}],
  ['V2 is asked for', () => ({ pipelineType: cp.PipelineType.V2 }), {}],
  ['V2 is the default', () => ({}), V2_BY_DEFAULT],
  [
    'somebody else has made the pipeline',
    (stack: cdk.Stack) => ({
      codePipeline: new cp.Pipeline(stack, 'Own', { pipelineType: cp.PipelineType.V1, restartExecutionOnUpdate: true }),
    }),
    {},
  ],
])('no warning: %s', (_, props, context) => {
  expect(warnings(props, context)).toEqual([]);
});

describe('executions that overlap', () => {
  const inMode = (executionMode?: cp.ExecutionMode) =>
    warnings(() => ({ pipelineType: cp.PipelineType.V2, executionMode }), {}, 'parallelExecutionMode');

  test('a warning, with the id of newer versions of aws-cdk-lib', () => {
    expect(inMode(cp.ExecutionMode.PARALLEL)).toEqual([
      expect.stringMatching(/PARALLEL.*overtake.*ack: @aws-cdk\/pipelines:parallelExecutionMode/),
    ]);
  });

  test.each([undefined, cp.ExecutionMode.SUPERSEDED, cp.ExecutionMode.QUEUED])('not in mode %s', (mode) => {
    expect(inMode(mode)).toEqual([]);
  });
});
