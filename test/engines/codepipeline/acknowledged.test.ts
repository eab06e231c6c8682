import * as cdk from 'aws-cdk-lib';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import { setUp, stageOf, warningsOf } from '../../kit/app';
import { type CodePipelineProps, Wave } from '../../../lib';

const ID = 'cdk-pipelines:waveAsOptions:Given';

/** A pipeline with a warning: the Stages of the given wave are lost. */
function warned(props: (stack: cdk.Stack) => Partial<CodePipelineProps> = () => ({})) {
  const { app, stack, pipeline } = setUp(props);
  const given = new Wave('Given');
  given.addStage(stageOf(app, 'Lost'));
  pipeline.addWave('Other', given).addStage(stageOf(app, 'Prod'));
  return { app, stack, pipeline };
}

const ours = (app: cdk.App) => warningsOf(app).filter((text) => text.includes(`[ack: ${ID}]`));

test('a warning that nobody acknowledges', () => {
  expect(ours(warned().app)).toHaveLength(1);
});

describe('a warning that is acknowledged is not given', () => {
  test('on the stack', () => {
    const { app, stack } = warned();
    cdk.Annotations.of(stack).acknowledgeWarning(ID);
    expect(ours(app)).toEqual([]);
  });

  // CDK looks above the construct of the warning, and not at the construct itself.
  test('on the pipeline, before it is built', () => {
    const { app, pipeline } = warned();
    cdk.Annotations.of(pipeline).acknowledgeWarning(ID);
    expect(ours(app)).toEqual([]);
  });

  test('on the pipeline, after it is built', () => {
    const { app, pipeline } = warned();
    pipeline.buildPipeline();
    cdk.Annotations.of(pipeline).acknowledgeWarning(ID);
    expect(ours(app)).toEqual([]);
  });

  test('on one that adds to an existing CodePipeline', () => {
    const { app, pipeline } = warned((stack) => ({ codePipeline: new cp.Pipeline(stack, 'Existing') }));
    cdk.Annotations.of(pipeline).acknowledgeWarning(ID);
    expect(ours(app)).toEqual([]);
  });
});
