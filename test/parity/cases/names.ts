import * as cdk from 'aws-cdk-lib';
import type { AppFunction } from '../harness';
import { connection, fileAsset, PIPE_ENV, pipelineIn, setUp, stageWith, type CaseTable } from '../kit';

const LONG = 'AVeryLongNameThatGoesOnAndOn'.repeat(5);

function steps(...ids: string[]): AppFunction {
  return (lib, app) => {
    const { pipeline } = setUp(lib, app);
    pipeline.addStage(stageWith(app, 'Prod').stage, {
      pre: ids.map((id) => new lib.ShellStep(id, { commands: ['x'], primaryOutputDirectory: 'out' })),
      post: ids.map((id) => new lib.ManualApprovalStep(`${id} after`)),
    });
  };
}

function stages(...ids: string[]): AppFunction {
  return (lib, app) => {
    const { pipeline } = setUp(lib, app);
    ids.forEach((id) => pipeline.addStage(stageWith(app, id).stage));
  };
}

function stagesOfOneWave(...ids: string[]): AppFunction {
  return (lib, app) => {
    const wave = setUp(lib, app).pipeline.addWave('The.Wave');
    ids.forEach((id) =>
      wave.addStage(stageWith(app, id, { stacks: ids }).stage, {
        post: [new lib.ShellStep(`T ${id}`, { commands: ['x'] })],
      }),
    );
  };
}

function stacks(...ids: string[]): AppFunction {
  return (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const { stage, stacks: made } = stageWith(app, 'Prod', { stacks: ids });
    made.forEach((stack) => fileAsset(stack));
    pipeline.addStage(stage, {
      stackSteps: made.map((stack) => ({ stack, post: [new lib.ManualApprovalStep(`After ${stack.node.id}`)] })),
    });
  };
}

/** The names of the deployments are left to the Stages. */
function waveCalled(id: unknown, ...stageIds: string[]): AppFunction {
  return (lib, app) => {
    const wave = setUp(lib, app).pipeline.addWave(id as string);
    stageIds.forEach((stageId) => wave.addStage(stageWith(app, stageId).stage));
  };
}

const lazily = (text: string) => cdk.Lazy.string({ produce: () => text });

