import { asset, Blueprint, stack, stage } from '../plan/blueprint';
import { built } from './emitted';
import type { JobInfo } from '../../lib/document/plan-document';
import type { Job } from '../../lib/jobs/job';
import { describeJob } from '../../lib/report/jobs';
import { belongings } from '../../lib/report/belongings';
import { nodeIds } from '../../lib/report/node-ids';
import { describeNodes } from '../../lib/report/nodes';
import { describeWorks } from '../../lib/report/works';
import { firstOwnFrame } from '../../lib/private/user-lines';

function nodes(blueprint: Blueprint) {
  const { plan } = built(blueprint);
  return [...describeNodes(plan, nodeIds(plan.nodes), (path) => `${path}.ts:1`)];
}

function works(blueprint: Blueprint, gates: ReadonlySet<number> = new Set()) {
  const { plan } = built(blueprint);
  const jobOf = () => ({ kind: 'own' }) as const;
  const context = { ids: nodeIds(plan.nodes), belongs: belongings(plan.nodes), gates, jobOf };
  return new Map([...describeWorks(plan, context)].map((work) => [work.node, work]));
}

describe('nodes', () => {
  test('have ids that say where they are, parents first', () => {
    const b = new Blueprint().wave('W', [stage('A', [stack('A-S')]), stage('B', [stack('B-S')])]);
    const all = nodes(b).map((n) => n.id);
    expect(all).toEqual(expect.arrayContaining(['Build/synth', 'W', 'W/A', 'W/A/S', 'W/A/S/Prepare']));
    nodes(b).forEach((n) => expect(n.parent === undefined || all.indexOf(n.parent) < all.indexOf(n.id)).toBe(true));
  });

  test.each(['wave', 'stage'] as const)(
    'have the same ids, whether the steps around a wave of one Stage are around the %s or in it',
    (stepsAroundOneStage) => {
      const b = new Blueprint();
      b.wave('W', [stage('A', [stack('A-S')], { pre: [b.step('own')] })], { pre: [b.step('x')] });
      const { nodes } = built(b, { changeSets: false, stepsAroundOneStage }).plan;
      const ids = nodeIds(nodes).filter((id) => /^(wave|A)/.test(id));
      expect(ids.sort()).toEqual(['A', 'A/S', 'A/S/Deploy', 'A/own', 'A/x', 'wave W']);
    },
  );

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
      node: 'W/A/S/Deploy',
      name: 'Deploy',
      kind: 'deploy',
      label: 'Deploy(App/A-S)',
      job: { kind: 'own' },
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
      [...works(b, gates).values()].filter((work) => work.gate).map(({ node }) => node);
    expect(gatesOf(new Set())).toEqual([]);
    expect(gatesOf(new Set([ok]))).toEqual(['W/Ok']);
  });

  test('says which assets are published, each once', () => {
    const assets = [
      asset('f', { destination: 'here', displayName: 'Code' }),
      asset('f', { destination: 'there', displayName: 'Code' }),
    ];
    const b = new Blueprint().wave('W', [stage('A', [stack('S', { assets })])]);
    expect([...works(b).values()].find((work) => work.kind === 'publish')).toMatchObject({
      label: 'Publish(Code)',
      assets: [{ id: 'f', name: 'Code', image: false, destinations: ['here', 'there'] }],
    });
  });

  test('of the preparation', () => {
    const all = [...works(new Blueprint())].map(([id, work]) => [id, work.kind, work.label]);
    expect(all.sort()).toEqual([
      ['Build/synth', 'synth', 'ShellStep(synth)'],
      ['Source/source', 'source', 'ShellStep(source)'],
      ['UpdatePipeline/SelfMutate', 'self-update', 'SelfUpdate'],
    ]);
  });
});

describe('jobs', () => {
  const names = {
    nodeOfStep: (step: number) => `node of ${step}`,
    fileSet: (key: number) => ({ name: `files ${key}`, ...(key === 0 ? {} : { step: key }) }),
  };

  test('of scripts: commands, files and who makes them, variables and where their values come from', () => {
    const job: Job = {
      ...{ kind: 'script', step: 5, synth: false, installCommands: ['npm ci'], commands: ['npm test'] },
      env: [
        { name: 'A', value: { literal: 'overwritten' } },
        { name: 'B', value: { output: { step: 3, variable: 'V' } } },
        { name: 'C', value: { stackOutput: { stackId: 's', stackPath: 'App/S', outputName: 'Url' } } },
        { name: 'A', value: { literal: 'x' } },
      ],
      inputs: [
        { directory: '.', fileSet: 2 },
        { directory: 'tools', fileSet: 0, files: ['*.sh'] },
      ],
      outputs: [{ directory: 'dist', fileSet: 7 }],
    };
    expect(describeJob(job, names)).toEqual({
      kind: 'script',
      installCommands: ['npm ci'],
      commands: ['npm test'],
      env: {
        A: { literal: 'x' },
        B: { output: { node: 'node of 3', variable: 'V' } },
        C: { stackOutput: { stack: 'App/S', name: 'Url' } },
      },
      inputs: [
        { directory: '.', fileSet: 'files 2', from: 'node of 2' },
        { directory: 'tools', fileSet: 'files 0', files: ['*.sh'] },
      ],
      outputs: [{ directory: 'dist', fileSet: 'files 7' }],
    });
  });

  test.each<[Job, JobInfo]>([
    [
      { kind: 'ask', step: 1, comment: 'Ready?', url: 'u' },
      { kind: 'ask', comment: 'Ready?', url: 'u' },
    ],
    [
      { kind: 'permissions-check', step: 1, checks: 'App/Prod' },
      { kind: 'permissions-check', stage: 'App/Prod' },
    ],
    [{ kind: 'own', step: 1 }, { kind: 'own' }],
    [
      { kind: 'own', step: 1, origin: { provider: 's3', repository: 's3://b/k', trigger: 'poll' } },
      { kind: 'source', provider: 's3', repository: 's3://b/k', trigger: 'poll' },
    ],
    [
      { kind: 'deploy', stack: stack('S'), mode: 'prepare', captureOutputs: false },
      { kind: 'deploy', mode: 'prepare' },
    ],
  ])('%j', (job, expected) => {
    expect(describeJob(job, names)).toEqual(expected);
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
