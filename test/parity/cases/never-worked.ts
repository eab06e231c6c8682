import { type CaseTable, connection, setUp, stageWith } from '../kit';

/** What the incumbent accepts, and what fails as soon as the pipeline runs. Ours works; the rest of the template is the same. */
export const neverWorked: CaseTable = {
  // CodeBuild has no variable for the primary input.
  'the primary input again as additional input': (lib, app) => {
    const input = connection(lib, 'org/twice');
    const again = new lib.ShellStep('T', { input, additionalInputs: { again: input }, commands: ['ls'] });
    setUp(lib, app).pipeline.addWave('W', { pre: [again] });
  },
  'what stands in for a missing input, again': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const first = connection(lib, 'a/first');
    pipeline.addWave('W', { pre: [new lib.ShellStep('T', { additionalInputs: { x: first }, commands: ['ls'] })] });
  },
  // `ln` does not make directories.
  'a directory with a slash at its end': (lib, app) => {
    const additionalInputs = { 'x/': connection(lib, 'org/x') };
    setUp(lib, app).pipeline.addWave('W', { pre: [new lib.ShellStep('T', { additionalInputs, commands: ['ls'] })] });
  },
  // CodePipeline refuses two actions with one namespace.
  'two security checks of one Stage': (lib, app) => {
    const { stage } = stageWith(app, 'Prod');
    const checks = ['One', 'Two'].map((id) => new lib.ConfirmPermissionsBroadening(id, { stage }));
    setUp(lib, app).pipeline.addStage(stage, { pre: checks });
  },
};
