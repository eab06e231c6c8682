import * as cdk from 'aws-cdk-lib';
import { ENV, setUp, stageOf, warningsOf } from '../../kit/app';
import { CodePipeline, ManualApprovalStep, PipelineLayout, ShellStep, Wave } from '../../../lib';

describe('a Stage in a Stage', () => {
  const inner = (app: cdk.App) => {
    const outer = stageOf(app, 'Outer');
    return { outer, stage: stageOf(outer, 'Inner') };
  };

  test('is not deployed with it: a warning', () => {
    const { app, pipeline } = setUp();
    pipeline.addStage(inner(app).outer);
    expect(warningsOf(app)).toEqual([
      expect.stringContaining(
        `Stage 'Outer/Inner' is in a Stage that the pipeline deploys, but its own stacks are not`,
      ),
    ]);
  });

  test('that is added too', () => {
    const { app, pipeline } = setUp();
    const { outer, stage } = inner(app);
    pipeline.addStage(outer);
    pipeline.addStage(stage);
    expect(warningsOf(app)).toEqual([]);
  });

  test('that a pipeline in the Stage deploys', () => {
    const { app, pipeline, source } = setUp();
    const { outer, stage } = inner(app);
    const synth = new ShellStep('Synth', { input: source, commands: ['x'] });
    const stack = new cdk.Stack(outer, 'Own', { env: ENV });
    new CodePipeline(stack, 'Pipeline', { synth }).addStage(stage);
    pipeline.addStage(outer);
    expect(warningsOf(app)).toEqual([]);
  });
});

describe('a wave as the options of addWave()', () => {
  test('its steps are taken, its Stages are not: a warning', () => {
    const { app, pipeline } = setUp();
    const wave = new Wave('W', { pre: [new ManualApprovalStep('Ok')] });
    pipeline.addWave('W', wave);
    wave.addStage(stageOf(app, 'Prod'));
    expect(warningsOf(app)).toEqual([
      expect.stringMatching(/Wave 'W' was given as the options of addWave\(\).*'Prod' is not deployed/),
    ]);
  });

  test('a Stage that comes to it after the build', () => {
    const { app, pipeline } = setUp();
    const wave = new Wave('W', { pre: [new ManualApprovalStep('Ok')] });
    pipeline.addWave('W', wave);
    pipeline.buildPipeline();
    wave.addStage(stageOf(app, 'Prod'));
    expect(() => app.synth()).toThrow(/stage 'Prod' in 'stages' of wave 'W', which is only the options of addWave\(\)/);
  });

  test('without Stages, or among the waves as well', () => {
    const { app, pipeline } = setUp();
    const wave = new Wave('W', { pre: [new ManualApprovalStep('Ok')] });
    pipeline.addWave('Steps', wave);
    const other = new Wave('V');
    pipeline.addWave('Empty', other);
    other.addStage(stageOf(app, 'Prod'));
    pipeline.waves.push(other);
    expect(warningsOf(app)).toEqual([]);
  });
});

describe('a wave with pre and post and no Stage', () => {
  const declared = (layout?: PipelineLayout) => {
    const setup = setUp(() => ({ layout }));
    const post = [new ShellStep('Deploy', { commands: ['x'] })];
    setup.pipeline.addWave('Check', { pre: [new ManualApprovalStep('Ok')], post });
    return setup;
  };

  test('default layout: both at once, with a warning', () => {
    expect(warningsOf(declared().app)).toEqual([expect.stringContaining(`Wave 'Check' has no Stage`)]);
  });

  test('compact layout: one after the other', () => {
    const { app, pipeline } = declared(PipelineLayout.COMPACT);
    expect(warningsOf(app)).toEqual([]);
    const stage = pipeline.pipeline.stages.find((s) => s.stageName === 'Check')!;
    expect(stage.actions.map((a) => [a.actionProperties.actionName, a.actionProperties.runOrder])).toEqual([
      ['Ok', 1],
      ['Deploy', 2],
    ]);
  });
});

describe('one Stage twice', () => {
  test('the error names it, and says what to do', () => {
    const { app, pipeline } = setUp();
    const stage = stageOf(app, 'Prod');
    pipeline.addStage(stage);
    pipeline.addStage(stage);
    expect(() => pipeline.buildPipeline()).toThrow(
      /Stage 'Prod' was added 2 times: remove all addStage\(\) calls for it but one/,
    );
  });

  test('one wave twice', () => {
    const { pipeline } = setUp();
    const wave = pipeline.addWave('W', { pre: [new ManualApprovalStep('Ok')] });
    pipeline.waves.push(wave);
    expect(() => pipeline.buildPipeline()).toThrow(/if it is one wave that was added more than once, add it once/);
  });
});
