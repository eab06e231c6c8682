import * as incumbent from 'aws-cdk-lib/pipelines';
import { type Setup, setUp, stageOf } from '../../kit/app';
import { ManualApprovalStep, ShellStep, type StageDeployment, type Step, Wave } from '../../../lib';

/** Pushed to a list after the build: what the error names, and where it belongs. */
interface Given {
  readonly setup: Setup;
  readonly deployment: StageDeployment;
  readonly wave: Wave;
  readonly step: ShellStep;
  readonly lists: Record<'pre' | 'changeSet', Step[]>;
}

const late = () => new ManualApprovalStep('Late');

const LATE: Record<string, [(given: Given) => void, string]> = {
  'a step in the list that was given': [({ lists }) => lists.pre.push(late()), `'pre' of stage 'Prod'`],
  'a step in a list of stackSteps that was given': [
    ({ lists }) => lists.changeSet.push(late()),
    `'stackSteps' of stage 'Prod'`,
  ],
  'a step in the list of a Stage': [({ deployment }) => deployment.post.push(late()), `'post' of stage 'Prod'`],
  'a step in the list of a wave': [({ wave }) => wave.pre.push(late()), `'pre' of wave 'W'`],
  'a step in the list of a stack': [
    ({ deployment }) => deployment.stacks[0].changeSet.push(late()),
    `'changeSet' of stack 'Prod-App'`,
  ],
  'a list that is set anew': [({ wave }) => Object.assign(wave, { post: [late()] }), `'post' of wave 'W'`],
};

const OTHERS: Record<string, [(given: Given) => void, string]> = {
  'a wave': [({ setup }) => setup.pipeline.waves.push(new Wave('Late')), `wave 'Late' in 'waves' of the pipeline`],
  'a command': [({ step }) => step.commands.push('npm late'), `'npm late' in 'commands' of ShellStep(Test)`],
  'a variable': [({ step }) => (step.env.LATE = '1'), `'LATE=1' in 'env' of ShellStep(Test)`],
  'a dependency of a stack': [
    ({ deployment }) => deployment.stacks[0].stackDependencies.push(deployment.stacks[1]),
    `stack 'Prod-Db' in 'stackDependencies' of stack 'Prod-App'`,
  ],
};

function build(): Given {
  const setup = setUp();
  const lists = { pre: [] as Step[], changeSet: [] as Step[] };
  const wave = setup.pipeline.addWave('W');
  const stage = stageOf(setup.app, 'Prod', 'App', 'Db');
  const step = new ShellStep('Test', { commands: ['npm test'] });
  const stackSteps = [{ stack: stage.node.findChild('App') as any, changeSet: lists.changeSet }];
  const deployment = wave.addStage(stage, { pre: lists.pre, post: [step], stackSteps });
  setup.pipeline.buildPipeline();
  return { setup, deployment, wave, step, lists };
}

describe('what comes when the pipeline is built is an error at synthesis, which names it and its place', () => {
  const all = {
    ...Object.fromEntries(
      Object.entries(LATE).map(([name, [act, where]]) => [
        name,
        [act, `ManualApprovalStep(Late) in ${where}`] as const,
      ]),
    ),
    ...OTHERS,
  };
  test.each(Object.entries(all))('%s', (_, [act, message]) => {
    const given = build();
    act(given);
    expect(() => given.setup.app.synth()).toThrow(`${message}: declared after the pipeline was built`);
  });

  test('all of it in one error', () => {
    const given = build();
    given.wave.pre.push(late());
    given.step.commands.push('npm late');
    expect(() => given.setup.app.synth()).toThrow(/ManualApprovalStep\(Late\) in .*; 'npm late' in 'commands'/);
  });

  test('in doBuildPipeline(), after that of the base class', () => {
    const { pipeline, app } = setUp();
    const original = (pipeline as any).doBuildPipeline;
    (pipeline as any).doBuildPipeline = function () {
      original.call(this);
      this.addWave('Late');
    };
    expect(() => app.synth()).toThrow(
      /addWave\('Late'\) after the pipeline was built.*before super\.doBuildPipeline\(\)/,
    );
  });
});

test('lists may be sorted, and what is in them taken out, when the pipeline is built', () => {
  const { setup, deployment, wave } = build();
  deployment.stacks.reverse();
  deployment.post.splice(0);
  wave.stages.sort();
  expect(() => setup.app.synth()).not.toThrow();
});

test('stackSteps that come to lists which were given are in, also when the stacks were read before', () => {
  const { pipeline, app } = setUp();
  const stage = stageOf(app, 'Prod');
  const changeSet: Step[] = [];
  const stackSteps = [{ stack: stage.node.findChild('App') as any, changeSet }];
  const deployment = pipeline.addStage(stage, { stackSteps });
  expect(deployment.stacks[0].changeSet).toEqual([]);
  changeSet.push(new ManualApprovalStep('Review'));
  const second = new ManualApprovalStep('Second');
  stackSteps.push({ stack: stage.node.findChild('App') as any, changeSet: [second] });
  pipeline.buildPipeline();
  expect(deployment.stacks[0].changeSet.map((s) => s.id)).toEqual(['Review', 'Second']);
});

describe('what is of another library', () => {
  test('waves and Stages are data, and taken as they are', () => {
    const { pipeline, app } = setUp();
    const wave = new incumbent.Wave('W');
    wave.addStage(stageOf(app, 'A'));
    pipeline.waves.push(wave as unknown as Wave);
    const stages = pipeline.addWave('V').stages as unknown as incumbent.StageDeployment[];
    stages.push(incumbent.StageDeployment.fromStage(stageOf(app, 'B')));
    pipeline.buildPipeline();
    expect(pipeline.pipeline.stages.map((s) => s.stageName).slice(-2)).toEqual(['A', 'B']);
  });

  test('a step in them is an error that says so', () => {
    const { pipeline } = setUp();
    const wave = new incumbent.Wave('W', { pre: [new incumbent.ManualApprovalStep('Ok')] });
    pipeline.waves.push(wave as unknown as Wave);
    expect(() => pipeline.buildPipeline()).toThrow(/ManualApprovalStep\(Ok\), which is not a Step of this library/);
  });
});
