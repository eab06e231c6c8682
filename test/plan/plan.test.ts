import { asset, Blueprint, stack, stage } from './blueprint';
import { deployments, plan, problems, text } from './render';
import { onePerType } from '../../lib/plan/publisher-policy';

describe('preparation', () => {
  test('source, synth, self-update, then the application', () => {
    const b = new Blueprint().wave('Prod', [stage('Prod', [stack('A')])]);
    expect(text(b)).toEqual([
      'sources: source',
      'build: synth',
      'self-update: SelfMutate',
      'Prod: A/Prepare > A/Deploy',
    ]);
  });

  test('without self-update', () => {
    expect(text(new Blueprint(), { selfMutation: false })).toEqual(['sources: source', 'build: synth']);
  });

  test('what the synth waits for is built beside it', () => {
    const b = new Blueprint();
    b.dependsOn(b.synth, b.step('generate'));
    expect(text(b)[1]).toBe('build: generate > synth');
  });

  test('sources are fetched together, wherever they are used', () => {
    const b = new Blueprint();
    const extra = b.step('extra', { isSource: true });
    const test = b.step('test', { dependsOn: [{ step: extra, why: 'file-set' }] });
    b.wave('Prod', [stage('Prod', [stack('A')], { post: [test] })]);
    expect(text(b)[0]).toBe('sources: extra source');
  });
});

describe('stages and waves', () => {
  test('a wave of one Stage is that Stage', () => {
    expect(deployments(new Blueprint().wave('Wave', [stage('Prod', [stack('A')])]))).toEqual([
      'Prod: A/Prepare > A/Deploy',
    ]);
  });

  test('Stages of a wave run side by side', () => {
    const b = new Blueprint().wave('W', [stage('EU', [stack('A')]), stage('US', [stack('B')])]);
    expect(deployments(b)).toEqual(['W: EU/A/Prepare US/B/Prepare > EU/A/Deploy US/B/Deploy']);
  });

  test('without change sets a stack is one action', () => {
    expect(deployments(new Blueprint().wave('P', [stage('P', [stack('A')])]), { changeSets: false })).toEqual([
      'P: A/Deploy',
    ]);
  });

  test('stacks follow their dependencies', () => {
    const b = new Blueprint().wave('P', [stage('P', [stack('A', { dependsOn: ['B'] }), stack('B')])]);
    expect(deployments(b)).toEqual(['P: B/Prepare > B/Deploy > A/Prepare > A/Deploy']);
  });

  test('steps around wave, Stage and stack', () => {
    const b = new Blueprint();
    const s = (id: string) => [b.step(id)];
    const st = stack('A', { pre: s('preStack'), changeSet: s('review'), post: s('postStack') });
    b.wave('W', [stage('S', [st], { pre: s('preStage'), post: s('postStage') }), stage('T', [stack('B')])], {
      pre: s('preWave'),
      post: s('postWave'),
    });
    expect(deployments(b)).toEqual([
      'W: preWave > S/preStage T/B/Prepare > S/A/preStack T/B/Deploy > S/A/Prepare > S/A/review > S/A/Deploy > S/A/postStack > S/postStage > postWave',
    ]);
  });

  test('what is found late runs beside the steps around a wave of one Stage, or after them', () => {
    const b = new Blueprint();
    const late = b.step('late');
    const test = b.step('test', { dependsOn: [{ step: late, why: 'declared' }] });
    b.wave('W', [stage('P', [stack('A')], { post: [test] })], { pre: [b.step('first')] });
    expect(deployments(b, { stepsAroundOneStage: 'stage' })).toEqual(['P: first late > A/Prepare > A/Deploy > test']);
    expect(deployments(b, { stepsAroundOneStage: 'wave' })).toEqual(['P: first > A/Prepare late > A/Deploy > test']);
  });

  test('a step around a wave and around its only Stage runs once, outermost', () => {
    const b = new Blueprint();
    const [x, y] = [b.step('x'), b.step('y')];
    b.wave('P', [stage('P', [stack('A')], { pre: [x], post: [x] })], { pre: [y, x], post: [y] });
    expect(problems(b).join()).toMatch(/wait for each other in a circle/);

    const c = new Blueprint();
    const [first, both, last] = ['first', 'both', 'last'].map((id) => c.step(id));
    c.wave('P', [stage('P', [stack('A')], { pre: [both], post: [last] })], { pre: [first, both], post: [last] });
    expect(deployments(c)).toEqual(['P: first > both > A/Prepare > A/Deploy > last']);
  });

  test('a step before a wave and before one of its Stages comes before all of them', () => {
    const b = new Blueprint();
    const [both, own] = ['both', 'own'].map((id) => b.step(id));
    b.wave('W', [stage('S', [stack('A')], { pre: [both, own] }), stage('T', [stack('B')])], { pre: [both] });
    expect(deployments(b)).toEqual(['W: S/both > S/own T/B/Prepare > S/A/Prepare T/B/Deploy > S/A/Deploy']);

    const c = new Blueprint();
    const [inStage, ofWave] = ['inStage', 'ofWave'].map((id) => c.step(id));
    c.wave('W', [stage('S', [stack('A')], { pre: [inStage] }), stage('T', [stack('B')])], { pre: [inStage, ofWave] });
    expect(deployments(c)).toEqual(['W: ofWave > S/inStage > S/A/Prepare T/B/Prepare > S/A/Deploy T/B/Deploy']);
  });

  test('a step after a wave and after one of its Stages comes after all of them', () => {
    const b = new Blueprint();
    const both = b.step('both');
    b.wave('W', [stage('S', [stack('A')], { post: [both] }), stage('T', [stack('B', { pre: [b.step('p')] })])], {
      post: [both],
    });
    expect(deployments(b)).toEqual(['W: S/A/Prepare T/B/p > S/A/Deploy T/B/Prepare > T/B/Deploy > S/both']);
  });

  test('order holds across an empty wave', () => {
    const b = new Blueprint()
      .wave('Z', [stage('Z', [stack('A')])])
      .wave('Empty', [])
      .wave('A', [stage('A', [stack('B')])]);
    expect(deployments(b)).toEqual(['Z: A/Prepare > A/Deploy', 'A: B/Prepare > B/Deploy']);
  });
});

