import * as cdk from 'aws-cdk-lib';
import type { CodePipeline, Step } from 'aws-cdk-lib/pipelines';
import type { AppFunction, Lib } from '../harness';
import { connection, setUp, stageWith, type CaseTable } from '../kit';

/** One stage, and the given steps after it. */
function after(steps: (lib: Lib, pipeline: CodePipeline, outputs: cdk.CfnOutput[]) => Step[]): AppFunction {
  return (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const { stage, outputs } = stageWith(app, 'Prod', { stacks: ['Api', 'Db'] });
    const deployment = pipeline.addStage(stage);
    deployment.addPost(...steps(lib, pipeline, outputs));
  };
}

export const inputsOutputs: CaseTable = {
  'additional inputs in nested, sibling and dotted directories': after((lib) => [
    new lib.ShellStep('T', {
      input: connection(lib, 'org/main'),
      additionalInputs: {
        sub: connection(lib, 'org/one'),
        'sub/deep/er': connection(lib, 'org/two'),
        '../sibling': connection(lib, 'org/three'),
      },
      commands: ['ls'],
    }),
    new lib.ShellStep('U', {
      input: connection(lib, 'org/seven'),
      additionalInputs: {
        './dotted': connection(lib, 'org/four'),
        '../../up/up': connection(lib, 'org/five'),
        'with space': connection(lib, 'org/six'),
      },
      commands: ['ls'],
    }),
  ]),
  'the same file set in two directories': after((lib) => {
    const twice = connection(lib, 'org/twice');
    return [
      new lib.ShellStep('T', {
        input: connection(lib, 'org/t'),
        additionalInputs: { a: twice, b: twice },
        commands: ['ls'],
      }),
    ];
  }),
  'the cloud assembly as input': after((lib, pipeline) => [
    new lib.ShellStep('T', { input: pipeline.cloudAssemblyFileSet, commands: ['ls'] }),
    new lib.ShellStep('U', {
      input: connection(lib, 'org/other'),
      additionalInputs: { assembly: pipeline.synth },
      commands: ['ls'],
    }),
  ]),
  'additional inputs without input are relative to the fallback': after((lib) => [
    new lib.ShellStep('T', { additionalInputs: { x: connection(lib, 'org/x') }, commands: ['ls'] }),
  ]),
  'many outputs, some unused': after((lib) => {
    const make = new lib.ShellStep('Make', {
      input: connection(lib, 'org/make'),
      commands: ['make'],
      primaryOutputDirectory: 'dist',
    });
    const docs = make.addOutputDirectory('docs/html');
    make.addOutputDirectory('unused');
    make.addOutputDirectory('../outside');
    return [
      make,
      new lib.ShellStep('UseDist', { input: make, commands: ['ls'] }),
      new lib.ShellStep('UseDocs', {
        input: docs,
        additionalInputs: { dist: make },
        commands: ['ls'],
      }),
    ];
  }),
  'one additional output without a primary': after((lib) => {
    const make = new lib.ShellStep('Make', { commands: ['make'] });
    return [make, new lib.ShellStep('Use', { input: make.addOutputDirectory('out'), commands: ['ls'] })];
  }),
  'primaryOutputDirectory() twice': after((lib) => {
    const make = new lib.ShellStep('Make', { commands: ['make'] });
    make.primaryOutputDirectory('out');
    return [make, new lib.ShellStep('Use', { input: make.primaryOutputDirectory('out'), commands: ['ls'] })];
  }),
  'output in the working directory': after((lib) => {
    const make = new lib.ShellStep('Make', { commands: ['make'], primaryOutputDirectory: '.' });
    return [make, new lib.ShellStep('Use', { input: make, commands: ['ls'] })];
  }),
  'a chain of file sets across steps, declared in reverse': after((lib) => {
    const a = new lib.ShellStep('A', { input: connection(lib, 'org/a'), commands: ['a'], primaryOutputDirectory: 'a' });
    const b = new lib.ShellStep('B', { input: a, commands: ['b'], primaryOutputDirectory: 'b' });
    const c = new lib.ShellStep('C', { input: b, commands: ['c'], primaryOutputDirectory: 'c' });
    return [c, b, a];
  }),
  'inputs, outputs and directories as properties say them': (lib, app) => {
    const { stack } = setUp(lib, app);
    const step = new lib.ShellStep('T', {
      input: connection(lib),
      additionalInputs: { './x/': connection(lib, 'o/x') },
      commands: ['a'],
      primaryOutputDirectory: 'out',
    });
    step.addOutputDirectory('more');
    const show = [...step.inputs, ...step.outputs].map(
      (l) => `${l.directory}=${l.fileSet.id}/${l.fileSet}/${l.fileSet.producer}`,
    );
    const sets = step.dependencyFileSets.map((f) => f.toString());
    const facts = [
      ...show,
      ...sets,
      step,
      step.primaryOutput,
      step.isSource,
      step.dependencies.join(),
      step.commands,
      step.installCommands,
    ];
    new cdk.CfnOutput(stack, 'Facts', { value: facts.join(' ; ') });
  },
  'env of all kinds': after((lib) => [
    new lib.ShellStep('T', {
      commands: ['env'],
      env: {
        PLAIN: 'x',
        EMPTY: '',
        NUMBER: '1',
        QUOTE: '"\'\\',
        ACCOUNT: cdk.Aws.ACCOUNT_ID,
        IMPORTED: cdk.Fn.importValue('x'),
      },
    }),
  ]),
  'env from outputs of two stacks': after((lib, _, outputs) => [
    new lib.ShellStep('T', {
      commands: ['env'],
      env: { Z: 'z' },
      envFromCfnOutputs: { URL: outputs[0], DB: outputs[1], AGAIN: outputs[0] },
    }),
  ]),
  'env from outputs in a CodeBuildStep': after((lib, _, outputs) => [
    new lib.CodeBuildStep('T', { commands: ['env'], envFromCfnOutputs: { URL: outputs[0] } }),
  ]),
  'env and envFromCfnOutputs of one name': after((lib, _, outputs) => [
    new lib.ShellStep('T', { commands: ['env'], env: { URL: 'x' }, envFromCfnOutputs: { URL: outputs[0] } }),
  ]),
  'an output with its own export name': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const { stage, stacks } = stageWith(app, 'Prod', { stacks: ['A'] });
    const output = new cdk.CfnOutput(stacks[0], 'Odd-Name', { value: 'x', exportName: 'exported' });
    output.overrideLogicalId('Renamed');
    pipeline.addStage(stage, { post: [new lib.ShellStep('T', { commands: ['x'], envFromCfnOutputs: { X: output } })] });
  },
  "an output of an earlier stage orders a later stage's step": (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const a = stageWith(app, 'Alpha');
    const b = stageWith(app, 'Beta');
    pipeline.addStage(a.stage);
    pipeline.addStage(b.stage, {
      pre: [new lib.ShellStep('Pre', { commands: ['x'], envFromCfnOutputs: { X: a.outputs[0] } })],
      post: [new lib.ShellStep('Post', { commands: ['x'], envFromCfnOutputs: { X: a.outputs[0], Y: b.outputs[0] } })],
    });
  },
  'an output between two stages of a wave': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const a = stageWith(app, 'Alpha');
    const b = stageWith(app, 'Beta');
    const wave = pipeline.addWave('W');
    wave.addStage(a.stage, {
      post: [new lib.ShellStep('UseBeta', { commands: ['x'], envFromCfnOutputs: { X: b.outputs[0] } })],
    });
    wave.addStage(b.stage);
  },
  'an output of a stack used by stack steps of another': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const { stage, stacks, outputs } = stageWith(app, 'Prod', { stacks: ['A', 'B'] });
    pipeline.addStage(stage, {
      stackSteps: [
        { stack: stacks[1], pre: [new lib.ShellStep('T', { commands: ['x'], envFromCfnOutputs: { X: outputs[0] } })] },
      ],
    });
  },
  StackOutputReference: (lib, app) => {
    const { stack, pipeline } = setUp(lib, app);
    const { stage, outputs } = stageWith(app, 'Prod', { stacks: ['A', 'B'] });
    const { stacks } = pipeline.addStage(stage);
    const ref = lib.StackOutputReference.fromCfnOutput(outputs[1]);
    const step = new lib.ShellStep('T', { commands: [], envFromCfnOutputs: { X: outputs[1] } });
    const facts = [
      ref.stackDescription,
      ref.outputName,
      ...stacks.map((s) => ref.isProducedBy(s)),
      step.consumedStackOutputs.length,
    ];
    new cdk.CfnOutput(stack, 'Facts', { value: facts.join(' ') });
  },
};
