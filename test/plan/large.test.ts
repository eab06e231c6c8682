import { Blueprint, stage, stack } from './blueprint';
import { deployments, problems } from './render';

test('400 steps that each wait for 400 others', () => {
  const b = new Blueprint();
  const first = Array.from({ length: 400 }, (_, i) => b.step(`A${i}`));
  const second = Array.from({ length: 400 }, (_, i) => b.step(`B${i}`));
  second.forEach((step) => b.dependsOn(step, ...first));
  b.wave('W', [], { pre: [...first, ...second] });
  expect(problems(b)).toEqual([]);
});

test('an empty wave between two Stages keeps their order: a step that both wait for is placed in the first', () => {
  const b = new Blueprint();
  const [shared, late, early] = [b.step('shared'), b.step('Zed'), b.step('Abc')];
  b.dependsOn(late, shared);
  b.dependsOn(early, shared);
  b.wave('One', [stage('One', [stack('a')], { pre: [late] })]);
  b.wave('Empty', []);
  b.wave('Three', [stage('Three', [stack('c')], { pre: [early] })]);
  expect(deployments(b)).toEqual(['One: shared > Zed > a/Prepare > a/Deploy', 'Three: Abc > c/Prepare > c/Deploy']);
});

test('a circle is reported although many steps wait for steps that are placed nowhere', () => {
  const b = new Blueprint();
  const pre = Array.from({ length: 100 }, (_, i) => {
    const [missing, one, two] = [b.step(`M${i}`), b.step(`A${i}`), b.step(`B${i}`)];
    b.dependsOn(one, missing);
    b.dependsOn(two, missing);
    return [one, two];
  });
  const [x, y] = [b.step('X'), b.step('Y')];
  b.dependsOn(x, y);
  b.dependsOn(y, x);
  b.wave('W', [], { pre: [...pre.flat(), x, y] });
  expect(problems(b)).toEqual([expect.stringMatching(/'W\/Y' waits for 'W\/X'/)]);
});
