import * as cdk from 'aws-cdk-lib';
import { actionsOf, HERE, type Result, synth } from '../../../kit/compact-app';

// Stacks of one `stackName` in one Stage.

const ELSEWHERE = { ...HERE, region: 'eu-west-1' };
const STACKS: [string, string, cdk.Environment][] = [
  ['A', 'x', HERE],
  ['B', 'x', ELSEWHERE],
  ['C', 'Prod-y', HERE],
  ['D', 'y', HERE],
];

function deliver(stacks: typeof STACKS): Result {
  return synth((pipeline, app) => {
    const stage = new cdk.Stage(app, 'Prod', { env: HERE });
    for (const [id, stackName, env] of stacks) {
      new cdk.CfnResource(new cdk.Stack(stage, id, { stackName, env }), 'Thing', { type: 'Test::Thing::Thing' });
    }
    pipeline.addStage(stage);
  });
}

const namesOf = (result: Result) =>
  actionsOf(result)
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
