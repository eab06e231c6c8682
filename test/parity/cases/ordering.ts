import type { Lib } from '../harness';
import { connection, fileAsset, setUp, shellSteps, stageWith, type CaseTable } from '../kit';

const shell = (lib: Lib, id: string) => new lib.ShellStep(id, { commands: ['x'] });

export const ordering: CaseTable = {
  sequence: (lib, app) => {
    const { pipeline } = setUp(lib, app);
    pipeline.addStage(stageWith(app, 'Prod').stage, {
      pre: lib.Step.sequence(shellSteps(lib, 'Pre', 4)),
      post: lib.Step.sequence([shell(lib, 'Z'), new lib.ManualApprovalStep('M'), shell(lib, 'A')]),
    });
  },
  'a sequence of none and of one': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    pipeline.addStage(stageWith(app, 'Prod').stage, {
      pre: lib.Step.sequence([]),
      post: lib.Step.sequence([shell(lib, 'A')]),
    });
  },
  'a diamond of steps': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const [top, left, right, bottom] = shellSteps(lib, 'S', 4);
    left.addStepDependency(top);
    right.addStepDependency(top);
    bottom.addStepDependency(left);
    bottom.addStepDependency(right);
    bottom.addStepDependency(right);
    pipeline.addWave('W', { post: [bottom, right, left, top] });
  },
  'a dependency across waves': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const first = shell(lib, 'First');
    const second = shell(lib, 'Second');
    second.addStepDependency(first);
    pipeline.addStage(stageWith(app, 'A').stage, { post: [first] });
    pipeline.addStage(stageWith(app, 'B').stage, { pre: [second] });
  },
  'a dependency between the stages of a wave': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const a = shell(lib, 'AfterA');
    const b = shell(lib, 'BeforeB');
    b.addStepDependency(a);
    const wave = pipeline.addWave('W');
    wave.addStage(stageWith(app, 'A').stage, { post: [a] });
    wave.addStage(stageWith(app, 'B').stage, { pre: [b] });
  },
  'a step that nobody placed, of a stage': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const hidden = shell(lib, 'Hidden');
    const test = shell(lib, 'Test');
    test.addStepDependency(hidden);
    pipeline.addStage(stageWith(app, 'Prod').stage, { post: [test] });
  },
  'steps that nobody placed, in a chain, for two stages': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const deepest = shell(lib, 'Deepest');
    const deeper = new lib.ShellStep('Deeper', { commands: ['x'], primaryOutputDirectory: 'out' });
    deeper.addStepDependency(deepest);
    for (const id of ['A', 'B']) {
      pipeline.addStage(stageWith(app, id).stage, {
        post: [new lib.ShellStep('Test', { input: deeper, commands: ['x'] })],
      });
    }
  },
  'steps that nobody placed, for the stages of a wave': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const make = new lib.ShellStep('Make', {
      input: connection(lib, 'org/make'),
      commands: ['x'],
      primaryOutputDirectory: 'out',
    });
    const wave = pipeline.addWave('W');
    for (const id of ['A', 'B']) {
      wave.addStage(stageWith(app, id).stage, { post: [new lib.ShellStep('Test', { input: make, commands: ['x'] })] });
    }
  },
  'steps that nobody placed, of a stack': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const { stage, stacks } = stageWith(app, 'Prod', { stacks: ['A', 'B'] });
    const [pre, change, post, hidden] = shellSteps(lib, 'S', 4);
    [pre, change, post].forEach((step) => step.addStepDependency(hidden));
    stacks[1].addDependency(stacks[0]);
    pipeline.addStage(stage, { stackSteps: [{ stack: stacks[1], pre: [pre], changeSet: [change], post: [post] }] });
  },
  'a placed step depends on the synth step': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const test = shell(lib, 'Test');
    test.addStepDependency(pipeline.synth as never);
    pipeline.addStage(stageWith(app, 'Prod').stage, { pre: [test] });
  },
  'a step of a wave depends on a step of its stage': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const [inner, outer] = shellSteps(lib, 'S', 2);
    outer.addStepDependency(inner);
    pipeline.addWave('W', { post: [outer] }).addStage(stageWith(app, 'A').stage, { post: [inner] });
  },
  'pre steps order among themselves, posts too': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const [a, b, c, d] = shellSteps(lib, 'S', 4);
    a.addStepDependency(b);
    c.addStepDependency(d);
    pipeline.addStage(stageWith(app, 'A', { stacks: ['X', 'Y'] }).stage, { pre: [a, b], post: [c, d] });
  },
  'one step object in several stages': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const shared = new lib.ManualApprovalStep('Gate');
    for (const id of ['A', 'B', 'C']) {
      pipeline.addStage(stageWith(app, id).stage, { pre: [shared] });
    }
  },
  'one step object in several stages of a wave': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const shared = shell(lib, 'Shared');
    const wave = pipeline.addWave('W');
    for (const id of ['C', 'A', 'B']) {
      wave.addStage(stageWith(app, id).stage, { pre: [shared] });
    }
  },
  'one step object as pre and post': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const shared = shell(lib, 'Shared');
    pipeline.addWave('W', { post: [shared] }).addStage(stageWith(app, 'A').stage);
    pipeline.addWave('X', { pre: [shared] });
  },
  'more than fifty steps at once': (lib, app) => {
    setUp(lib, app).pipeline.addWave('W', { pre: shellSteps(lib, 'S', 53) });
  },
  'exactly fifty actions': (lib, app) => void setUp(lib, app).pipeline.addWave('W', { pre: shellSteps(lib, 'S', 50) }),
  'fifty-one actions': (lib, app) => void setUp(lib, app).pipeline.addWave('W', { pre: shellSteps(lib, 'S', 51) }),
  'a hundred and twenty steps, in three tranches': (lib, app) => {
    setUp(lib, app).pipeline.addWave('W', { pre: shellSteps(lib, 'A', 60), post: shellSteps(lib, 'B', 60) });
  },
  'more than fifty actions across many tranches': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const wave = pipeline.addWave('W', { pre: shellSteps(lib, 'Pre', 20), post: shellSteps(lib, 'Post', 40) });
    for (let i = 0; i < 12; i++) {
      wave.addStage(stageWith(app, `Stage${i}`).stage, { post: [new lib.ManualApprovalStep('Ok')] });
    }
  },
  'a sequence of sixty': (lib, app) => {
    setUp(lib, app).pipeline.addWave('W', { pre: lib.Step.sequence(shellSteps(lib, 'S', 60)) });
  },
  'sixty stacks in a stage': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const { stage, stacks } = stageWith(app, 'Prod', { stacks: Array.from({ length: 60 }, (_, i) => `Stack${i}`) });
    stacks.forEach((stack, i) => i % 7 > 0 && stack.addDependency(stacks[i - 1]));
    pipeline.addStage(stage, { pre: [new lib.ManualApprovalStep('Ok')] });
  },
  'sixty stages in a wave': (lib, app) => {
    const wave = setUp(lib, app).pipeline.addWave('W');
    for (let i = 0; i < 60; i++) {
      wave.addStage(stageWith(app, `Stage${i}`).stage);
    }
  },
  'a gate before the first stage, and assets that only a later one needs': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    pipeline.addStage(stageWith(app, 'AppDb').stage, { pre: [new lib.ManualApprovalStep('Ok')] });
    const prod = stageWith(app, 'Prod');
    fileAsset(prod.stacks[0]);
    pipeline.addStage(prod.stage);
  },
  'thirty steps before the synth step': (lib, app) => {
    const additional = shellSteps(lib, 'Gen', 12).map((step) => step.primaryOutputDirectory('out'));
    setUp(lib, app, {
      synth: new lib.ShellStep('Synth', {
        input: connection(lib),
        commands: ['x'],
        additionalInputs: Object.fromEntries(additional.slice(0, 4).map((out, i) => [`d${i}`, out])),
      }),
    });
  },
};
