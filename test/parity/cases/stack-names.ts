import * as cdk from 'aws-cdk-lib';
import { fileAsset, OTHER_ACCOUNT, OTHER_BOTH, OTHER_REGION, PIPE_ENV, setUp, type CaseTable } from '../kit';

/** One Stage whose stacks have one name, by the environments they go to. */
function oneName(envs: cdk.Environment[], stageEnv: cdk.Environment = PIPE_ENV): CaseTable[string] {
  return (lib, app) => {
    const { pipeline } = setUp(lib, app, { crossAccountKeys: true });
    const stage = new cdk.Stage(app, 'Prod', { env: stageEnv });
    envs.forEach((env, i) => fileAsset(new cdk.Stack(stage, `S${i}`, { stackName: 'x', env })));
    pipeline.addStage(stage);
  };
}

const ACCOUNT_2_EU = { account: OTHER_ACCOUNT.account, region: 'eu-west-1' };

/** Stacks of one `stackName` in one Stage. */
export const stackNames: CaseTable = {
  'another region': oneName([PIPE_ENV, OTHER_REGION]),
  'another region first': oneName([OTHER_REGION, PIPE_ENV]),
  'another account': oneName([PIPE_ENV, OTHER_ACCOUNT]),
  'another account first': oneName([OTHER_ACCOUNT, PIPE_ENV]),
  'another account and region': oneName([PIPE_ENV, OTHER_BOTH]),
  'three: region, account': oneName([PIPE_ENV, OTHER_REGION, OTHER_ACCOUNT]),
  'three: two regions of another account': oneName([PIPE_ENV, OTHER_ACCOUNT, ACCOUNT_2_EU]),
  'four: all combinations': oneName([PIPE_ENV, OTHER_REGION, OTHER_ACCOUNT, ACCOUNT_2_EU]),
  'one environment twice': oneName([PIPE_ENV, PIPE_ENV]),
  'one environment, three times': oneName([OTHER_REGION, OTHER_REGION, OTHER_REGION]),
  'without environment, then with one': oneName([{}, OTHER_REGION], {}),
  'regions only': oneName([{ region: 'eu-west-1' }, { region: 'us-east-1' }], {}),
  'accounts only': oneName([{ account: '111111111111' }, { account: '222222222222' }], {}),
  'names that differ by that of the Stage': (lib, app) => {
    const { pipeline } = setUp(lib, app, { crossAccountKeys: true });
    const stage = new cdk.Stage(app, 'Prod', { env: PIPE_ENV });
    for (const [id, stackName] of Object.entries({ A: 'Prod-x', B: 'x', C: 'Prod-Prod-x' })) {
      fileAsset(new cdk.Stack(stage, id, { stackName, env: id === 'B' ? OTHER_ACCOUNT : undefined }));
    }
    pipeline.addStage(stage);
  },
  'names too long for an action': (lib, app) => {
    const { pipeline } = setUp(lib, app, { crossAccountKeys: true });
    const stage = new cdk.Stage(app, 'Prod', { env: PIPE_ENV });
    for (const [i, env] of [PIPE_ENV, OTHER_REGION, { ...PIPE_ENV, region: 'us-west-2' }].entries()) {
      fileAsset(new cdk.Stack(stage, `S${i}`, { stackName: 'y'.repeat(110), env }));
    }
    pipeline.addStage(stage);
  },
  'with steps around them, outputs, and an order': (lib, app) => {
    const { pipeline } = setUp(lib, app, { crossAccountKeys: true });
    const stage = new cdk.Stage(app, 'Prod', { env: PIPE_ENV });
    const stacks = [PIPE_ENV, OTHER_REGION].map((env, i) => new cdk.Stack(stage, `S${i}`, { stackName: 'x', env }));
    const [a, b] = stacks.map((stack) => new cdk.CfnOutput(stack, 'Out', { value: 'v' }));
    stacks[0].addDependency(stacks[1]);
    const step = (id: string) => new lib.ManualApprovalStep(id);
    pipeline.addStage(stage, {
      stackSteps: stacks.map((stack) => ({
        stack,
        pre: [step('Pre')],
        changeSet: [step('See')],
        post: [step('Post')],
      })),
      post: [new lib.ShellStep('Use', { commands: ['x'], envFromCfnOutputs: { A: a, B: b } })],
    });
  },
  'in a wave': (lib, app) => {
    const { pipeline } = setUp(lib, app, { crossAccountKeys: true, useChangeSets: false });
    const wave = pipeline.addWave('W');
    for (const id of ['One', 'Two']) {
      const stage = new cdk.Stage(app, id, { env: PIPE_ENV });
      [PIPE_ENV, OTHER_REGION].forEach((env, i) => fileAsset(new cdk.Stack(stage, `S${i}`, { stackName: 'x', env })));
      wave.addStage(stage);
    }
  },
};

/** Nothing is left that tells these apart. */
export const refusedStackNames: CaseTable = {
  'stacks of one name, without environment': oneName([{}, {}], {}),
  'stacks of one name, the second without environment': oneName([PIPE_ENV, {}], {}),
  'stacks of one name and environment, four times': oneName([PIPE_ENV, PIPE_ENV, PIPE_ENV, PIPE_ENV]),
};
