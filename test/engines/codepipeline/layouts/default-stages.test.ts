import { deployments } from './lay';
import { asset, Blueprint, stack, stage } from '../../../plan/blueprint';

describe('names', () => {
  test('of a CodePipeline stage: the wave, or its only Stage', () => {
    const b = new Blueprint();
    b.wave('One', [stage('Prod', [stack('A')])]);
    b.wave('Two', [stage('EU', [stack('A')]), stage('US', [stack('B')])]);
    b.wave('None', [], { pre: [b.step('x')] });
    expect(deployments(b, { changeSets: false })).toEqual(['Prod: Deploy', 'Two: EU.A.Deploy US.B.Deploy', 'None: x']);
  });

  test('of actions: what tells them apart in their CodePipeline stage', () => {
    const b = new Blueprint();
    b.wave('P', [stage('P', [stack('A')], { post: [b.step('x')] })]).wave('Q', [stage('Q', [stack('B')])]);
    expect(deployments(b)).toEqual(['P: A.Prepare > A.Deploy > x', 'Q: Prepare > Deploy']);
  });

  test('of publishers: as people call the asset', () => {
    const assets = [asset('x', { displayName: 'Api Code' }), asset('y'), asset('z', { isImage: true })];
    const b = new Blueprint().wave('P', [stage('P', [stack('A', { assets })])]);
    expect(deployments(b)[0]).toBe('Assets: DockerAsset1 Api_Code FileAsset2');
  });
});

describe('too many actions for a CodePipeline stage', () => {
  test('become several stages, in order', () => {
    const b = new Blueprint();
    b.wave('W', [], { pre: ['a', 'b', 'c', 'd', 'e'].map((id) => b.step(id)) });
    expect(deployments(b, {}, 2)).toEqual(['W.1: a b', 'W.2: c d', 'W.3: e']);
  });

  test('actions count, not steps', () => {
    const b = new Blueprint();
    const check = b.step('b', { actions: 2, isGate: true });
    b.wave('W', [], { pre: [b.step('a'), check, b.step('c')] });
    expect(deployments(b, {}, 2)).toEqual(['W.1: a', 'W.2: b', 'W.3: c']);
  });
});

describe('Stages apart', () => {
  const apart = (b: Blueprint, stages: ReturnType<typeof stage>[], around = {}) =>
    b.wave('W', stages, { ...around, apart: true });

  test('each Stage of the wave has a CodePipeline stage, those without a gate first', () => {
    const b = new Blueprint();
    apart(b, [
      stage('A', [stack('X')], { pre: [b.gate('Ask')] }),
      stage('C', [stack('Y')]),
      stage('B', [stack('Z')]),
    ]).wave('Next', [stage('Last', [stack('L')])]);
    expect(deployments(b, { changeSets: false })).toEqual([
      'W.B: Deploy',
      'W.C: Deploy',
      'W.A: Ask > X.Deploy',
      'Last: Deploy',
    ]);
  });

  test('only these: what comes at the same time otherwise is in the order of names, gate or not', () => {
    const b = new Blueprint();
    b.wave('A', [stage('A', [stack('X')], { pre: [b.gate('Ask')] })]);
    b.wave('B', [stage('B', [stack('Y', { assets: [asset('x')] })])]);
    expect(deployments(b, { changeSets: false })).toEqual(['A: Ask > X.Deploy', 'Assets: FileAsset1', 'B: Deploy']);
  });

  test('steps around the wave have stages of their own', () => {
    const b = new Blueprint();
    const [before, after] = [b.step('before'), b.step('after')];
    apart(b, [stage('A', [stack('X')]), stage('B', [stack('Y')])], { pre: [before], post: [after] });
    expect(deployments(b, { changeSets: false })).toEqual([
      'W.Pre: before',
      'W.A: Deploy',
      'W.B: Deploy',
      'W.Post: after',
    ]);
  });

  test('what one of them waits for comes first', () => {
    const b = new Blueprint();
    const late = b.step('late');
    const early = b.step('early');
    b.dependsOn(late, early);
    apart(b, [stage('A', [stack('X')], { post: [late] }), stage('B', [stack('Y')], { post: [early] })]);
    expect(deployments(b, { changeSets: false })).toEqual(['W.B: Y.Deploy > early', 'W.A: X.Deploy > late']);
  });
});
