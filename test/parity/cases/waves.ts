import { OTHER_ACCOUNT, OTHER_REGION, setUp, shellSteps, stageWith, type CaseTable } from '../kit';

export const waves: CaseTable = {
  'a wave of stages': (lib, app) => {
    const { pipeline } = setUp(lib, app, { crossAccountKeys: true });
    const wave = pipeline.addWave('W');
    wave.addStage(stageWith(app, 'B').stage);
    wave.addStage(stageWith(app, 'A', { env: OTHER_ACCOUNT }).stage);
    wave.addStage(stageWith(app, 'C', { env: OTHER_REGION, stacks: ['X', 'Y'] }).stage);
  },
  'a wave of one stage': (lib, app) =>
    void setUp(lib, app).pipeline.addWave('W').addStage(stageWith(app, 'Only').stage),
  'a wave of one stage of the same name': (lib, app) =>
    void setUp(lib, app).pipeline.addWave('Only').addStage(stageWith(app, 'Only').stage),
  'an empty wave': (lib, app) => void setUp(lib, app).pipeline.addWave('W'),
  'empty waves between stages': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    pipeline.addWave('Empty1');
    pipeline.addStage(stageWith(app, 'Prod').stage);
    pipeline.addWave('Empty2');
    pipeline.addStage(stageWith(app, 'Dr').stage);
    pipeline.addWave('Empty3');
  },
  'a wave of steps only': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    pipeline.addWave('Before', { pre: [new lib.ManualApprovalStep('Ok')] });
    pipeline.addWave('After', { post: shellSteps(lib, 'S', 3) });
    pipeline.addWave('Both', { pre: shellSteps(lib, 'Pre', 2), post: shellSteps(lib, 'Post', 2) });
  },
  'an empty wave whose steps come later': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const wave = pipeline.addWave('W');
    wave.addPre(...shellSteps(lib, 'Pre', 2));
    wave.addPost(new lib.ManualApprovalStep('End'));
  },
  'pre and post of waves and stages': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const wave = pipeline.addWave('W', { pre: shellSteps(lib, 'WavePre', 2), post: shellSteps(lib, 'WavePost', 2) });
    wave.addStage(stageWith(app, 'A').stage, {
      pre: [new lib.ManualApprovalStep('APre')],
      post: shellSteps(lib, 'APost', 1),
    });
    wave.addStage(stageWith(app, 'B').stage, { pre: shellSteps(lib, 'BPre', 2) });
  },
  'stages with different depths share run orders': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const wave = pipeline.addWave('W');
    const deep = stageWith(app, 'Deep', { stacks: ['A', 'B', 'C'] });
    deep.stacks[1].addDependency(deep.stacks[0]);
    deep.stacks[2].addDependency(deep.stacks[1]);
    wave.addStage(deep.stage, { pre: [new lib.ManualApprovalStep('Gate')] });
    wave.addStage(stageWith(app, 'Flat', { stacks: ['A', 'B', 'C'] }).stage, { post: shellSteps(lib, 'Check', 1) });
  },
  'waves and single stages in turn': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    pipeline.addStage(stageWith(app, 'One').stage);
    const wave = pipeline.addWave('Two');
    wave.addStage(stageWith(app, 'TwoA').stage);
    wave.addStage(stageWith(app, 'TwoB').stage);
    pipeline.addStage(stageWith(app, 'Three').stage);
  },
  'stack dependencies across the stages of a wave': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const wave = pipeline.addWave('W');
    const a = stageWith(app, 'A', { stacks: ['X', 'Y'] });
    a.stacks[0].addDependency(a.stacks[1]);
    wave.addStage(a.stage);
    wave.addStage(stageWith(app, 'B', { stacks: ['Y', 'X'] }).stage);
  },
};
