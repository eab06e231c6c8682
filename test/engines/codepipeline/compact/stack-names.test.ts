import * as cdk from 'aws-cdk-lib';
import { actionsIn, ENV, type Synthesized, synthCompact } from '../../../kit/app';

// Stacks of one `stackName` in one Stage.

const ELSEWHERE = { ...ENV, region: 'eu-west-1' };
const STACKS: [string, string, cdk.Environment][] = [
  ['A', 'x', ENV],
  ['B', 'x', ELSEWHERE],
  ['C', 'Prod-y', ENV],
  ['D', 'y', ENV],
];

function deliver(stacks: typeof STACKS): Synthesized {
  return synthCompact((pipeline, app) => {
    const stage = new cdk.Stage(app, 'Prod', { env: ENV });
    for (const [id, stackName, env] of stacks) {
      new cdk.CfnResource(new cdk.Stack(stage, id, { stackName, env }), 'Thing', { type: 'Test::Thing::Thing' });
    }
    pipeline.addStage(stage);
  });
}

const namesOf = (result: Synthesized) =>
  actionsIn(result.template)
    .map(({ Name }) => Name)
    .filter((name) => name.startsWith('Prod.'));

test('actions are named after what tells the stacks apart', () => {
  expect(namesOf(deliver(STACKS))).toEqual([
    'Prod.Prod-y.Deploy',
    'Prod.x.111111111111.eu-west-1.Deploy',
    'Prod.x.111111111111.us-east-1.Deploy',
    'Prod.y.Deploy',
  ]);
});

test('the order in which stacks are declared changes nothing', () => {
  expect(namesOf(deliver([...STACKS].reverse()))).toEqual(namesOf(deliver(STACKS)));
});
