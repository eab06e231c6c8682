import { asset, Blueprint, stack, stage } from '../plan/blueprint';
import { built } from './emitted';
import { describeAction, join } from '../../lib/engines/codepipeline/private/report/actions';
import { belongings } from '../../lib/report/belongings';
import { nodeIds } from '../../lib/report/node-ids';
import { describeNodes } from '../../lib/report/nodes';
import { describeRoles } from '../../lib/engines/codepipeline/private/report/roles';
import { firstOwnFrame } from '../../lib/private/user-lines';

function nodes(blueprint: Blueprint, gates: ReadonlySet<number> = new Set()) {
  const { plan } = built(blueprint);
  const context = { ids: nodeIds(plan.nodes), belongs: belongings(plan.nodes), gates };
  return [...describeNodes(plan, { ...context, whereOf: (path) => `${path}.ts:1` })];
}

function works(blueprint: Blueprint) {
  return new Map(nodes(blueprint).map(({ id, work }) => [id, work]));
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

describe('work', () => {
  test('knows its application, wave and target', () => {
    const target = { account: '1', region: 'r', assumeRoleArn: 'deploy', executionRoleArn: 'execute' };
    const b = new Blueprint();
    b.wave('W', [stage('A', [stack('A-S', target)]), stage('B', [stack('B-S')])], { post: [b.gate('Ok')] });
    const all = works(b);
    expect(all.get('W/A/S/Deploy')).toEqual({
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
    expect(all.get('W/Ok')).toMatchObject({ kind: 'approval', wave: 'W' });
    expect(all.get('W/Ok')?.application).toBeUndefined();
    expect(all.get('W')).toBeUndefined();
  });

  test('is a gate if an action that was made of it is one', () => {
    const b = new Blueprint();
    b.wave('W', [stage('A', [stack('A-S')]), stage('B', [stack('B-S')])], { post: [b.gate('Ok')] });
    const ok = built(b).plan.nodes.findIndex(({ id }) => id === 'Ok');
    const gatesOf = (gates: ReadonlySet<number>) =>
      nodes(b, gates)
        .filter(({ work }) => work?.gate)
        .map(({ id }) => id);
    expect(gatesOf(new Set())).toEqual([]);
    expect(gatesOf(new Set([ok]))).toEqual(['W/Ok']);
  });

  test('says which assets are published, each once', () => {
    const assets = [
      asset('f', { destination: 'here', displayName: 'Code' }),
      asset('f', { destination: 'there', displayName: 'Code' }),
    ];
    const b = new Blueprint().wave('W', [stage('A', [stack('S', { assets })])]);
    expect([...works(b).values()].find((work) => work?.kind === 'publish')).toMatchObject({
      label: 'Publish(Code)',
      assets: [{ id: 'f', name: 'Code', image: false, destinations: ['here', 'there'] }],
    });
  });

  test('of the preparation', () => {
    const all = [...works(new Blueprint())].flatMap(([id, work]) => (work ? [[id, work.kind, work.label]] : []));
    expect(all.sort()).toEqual([
      ['Build/synth', 'synth', 'ShellStep(synth)'],
      ['Source/source', 'source', 'ShellStep(source)'],
      ['UpdatePipeline/SelfMutate', 'self-update', 'SelfUpdate'],
    ]);
  });
});

describe('actions', () => {
  const action = (name: string, runOrder = 1) => ({ name, runOrder, category: 'Build', provider: 'CodeBuild' });
  const approval = (name: string, runOrder = 1) => ({ name, runOrder, category: 'Approval', provider: 'Manual' });
  const made = (node: number, ...names: string[]) => ({
    ...{ node, stage: 'S', project: `P${node}` },
    made: names.map((name) => ({ name, runOrder: 1, gate: false })),
  });
  const joined = (...args: Parameters<typeof join>) =>
    join(...args).flatMap(({ name, actions }) =>
      actions.map((a) => ({ stage: name, ...describeAction(a, ['A', 'B']) })),
    );

  test('are those of the CodePipeline, by run order, then by name, whoever made them', () => {
    const stages = [
      { name: 'S', actions: [action('Late', 2), approval('Mine'), action('One')] },
      { name: 'Added', actions: [approval('Ok')] },
    ];
    expect(joined(stages, [made(0, 'One', 'Mine'), made(1, 'Removed')])).toEqual([
      { stage: 'S', ...approval('Mine'), node: 'A', gate: true },
      { stage: 'S', ...action('One'), node: 'A', gate: false, project: 'P0' },
      { stage: 'S', ...action('Late', 2), gate: false },
      { stage: 'Added', ...approval('Ok'), gate: true },
    ]);
  });

  test('are known by their place where their names are known at deployment only', () => {
    const emitted = { ...made(1), made: [{ name: '${Token[TOKEN.7]}', runOrder: 1, gate: false, index: 1 }] };
    const actions = [action('First'), action('{"Ref":"Name"}')];
    expect(joined([{ name: 'S', actions }], [emitted]).map(({ node }) => node)).toEqual([undefined, 'B']);
  });

  test('of a project that is in another stack', () => {
    const actions = [{ ...action('A'), project: 'Own' }, action('B')];
    const emitted = [made(0, 'A'), made(1, 'B')];
    expect(joined([{ name: 'S', actions }], emitted).map(({ project }) => project)).toEqual(['Own', 'P1']);
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
