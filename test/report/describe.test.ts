import { asset, Blueprint, stack, stage } from '../plan/blueprint';
import { built } from './emitted';
import { describeAction } from '../../lib/engines/codepipeline/private/report/actions';
import { belongings } from '../../lib/report/belongings';
import { nodeIds } from '../../lib/report/node-ids';
import { describeNodes } from '../../lib/report/nodes';
import { describeRoles } from '../../lib/engines/codepipeline/private/report/roles';
import { firstOwnFrame } from '../../lib/private/user-lines';

function actions(blueprint: Blueprint) {
  const made = built(blueprint);
  const { nodes } = made.plan;
  const context = { plan: made.plan, ids: nodeIds(nodes), belongs: belongings(nodes) };
  return made.actions.map((a) => describeAction(a, context));
}

function nodes(blueprint: Blueprint) {
  const { plan } = built(blueprint);
  return [...describeNodes(plan, nodeIds(plan.nodes), (path) => `${path}.ts:1`)];
}

describe('nodes', () => {
  test('have ids that say where they are, parents first', () => {
    const b = new Blueprint().wave('W', [stage('A', [stack('A-S')]), stage('B', [stack('B-S')])]);
    const all = nodes(b).map((n) => n.id);
    expect(all).toEqual(expect.arrayContaining(['Build/synth', 'W', 'W/A', 'W/A/S', 'W/A/S/Prepare']));
    nodes(b).forEach((n) => expect(n.parent === undefined || all.indexOf(n.parent) < all.indexOf(n.id)).toBe(true));
  });

  test('have different ids, whatever slashes are in their names', () => {
    const b = new Blueprint();
    const pre = [b.step('a'), b.step('a/b')];
    const inner = { ...stack('b'), name: 'a', pre: [b.step('b')] };
    b.wave('W', [stage('S', [inner])], { pre }).wave('V', [
      stage('T', [stack('T1'), stack('T2')], { pre: [b.step('x'), b.step('y')], post: [b.step('z')] }),
    ]);
    const all = nodeIds(built(b, {}).plan.nodes);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toContain('T/joint');
  });

  test('say what they wait for, and why', () => {
    const b = new Blueprint().wave('W', [stage('A', [stack('A-1'), stack('A-2', { dependsOn: ['A-1'] })])]);
    expect(nodes(b).find((n) => n.id === 'A/2')).toEqual({
      id: 'A/2',
      parent: 'A',
      kind: 'group',
      name: '2',
      waitsFor: [{ node: 'A/1', reason: "stack 'App/A-2' depends on stack '1'", where: 'App/A-2.ts:1' }],
    });
  });
});

describe('actions', () => {
  test('know their application, wave and target', () => {
    const target = { account: '1', region: 'r', assumeRoleArn: 'deploy', executionRoleArn: 'execute' };
    const b = new Blueprint();
    b.wave('W', [stage('A', [stack('A-S', target)]), stage('B', [stack('B-S')])], { post: [b.gate('Ok')] });
    const all = actions(b);
    expect(all.find((a) => a.id === 'W/A.S.Deploy')).toEqual({
      id: 'W/A.S.Deploy',
      stage: 'W',
      name: 'A.S.Deploy',
      runOrder: 2,
      runOrders: 1,
      node: 'W/A/S/Deploy',
      kind: 'deploy',
      label: 'Deploy(App/A-S)',
      gate: false,
      application: 'App/A',
      wave: 'W',
      target: {
        stack: 'App/A-S',
        stackName: 'A-S',
        account: '1',
        region: 'r',
        deployRole: 'deploy',
        executionRole: 'execute',
      },
    });
    expect(all.find((a) => a.id === 'W/Ok')).toMatchObject({ gate: true, wave: 'W' });
    expect(all.find((a) => a.id === 'W/Ok')?.application).toBeUndefined();
  });

  test('say which assets they publish, each once', () => {
    const assets = [
      asset('f', { destination: 'here', displayName: 'Code' }),
      asset('f', { destination: 'there', displayName: 'Code' }),
    ];
    const b = new Blueprint().wave('W', [stage('A', [stack('S', { assets })])]);
    expect(actions(b).find((a) => a.kind === 'publish')).toMatchObject({
      label: 'Publish(Code)',
      assets: [{ id: 'f', name: 'Code', image: false, destinations: ['here', 'there'] }],
    });
  });

  test('of the preparation', () => {
    const kinds = actions(new Blueprint()).map((a) => [a.kind, a.label]);
    expect(kinds).toEqual([
      ['source', 'ShellStep(source)'],
      ['synth', 'ShellStep(synth)'],
      ['self-update', 'SelfUpdate'],
    ]);
  });
});

describe('roles', () => {
  const allow = (Action: unknown, Resource: unknown) => ({ Effect: 'Allow', Resource, Action });
  const document = (...Statement: unknown[]) => ({ Statement, Version: '2012-10-17' });
  const template = {
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: document(allow('sts:AssumeRole', 'x')),
          Policies: [{ PolicyDocument: document(allow(['b', 'a'], '*')) }],
          ManagedPolicyArns: ['arn:Admin'],
        },
      },
      Other: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          Roles: [{ Ref: 'Role' }, 'elsewhere'],
          PolicyDocument: document(allow('c', { 'Fn::Join': ['', ['z', 'a']] })),
        },
      },
    },
  };

  test('have all their statements, in a form that can be compared', () => {
    expect([...describeRoles({ template, constructs: () => new Map() })]).toEqual([
      {
        logicalId: 'Role',
        path: 'Role',
        trust: ['{"Action":"sts:AssumeRole","Effect":"Allow","Resource":"x"}'],
        statements: [
          '{"Action":"c","Effect":"Allow","Resource":{"Fn::Join":["",["z","a"]]}}',
          '{"Action":["a","b"],"Effect":"Allow","Resource":"*"}',
          '{"ManagedPolicyArn":"arn:Admin"}',
        ],
      },
    ]);
  });
});

test.each([
  [['...new Topic2 in aws-cdk-lib...', 'new Shop (/home/me/shop/lib/app.ts:12:5)'], 'lib/app.ts:12'],
  [['at /home/me/shop/app.js:3:1'], 'app.js:3'],
  [['X (/home/me/shop/node_modules/a/b.js:1:1)', 'Y (file:///home/me/shop/c.mjs:9:1)'], 'c.mjs:9'],
  [['Y (/elsewhere/c.js:9:1)'], undefined],
  [['...node internals...'], undefined],
  [[], undefined],
])('the line of the user’s own code: %j', (frames, expected) => {
  expect(firstOwnFrame(frames, '/home/me/shop')).toBe(expected);
});
