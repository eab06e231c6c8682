import { compactPlan, layOutCompact } from '../../../../lib/engines/codepipeline/private/layouts/compact-stages';
import { asset, Blueprint, stack, stage } from '../../../plan/blueprint';
import { plan, soundPlan, textOf, withoutPreparation } from '../layouts/lay';

const COMPACT = compactPlan({ selfMutation: true, changeSets: false, maxPublishers: 8 });

function layout(b: Blueprint, maxActions = 50, maxStages = 50) {
  return layOutCompact(soundPlan(b, COMPACT), maxActions, maxStages);
}

function text(b: Blueprint, maxActions?: number, maxStages?: number): string[] {
  return textOf(layout(b, maxActions, maxStages));
}

const deployments = (b: Blueprint, maxActions?: number, maxStages?: number) =>
  withoutPreparation(text(b, maxActions, maxStages));

describe('names', () => {
  test('actions that run together are in the order of their names, whatever their steps are called', () => {
    const b = new Blueprint();
    b.wave('W', [], { pre: ['a b', 'a.c', 'Z'].map((id) => b.step(id)) });
    expect(deployments(b)).toEqual(['W: Z a.c a_b']);
  });

  test('a wave keeps its name, and actions the name of their Stage, also when it is alone', () => {
    const one = new Blueprint().wave('W', [stage('EU', [stack('A')])]);
    const two = new Blueprint().wave('W', [stage('EU', [stack('A')]), stage('US', [stack('B')])]);
    expect(deployments(one)).toEqual(['W: EU.A.Deploy']);
    expect(deployments(two)).toEqual(['W: EU.A.Deploy US.B.Deploy']);
  });

  test('the first part of a wave that is too large keeps its name', () => {
    const stacks = ['A', 'B', 'C'].map((id) => stack(id));
    expect(deployments(new Blueprint().wave('W', [stage('S', stacks)]), 2)).toEqual([
      'W: S.A.Deploy S.B.Deploy',
      'W.2: S.C.Deploy',
    ]);
  });

  test('two things that come to one name get a hash each', () => {
    const b = new Blueprint().wave('W', [stage('S', [stack('A/B'), stack('A_B')])]);
    const names = layout(b)
      .flatMap((s) => s.tranches.flat().map((a) => a.name))
      .slice(-2);
    expect(names.every((n) => /^S\.A_B\.Deploy-[0-9a-f]{8}$/.test(n))).toBe(true);
    expect(new Set(names).size).toBe(2);
  });

  test('names that are too long are cut, and end in a hash', () => {
    const b = new Blueprint().wave('W', [stage('S', [stack('x'.repeat(120))])]);
    const [name] = layout(b)
      .flatMap((s) => s.tranches.flat().map((a) => a.name))
      .slice(-1);
    expect(name).toMatch(/^S\.x+.*\.Deploy-[0-9a-f]{8}$/);
    expect(name).toHaveLength(100);
  });

  test('a step of two actions leaves room for what tells them apart', () => {
    const b = new Blueprint();
    const check = b.step('x'.repeat(100), { actions: 2 });
    b.wave('W', [stage('S', [stack('A')], { pre: [check] })]);
    const names = layout(b).flatMap((s) => s.tranches.flat().map((a) => a.name));
    expect(names.find((n) => n.includes('xx'))).toHaveLength(92);
  });

  test('namespaces are unique and valid', () => {
    const b = new Blueprint();
    const steps = (n: string) => [b.step(n)];
    b.wave('W', [stage('S', [stack('A', { post: steps('T') })], { post: steps('T') })], { post: steps('T') });
    const namespaces = layout(b).flatMap((s) => s.tranches.flat().map((a) => a.namespace));
    expect(new Set(namespaces).size).toBe(namespaces.length);
    expect(namespaces.filter((n) => !/^[A-Za-z0-9@_-]{1,100}$/.test(n))).toEqual([]);
  });
});