export const names: CaseTable = {
  'wave: a token': waveCalled(cdk.Fn.importValue('Wave'), 'Beta', 'Gamma'),
  'wave: a token of one Stage': waveCalled(cdk.Fn.importValue('Wave'), 'Beta'),
  'wave: known later': waveCalled(lazily('Wave'), 'Beta', 'Gamma'),
  'wave: known later, of more than a stage takes': waveCalled(
    lazily('Wave'),
    ...Array.from({ length: 28 }, (_, i) => `S${i}`),
  ),
  'wave: no name, of one Stage': waveCalled(undefined, 'Beta'),
  'steps: spaces and punctuation': steps(
    'Run tests!',
    'a/b/c',
    'x:y',
    'ünï cödé 試験',
    '(1) first',
    '@here',
    'dot.dash-under_score',
  ),
  'steps: long': steps(LONG, `${LONG}2`, `${LONG.slice(0, 100)}`),
  'steps: sort order': steps('b', 'a', 'B', 'A', 'a10', 'a9', 'a2', 'Z', '_', '10', '9', 'é', 'e', 'z'),
  'steps: prefixes of each other': steps('T', 'Te', 'Tes', 'Test', 'Test-', 'Test1'),
  'steps: equal after sanitising': steps('a b', 'a-b', 'a_b'),
  'steps: names of the engine': steps(
    'Synth',
    'Build',
    'Source',
    'SelfMutate',
    'UpdatePipeline',
    'Assets',
    'Prepare',
    'Deploy',
    'FileAsset1',
  ),
  'steps: one id in several stages': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    for (const id of ['A', 'B']) {
      pipeline.addStage(stageWith(app, id).stage, {
        pre: [new lib.ManualApprovalStep('Ok')],
        post: [new lib.ShellStep('Test', { commands: ['x'], primaryOutputDirectory: 'out' })],
      });
    }
  },
  'steps: one id in waves, stages and stacks': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const shell = () => new lib.ShellStep('Test', { commands: ['x'] });
    const wave = pipeline.addWave('W', { post: [shell()] });
    for (const id of ['A', 'B']) {
      const { stage, stacks: made } = stageWith(app, id);
      wave.addStage(stage, { post: [shell()], stackSteps: [{ stack: made[0], post: [shell()] }] });
    }
  },
  'stages: digits': stages('Stage10', 'Stage2', 'Stage1', 'S1'),
  'stages: digits in a wave': stagesOfOneWave('Stage10', 'Stage2', 'Stage1'),
  'stages: prefixes in a wave': stagesOfOneWave('Pre', 'Pre-Prod', 'Prod', 'Prod2', 'P'),
  'stages: upper and lower case': stagesOfOneWave('b', 'A', 'B2', 'a'),
  'stages: long': stages(LONG.slice(0, 60), `${LONG.slice(0, 59)}X`),
  'stages: dashes': stages('pre-prod', 'Prod', 'pre-prod-2'),
  'stages: names of the engine': stages('Prepare', 'Deploy', 'SelfMutate', 'Synth'),
  "stages: one is the prefix of another's stack": stagesOfOneWave('App', 'App-App'),
  'stages with stageName': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    pipeline.addStage(stageWith(app, 'A', { stageName: 'live' }).stage);
    pipeline.addWave('W').addStage(stageWith(app, 'B', { stageName: 'alive' }).stage);
  },
  'stages below constructs': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const scope = new cdk.Stage(app, 'Deep', { env: PIPE_ENV });
    const wave = pipeline.addWave('W');
    wave.addStage(stageWith(scope, 'Prod').stage);
    wave.addStage(stageWith(new cdk.Stack(app, 'Scope'), 'Prod2').stage);
  },
  'stages of one id in different scopes': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    pipeline.addStage(stageWith(new cdk.Stage(app, 'One', { env: PIPE_ENV }), 'Prod').stage);
    pipeline.addStage(stageWith(new cdk.Stage(app, 'Two', { env: PIPE_ENV }), 'Prod2').stage);
  },
  'stacks: sort order': stacks('b', 'a', 'B', 'A', 'a10', 'a9', 'a2', 'Z'),
  'stacks: prefixes': stacks('App', 'AppDb', 'App-Db', 'App-Db-X'),
  'stacks: long': stacks(LONG.slice(0, 100), `${LONG.slice(0, 99)}Q`),
  'stacks: like the stage': stacks('Prod', 'Prod-Prod', 'Stack'),
  'stacks: names that do not start with the stage': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const stage = new cdk.Stage(app, 'Prod', { env: PIPE_ENV });
    for (const stackName of ['Prod-Api', 'ProdDb', 'api', 'X-Prod-Y', 'Prod-']) {
      new cdk.aws_sns.Topic(new cdk.Stack(stage, `Id${stackName}`, { stackName: stackName.replace(/-$/, '-Z') }), 'T');
    }
    pipeline.addStage(stage);
  },
  'waves: odd names': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    for (const id of ['First.wave', 'x@y', LONG.slice(0, 90), '-', '1', 'Source_']) {
      pipeline.addWave(id, {
        pre: [new lib.ShellStep('Pre', { commands: ['x'] })],
        post: [new lib.ManualApprovalStep(`After ${id}`)],
      });
    }
  },
  'waves: equal after sanitising do not collide with stages': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    pipeline.addWave('A.B', { pre: [new lib.ManualApprovalStep('x')] });
    pipeline.addWave('A_B', { pre: [new lib.ManualApprovalStep('x')] });
  },
  'synth: odd names': (lib, app) => {
    setUp(lib, app, {
      synth: new lib.ShellStep('Büild & synth/it', { input: connection(lib, 'ö/ß'), commands: ['x'] }),
    });
  },
  'synth: long': (lib, app) =>
    void setUp(lib, app, { synth: new lib.ShellStep(LONG, { input: connection(lib), commands: ['x'] }) }),
  'pipeline: odd id, deep scope': (lib, app) => {
    const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
    const scope = new cdk.aws_sns.Topic(stack, 'Any').node.scope!;
    const pipeline = pipelineIn(lib, scope, {}, 'My pipeline: v2');
    pipeline.addStage(stageWith(app, 'Prod').stage, { post: [new lib.ShellStep('T', { commands: ['x'] })] });
  },
  'file sets: outputs of steps with odd names and directories': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const make = new lib.ShellStep('Make: it/now!', { commands: ['x'], primaryOutputDirectory: 'a/b' });
    const outs = ['a_b', 'a.b', 'ä b', `long/${'dir/'.repeat(40)}`].map((dir) => make.addOutputDirectory(dir));
    pipeline.addWave('W', {
      post: [make, ...outs.slice(0, 4).map((input, i) => new lib.ShellStep(`Use${i}`, { input, commands: ['x'] }))],
    });
  },
};
