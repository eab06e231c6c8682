import { setUp, stageOf } from '../../kit/app';
import { ManualApprovalStep, type StageDeployment } from '../../../lib';

describe('what is there only after the build', () => {
  test.each(['pipeline', 'synthProject', 'selfMutationProject'] as const)('%s', (property) => {
    const { pipeline } = setUp();
    expect(() => pipeline[property]).toThrow(
      new RegExp(`'${property}' was asked for, but the pipeline has not been built yet`),
    );
    pipeline.buildPipeline();
    expect(pipeline[property]).toBeDefined();
  });

  test('no selfMutationProject without self-mutation', () => {
    const { pipeline } = setUp(() => ({ selfMutation: false }));
    pipeline.buildPipeline();
    expect(() => pipeline.selfMutationProject).toThrow(/selfMutation is false/);
  });
});

describe('the blueprint is closed when the pipeline is built', () => {
  const late: Record<string, (s: ReturnType<typeof setUp>, d: StageDeployment) => void> = {
    'addStage()': ({ pipeline, app }) => pipeline.addStage(stageOf(app, 'Late')),
    'addWave()': ({ pipeline }) => pipeline.addWave('Late'),
    'addPre() on stage': (_, d) => d.addPre(new ManualApprovalStep('Late')),
    'addPost() on stage': (_, d) => d.addPost(new ManualApprovalStep('Late')),
    'addStackSteps()': (_, d) => d.stacks[0].addStackSteps([], [], []),
    'addStackDependency()': (_, d) => d.stacks[0].addStackDependency(d.stacks[0]),
  };

  test.each(Object.entries(late))('%s', (_, act) => {
    const setup = setUp();
    const deployment = setup.pipeline.addStage(stageOf(setup.app, 'Prod'));
    setup.pipeline.buildPipeline();
    expect(() => act(setup, deployment)).toThrow(/after the pipeline was built/);
  });
});

test.each(['buildPipeline', 'synth'] as const)(
  'errors in stacks of a Stage fail cdk synth, when the pipeline is built by %s()',
  (by) => {
    const { pipeline, app } = setUp();
    const stage = stageOf(app, 'Prod');
    pipeline.addStage(stage);
    if (by === 'buildPipeline') {
      pipeline.buildPipeline();
    }
    const [stack] = app.synth().getNestedAssembly('assembly-Prod').stacks;
    expect(stack.validateOnSynth).toBe(true);
  },
);