describe('gates', () => {
  test('a gate waits as long as it can, so that neighbours need not wait for it', () => {
    const b = new Blueprint();
    const chain = ['a', 'b'].map((id) => b.step(id));
    b.dependsOn(chain[1], chain[0]);
    b.wave('W', [
      stage('S', [stack('X')], { pre: [b.gate('Ask'), ...chain] }),
      stage('T', [stack('Y', { dependsOn: ['Z'] }), stack('Z')]),
    ]);
    expect(deployments(b)).toEqual(['W: S.a T.Z.Deploy > S.Ask S.b T.Y.Deploy > S.X.Deploy']);
  });

  test('a gate that nothing waits for is last', () => {
    const b = new Blueprint();
    b.wave('W', [
      stage('S', [stack('X')], { post: [b.gate('Ask')] }),
      stage('T', [stack('A', { dependsOn: ['B'] }), stack('B', { dependsOn: ['C'] }), stack('C')]),
    ]);
    expect(deployments(b)).toEqual(['W: S.X.Deploy T.C.Deploy > T.B.Deploy > S.Ask T.A.Deploy']);
  });

  test('gates in a row stay in a row', () => {
    const b = new Blueprint();
    const [first, second] = [b.gate('First'), b.gate('Second')];
    b.dependsOn(second, first);
    b.wave('W', [
      stage('S', [stack('X')], { post: [first, second] }),
      stage('T', [
        stack('A', { dependsOn: ['B'] }),
        stack('B', { dependsOn: ['C'] }),
        stack('C', { dependsOn: ['D'] }),
        stack('D'),
      ]),
    ]);
    expect(deployments(b)[0]).toBe('W: S.X.Deploy T.D.Deploy > T.C.Deploy > S.First T.B.Deploy > S.Second T.A.Deploy');
  });

  test('where nobody else could wait, gates stay where they are', () => {
    const b = new Blueprint();
    const [gate, a, c] = [b.gate('Ask'), b.step('a'), b.step('c')];
    b.dependsOn(c, a);
    b.wave('W', [stage('S', [stack('X')], { pre: [gate, a, c] })]);
    expect(deployments(b)).toEqual(['W: S.Ask S.a > S.c > S.X.Deploy']);
  });
});

test('a stack is one action, and two only where a step stands between creation and execution of its change set', () => {
  const b = new Blueprint();
  b.wave('W', [stage('S', [stack('A'), stack('B', { changeSet: [b.step('Review')] })])]);
  const result = layOutCompact(plan(b, { ...COMPACT, changeSets: 'for-steps' }), 50, 50);
  const names = result.slice(-1).flatMap((s) => s.tranches.map((t) => t.map((a) => a.name).join(' ')));
  expect(names).toEqual(['S.A.Deploy S.B.Prepare', 'S.B.Review', 'S.B.Deploy']);
});

describe('stages', () => {
  const waves = (n: number, gate?: (b: Blueprint, i: number) => boolean) => {
    const b = new Blueprint();
    for (let i = 0; i < n; i++) {
      const pre = gate?.(b, i) ? [b.gate(`Ask${i}`)] : [];
      b.wave(`W${i}`, [stage(`S${i}`, [stack(`A${i}`, { assets: [asset('x')] })], { pre })]);
    }
    return b;
  };
  const names = (b: Blueprint, maxStages: number, maxActions = 50) =>
    layout(b, maxActions, maxStages).map((s) => s.name);

  test('as many as CodePipeline takes', () => {
    expect(names(waves(2), 6)).toEqual(['Source', 'Build', 'UpdatePipeline', 'Assets', 'W0', 'W1']);
  });

  test('where there would be more, preparation shares one first', () => {
    expect(names(waves(2), 4)).toEqual(['Source', 'Build..Assets', 'W0', 'W1']);
  });

  test('then waves that ask nobody, and no more than must be', () => {
    const b = waves(5, (_, i) => i === 1);
    expect(names(b, 6)).toEqual(['Source', 'Build..Assets', 'W0', 'W1', 'W2..W3', 'W4']);
  });

  test('then others', () => {
    const b = waves(3, () => true);
    expect(names(b, 3)).toEqual(['Source', 'Build..W1', 'W2']);
  });

  test('never more actions than a stage takes', () => {
    expect(names(waves(4), 4, 2)).toEqual(['Source', 'Build..UpdatePipeline', 'Assets', 'W0..W1', 'W2..W3']);
  });

  test('shared stages run what they hold one after the other', () => {
    expect(text(waves(2), 50, 3)[2]).toBe('W0..W1: S0.A0.Deploy > S1.A1.Deploy');
  });
});

describe('publishers', () => {
  test('an asset of the same place stays with its publisher when its content changes', () => {
    const of = (id: string) => {
      const assets = [asset(id, { displayName: 'Fn/Code' })];
      return text(new Blueprint().wave('W', [stage('S', [stack('A', { assets })])]))[3];
    };
    expect(of('aaaa')).toBe(of('bbbb'));
    expect(of('aaaa')).toMatch(/^Assets: Files[1-8]$/);
  });

  test('files and images are apart, at most so many of each', () => {
    const assets = Array.from({ length: 40 }, (_, i) => asset(`a${i}`, { isImage: i % 2 === 0 }));
    const names = text(new Blueprint().wave('W', [stage('S', [stack('A', { assets })])]))[3];
    expect(names).toBe(
      'Assets: Files1 Files2 Files3 Files4 Files5 Files6 Files7 Files8 Images1 Images2 Images3 Images4 Images5 Images6 Images7 Images8',
    );
  });

  test('images have a publisher each while there are enough', () => {
    const assets = Array.from({ length: 5 }, (_, i) => asset(`a${i}`, { isImage: true }));
    const published = plan(new Blueprint().wave('W', [stage('S', [stack('A', { assets })])]), COMPACT).nodes.flatMap(
      (n) => (n.content.kind === 'publish' ? [n.content.assets.length] : []),
    );
    expect(published).toEqual([1, 1, 1, 1, 1]);
  });
});
