import * as cdk from 'aws-cdk-lib';
import { connection, setUp, stageWith, type CaseTable } from '../kit';

export const variables: CaseTable = {
  'from one step to another': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const make = new lib.CodeBuildStep('Make', { commands: ['export ID=1'] });
    pipeline.addStage(stageWith(app, 'Prod').stage, {
      post: [
        make,
        new lib.ShellStep('Use', {
          commands: ['x'],
          env: { ID: make.exportedVariable('ID'), TEXT: `id is ${make.exportedVariable('ID')}` },
        }),
      ],
    });
  },
  'several, in another order than asked for': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const make = new lib.CodeBuildStep('Make', { commands: ['x'] });
    const [z, a] = [make.exportedVariable('ZETA'), make.exportedVariable('ALPHA')];
    pipeline.addStage(stageWith(app, 'Prod').stage, {
      post: [new lib.CodeBuildStep('Use', { commands: ['x'], env: { A: a, Z: z } }), make],
    });
  },
  'across stages and waves': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const make = new lib.CodeBuildStep('Make', { commands: ['x'] });
    pipeline.addStage(stageWith(app, 'A').stage, { post: [make] });
    pipeline.addStage(stageWith(app, 'B').stage, {
      pre: [new lib.ShellStep('Use', { commands: ['x'], env: { ID: make.exportedVariable('ID') } })],
    });
    pipeline.addWave('W', {
      post: [new lib.ShellStep('Use', { commands: ['x'], env: { ID: make.exportedVariable('ID') } })],
    });
  },
  'of the synth step': (lib, app) => {
    const synth = new lib.CodeBuildStep('Synth', { input: connection(lib), commands: ['x'] });
    const version = synth.exportedVariable('VERSION');
    setUp(lib, app, { synth }).pipeline.addStage(stageWith(app, 'A').stage, {
      post: [new lib.ShellStep('Use', { commands: ['x'], env: { VERSION: version } })],
    });
  },
  'of a step before the synth step': (lib, app) => {
    const make = new lib.CodeBuildStep('Make', { commands: ['x'], input: connection(lib, 'org/x') });
    setUp(lib, app, {
      synth: new lib.ShellStep('Synth', {
        input: connection(lib),
        commands: ['x'],
        env: { ID: make.exportedVariable('ID') },
      }),
    });
  },
  'of a step that nobody placed': (lib, app) => {
    const make = new lib.CodeBuildStep('Make', { commands: ['x'] });
    setUp(lib, app).pipeline.addStage(stageWith(app, 'A').stage, {
      post: [new lib.ShellStep('Use', { commands: ['x'], env: { ID: make.exportedVariable('ID') } })],
    });
  },
  'beside exported variables of the buildspec': (lib, app) => {
    const make = new lib.CodeBuildStep('Make', {
      commands: ['x'],
      partialBuildSpec: cdk.aws_codebuild.BuildSpec.fromObject({
        env: { 'exported-variables': ['THEIRS'], variables: { V: 'v' } },
      }),
    });
    setUp(lib, app).pipeline.addStage(stageWith(app, 'A').stage, {
      post: [make, new lib.ShellStep('Use', { commands: ['x'], env: { ID: make.exportedVariable('MINE') } })],
    });
  },
  'steps with one id in two stages': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    for (const id of ['A', 'B']) {
      const make = new lib.CodeBuildStep('Make', { commands: ['x'] });
      pipeline.addStage(stageWith(app, id).stage, {
        post: [make, new lib.ShellStep('Use', { commands: ['x'], env: { ID: make.exportedVariable('ID') } })],
      });
    }
  },
  'namespaces of odd names': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const make = new lib.CodeBuildStep('Make it: now/here ü', { commands: ['x'] });
    const long = new lib.CodeBuildStep('Long'.repeat(20), { commands: ['x'] });
    const { stage, outputs } = stageWith(app, 'Prod', { stacks: ['An-Odd-Stack', 'B'.repeat(40)] });
    pipeline.addStage(stage, {
      post: [
        make,
        long,
        new lib.ShellStep('Use', {
          commands: ['x'],
          env: { A: make.exportedVariable('A'), B: long.exportedVariable('B') },
          envFromCfnOutputs: { C: outputs[0], D: outputs[1] },
        }),
      ],
    });
  },
  'all kinds of references at once': (lib, app) => {
    const source = connection(lib);
    const synth = new lib.CodeBuildStep('Synth', { input: source, commands: ['x'] });
    const { pipeline } = setUp(lib, app, { synth });
    const { stage, outputs } = stageWith(app, 'Prod');
    pipeline.addStage(stage, {
      post: [
        new lib.CodeBuildStep('Use', {
          commands: ['x'],
          env: { S: source.sourceAttribute('AuthorDate'), V: synth.exportedVariable('V'), P: 'plain' },
          envFromCfnOutputs: { O: outputs[0] },
        }),
      ],
    });
  },
};