describe('assets', () => {
  const withAssets = (...assets: ReturnType<typeof asset>[]) =>
    new Blueprint().wave('P', [stage('P', [stack('A', { assets })])]);

  test('an asset is published once, to all its destinations', () => {
    const [a1, a2] = [asset('x', { destination: '1' }), asset('x', { destination: '2' })];
    const b = new Blueprint()
      .wave('P', [stage('P', [stack('A', { assets: [a1] })])])
      .wave('Q', [stage('Q', [stack('B', { assets: [a2, a1] })])]);
    const publish = plan(b).nodes.flatMap((n) =>
      n.content.kind === 'publish' ? [n.content.assets.map((a) => a.destination)] : [],
    );
    expect(publish).toEqual([['1', '2']]);
  });

  test('are published side by side, numbered in the order of the stacks', () => {
    const b = withAssets(asset('x'), asset('y'), asset('z', { isImage: true }));
    b.wave('Q', [stage('Q', [stack('B', { assets: [asset('v'), asset('x')] })])]);
    const published = plan(b).nodes.flatMap(({ id, content }) =>
      content.kind === 'publish' ? [[id, content.assets[0].id]] : [],
    );
    expect(Object.fromEntries(published)).toEqual({
      DockerAsset1: 'z',
      FileAsset1: 'x',
      FileAsset2: 'y',
      FileAsset3: 'v',
    });
    expect(deployments(b)[0]).toBe('publishing: DockerAsset1 FileAsset1 FileAsset2 FileAsset3');
  });

  test('or one publisher for each type', () => {
    const b = withAssets(asset('x'), asset('y'), asset('z', { isImage: true }));
    expect(deployments(b, { publishers: onePerType })[0]).toBe('publishing: DockerAsset FileAsset');
  });

  test('a stack waits for its assets before its first step', () => {
    const b = new Blueprint();
    const pre = b.step('pre');
    b.wave('P', [stage('P', [stack('A', { pre: [pre], assets: [asset('x')] })])]);
    const { nodes, edges } = plan(b);
    const waits = edges.filter((e) => nodes[e.from].content.kind === 'publish').map((e) => nodes[e.to].id);
    expect(waits).toEqual(['pre']);
  });
});

