import { type CaseTable, connection, setUp, stageWith } from '../kit';

/** What the incumbent refuses although its meaning is plain. */
export const onlyOurs: CaseTable = {
  'two branches of a repository, told apart by the names of their actions': (lib, app) => {
    const branch = (actionName: string) => connection(lib, 'org/app', { actionName });
    const additionalInputs = { config: branch('Config') };
    setUp(lib, app, {
      synth: new lib.ShellStep('Synth', { input: branch('Main'), additionalInputs, commands: ['x'] }),
    });
  },
  'one step before a wave and before its stage': (lib, app) => {
    const gate = new lib.ManualApprovalStep('Gate');
    const wave = setUp(lib, app).pipeline.addWave('W', { pre: [gate] });
    wave.addStage(stageWith(app, 'Prod').stage, { pre: [gate] });
  },
  'a namespace that is too long': (lib, app) => {
    const make = new lib.CodeBuildStep('Long'.repeat(30), { commands: ['x'] });
    setUp(lib, app).pipeline.addWave('ALongerWave', {
      post: [make, new lib.ShellStep('U', { commands: ['x'], env: { A: make.exportedVariable('A') } })],
    });
  },
  'an empty wave between two that wait for one step': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const shared = new lib.ShellStep('Shared', { commands: ['x'] });
    const [first, second] = ['Zed', 'Abc'].map((id) => new lib.ShellStep(id, { commands: ['x'] }));
    [first, second].forEach((step) => step.addStepDependency(shared));
    pipeline.addStage(stageWith(app, 'One').stage, { pre: [first] });
    pipeline.addWave('Empty');
    pipeline.addStage(stageWith(app, 'Two').stage, { pre: [second] });
  },
  'a synth that is the output of an unplaced step': (lib, app) => {
    const step = new lib.ShellStep('Synth', {
      input: connection(lib),
      commands: ['x'],
      primaryOutputDirectory: 'other',
    });
    setUp(lib, app, { synth: step.addOutputDirectory('cdk.out') });
  },
};
