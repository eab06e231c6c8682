import { Blueprint, stack, stage } from './blueprint';
import { deployments, plan, problems } from './render';
import { textOf } from '../../lib/private/diagnostics';

describe('what cannot be', () => {
  test('two steps that wait for each other: the whole circle, with reasons', () => {
    const b = new Blueprint();
    const [x, y] = [b.step('x'), b.step('y')];
    b.dependsOn(x, y);
    b.dependsOn(y, x);
    b.wave('W', [], { pre: [x, y] });
    const [message, ...more] = problems(b);
    expect(more).toEqual([]);
    expect(message).toContain(`'W/y' waits for 'W/x' because step 'y' was declared to depend on step 'x'`);
    expect(message).toContain(`'W/x' waits for 'W/y' because step 'x' was declared to depend on step 'y'`);
  });

  test('an earlier wave that waits for a later one: wave order is one of the reasons', () => {
    const b = new Blueprint();
    const [x, y] = [b.step('x'), b.step('y')];
    b.dependsOn(x, y);
    b.wave('One', [stage('One', [stack('A')], { pre: [x] })]).wave('Two', [stage('Two', [stack('B')], { pre: [y] })]);
    const message = problems(b).join();
    const lines = message.split('\n').filter((line) => line.includes('waits for'));
    expect(lines.map((line) => line.trim())).toEqual([
      `'Two' waits for 'One' because wave 'Two' comes after wave 'One'`,
      `'One/x' waits for 'Two/y' because step 'x' was declared to depend on step 'y'`,
    ]);
  });

  test('a place in pre or post is a reason that reads as one', () => {
    const b = new Blueprint();
    const [before, after] = [b.step('before'), b.step('after')];
    b.dependsOn(before, after);
    b.wave('One', [stage('One', [stack('A')], { pre: [before], post: [after] })]);
    const lines = problems(b)
      .join()
      .split('\n')
      .filter((line) => line.includes('waits for'));
    expect(lines.map((line) => line.trim())).toEqual([
      `'One/A' waits for 'One/before', which is in the pre of stage 'App/One'`,
      `'One/after' waits for 'One/A' because it is in the post of stage 'App/One'`,
      `'One/before' waits for 'One/after' because step 'before' was declared to depend on step 'after'`,
    ]);
  });

  test('a circle that only shows between groups', () => {
    const b = new Blueprint();
    b.dependsOn(b.step('late', { isSource: true }), b.synth);
    const late = 2;
    b.wave('W', [], { pre: [b.step('x', { dependsOn: [{ step: late, why: 'file-set' }] })] });
    expect(problems(b).join()).toMatch(/'sources\/late' waits for 'build\/synth'/);
  });

  test('a step that waits for itself', () => {
    const b = new Blueprint();
    const x = b.step('x');
    b.dependsOn(x, x);
    b.wave('W', [], { pre: [x] });
    expect(problems(b).join()).toContain('ShellStep(x) depends on itself');
  });

  test('names twice side by side: which, and where', () => {
    const b = new Blueprint();
    b.wave('P', [stage('P', [stack('A')], { pre: [b.step('T')], post: [b.step('T')] })]);
    expect(problems(b)).toEqual([
      expect.stringContaining(
        `2 things with the name 'T' side by side in 'P': ShellStep(T) (pre of stage 'App/P'), ShellStep(T) (post of stage 'App/P')`,
      ),
    ]);
  });

  test('a repository twice: there is no name to change', () => {
    const b = new Blueprint();
    const again = b.step('source', { isSource: true });
    b.wave('W', [], { pre: [b.step('x', { dependsOn: [{ step: again, why: 'file-set' }] })] });
    expect(problems(b).join()).toMatch(/the name 'source' side by side in 'sources'.*make one source object/);
  });

  test('changeSet steps without change sets', () => {
    const b = new Blueprint();
    b.wave('P', [stage('P', [stack('A', { changeSet: [b.step('review')] })])]);
    expect(problems(b, { changeSets: false }).join()).toMatch(/\[App\/A\] changeSet steps \('review'\)/);
  });

  test('a stack that depends on a stack of another Stage', () => {
    const b = new Blueprint().wave('P', [stage('P', [stack('A', { dependsOn: ['Other'] })])]);
    expect(problems(b).join()).toMatch(/\[App\/A\] a dependency on stack 'Other', which is not in Stage 'App\/P'/);
  });

  test('all problems are told at once', () => {
    const b = new Blueprint();
    const [x, y] = [b.step('x'), b.step('y')];
    b.dependsOn(x, y);
    b.dependsOn(y, x);
    b.wave('W', [], { pre: [x, y, b.step('T'), b.step('T')] });
    expect(problems(b)).toHaveLength(2);
  });
});

describe('gates', () => {
  const warnings = (b: Blueprint) => plan(b).diagnostics.map(textOf);

  test('one object before three Stages stops the pipeline once: a warning names what it does not guard', () => {
    const b = new Blueprint();
    const gate = b.gate('Go');
    ['P', 'Q', 'R'].forEach((n) => b.wave(n, [stage(n, [stack(`S${n}`)], { pre: [gate] })]));
    expect(warnings(b)).toEqual([
      expect.stringContaining(`It does NOT stop for pre of stage 'App/Q', pre of stage 'App/R'`),
    ]);
  });

  test('one object before Stages of the same wave guards them all: no warning', () => {
    const b = new Blueprint();
    const gate = b.gate('Go');
    b.wave('W', [stage('P', [stack('A')], { pre: [gate] }), stage('Q', [stack('B')], { pre: [gate] })]);
    expect(warnings(b)).toEqual([]);
    expect(deployments(b)).toEqual(['W: P/Go > P/A/Prepare Q/B/Prepare > P/A/Deploy Q/B/Deploy']);
  });

  test('a script in several places is no gate', () => {
    const b = new Blueprint();
    const step = b.step('notify');
    ['P', 'Q'].forEach((n) => b.wave(n, [stage(n, [stack(`S${n}`)], { pre: [step] })]));
    expect(warnings(b)).toEqual([]);
  });
});