describe('steps that are waited for, but named nowhere', () => {
  test('are placed beside the step that waits', () => {
    const b = new Blueprint();
    const x = b.step('x');
    b.dependsOn(x, b.step('needed'));
    b.wave('P', [stage('P', [stack('A')], { post: [x] })]);
    expect(deployments(b)).toEqual(['P: A/Prepare needed > A/Deploy > x']);
  });

  test('beside the first one, by rank, then by name', () => {
    const b = new Blueprint();
    const needed = b.step('needed');
    const [z, y] = [b.step('z'), b.step('y')];
    b.dependsOn(z, needed);
    b.dependsOn(y, needed);
    b.wave('W', [stage('S', [stack('A')], { pre: [z] }), stage('T', [stack('B')], { pre: [y] })]);
    expect(deployments(b)[0]).toMatch(/^W: T\/needed > /);
  });

  test('each is placed in the plan as it is then, in the order in which they were first waited for', () => {
    const b = new Blueprint();
    const [d1, d2, x, y] = ['d1', 'd2', 'x', 'y'].map((id) => b.step(id));
    b.dependsOn(x, d1, d2);
    b.dependsOn(y, d2);
    b.wave('W', [stage('S', [stack('A')], { pre: [x] }), stage('T', [stack('B')], { pre: [y] })]);
    // When d2 is placed, x already has to wait for d1; so y is the first that needs it.
    expect(deployments(b)[0]).toMatch(/^W: S\/d1 T\/d2 > S\/x T\/y > /);
  });

  test('what they wait for themselves is placed, too', () => {
    const b = new Blueprint();
    const [x, d, e] = ['x', 'd', 'e'].map((id) => b.step(id));
    b.dependsOn(x, d);
    b.dependsOn(d, e);
    b.wave('P', [stage('P', [stack('A')], { pre: [x] })]);
    expect(deployments(b)).toEqual(['P: e > d > x > A/Prepare > A/Deploy']);
  });

  test('but where they are named, there they are', () => {
    const b = new Blueprint();
    const [x, needed] = [b.step('x'), b.step('needed')];
    b.dependsOn(x, needed);
    b.wave('P', [stage('P', [stack('A')], { pre: [needed] })]).wave('Q', [stage('Q', [stack('B')], { pre: [x] })]);
    expect(deployments(b)).toEqual(['P: needed > A/Prepare > A/Deploy', 'Q: x > B/Prepare > B/Deploy']);
  });
});

describe('outputs of stacks', () => {
  const reads = (stackId: string) => [{ stackId, stackPath: `App/${stackId}`, outputName: 'Url' }];

  test('a step waits for the stack whose output it reads, and the stack hands it out', () => {
    const b = new Blueprint();
    const check = b.step('check', { consumes: reads('A') });
    b.wave('W', [stage('S', [stack('A')]), stage('T', [stack('B')], { pre: [check] })]);
    expect(deployments(b)).toEqual(['W: S/A/Prepare > S/A/Deploy > T/check > T/B/Prepare > T/B/Deploy']);
    const captured = plan(b).nodes.flatMap((n) =>
      n.content.kind === 'execute' && n.content.captureOutputs ? [n.content.stack.id] : [],
    );
    expect(captured).toEqual(['A']);
  });

  test('of a stack that is not deployed here: refused', () => {
    const b = new Blueprint();
    b.wave('W', [], { pre: [b.step('check', { consumes: reads('Elsewhere') })] });
    expect(problems(b).join()).toMatch(
      /step 'check' reads output 'Url' of stack 'App\/Elsewhere', which this pipeline does not deploy/,
    );
  });
});

describe('Stages apart', () => {
  test('have groups of their own, and so have the steps around the wave', () => {
    const b = new Blueprint();
    const [pre, post] = [[b.step('before')], [b.step('after')]];
    b.wave('W', [stage('S', [stack('A')]), stage('T', [stack('B')])], { pre, post, apart: true });
    b.wave('Next', []);
    expect(deployments(b, { changeSets: false })).toEqual([
      "W's pre: before",
      "W's S: A/Deploy",
      "W's T: B/Deploy",
      "W's post: after",
    ]);
    const { nodes, edges } = plan(b);
    const waits = edges.filter((e) => nodes[e.to].id === 'Next').map((e) => nodes[e.from].id);
    expect(waits).toEqual(['SelfMutate', "W's pre", "W's S", "W's T", "W's post"]);
  });
});
