import { rootName } from '../../../../lib/engines/codepipeline/private/layouts/default-stages';
import { checkRootNames } from '../../../../lib/engines/codepipeline/private/layouts/stage-names';
import { renderProblem } from '../../../../lib/private/errors';
import { asset, Blueprint, stack, stage } from '../../../plan/blueprint';
import { plan } from './lay';

const problems = (b: Blueprint) => checkRootNames(plan(b), rootName).map(renderProblem);
const prod = stage('Prod', [stack('A')]);

test.each(['Source', 'Build', 'UpdatePipeline', 'Assets'])('%s: the pipeline has that stage itself', (name) => {
  const b = new Blueprint().wave(name, [stage(name, [stack('A', { assets: [asset('x')] })])]);
  // In the order in which they come into the plan: that of the sources is made when somebody needs one.
  const things = [`the pipeline's own stage '${name}'`, `the Stage or wave '${name}'`];
  const inOrder = name === 'Source' ? things.reverse() : things;
  expect(problems(b)).toEqual([
    `[Stack/Pipeline] 2 things with the name '${name}' side by side in the pipeline itself: ${inOrder.join(', ')}. ` +
      'Expected: different names: actions and logical ids are made from them. ' +
      'To fix it: choose another name for the Stage or wave: the pipeline itself has stages called Source, Build, ' +
      'UpdatePipeline (if it updates itself) and Assets (if there are any).',
  ]);
});

test('names of stages that this pipeline does not have are free', () => {
  expect(problems(new Blueprint().wave('Assets', [prod]).wave('Assets', [stage('Assets', [stack('B')])]))).toEqual([]);
});

test('what ties waves together that have Stages apart has no name', () => {
  const b = new Blueprint();
  ['V', 'W', 'X'].forEach((id) => {
    b.wave(id, [stage(`${id}One`, [stack(`${id}A`)]), stage(`${id}Two`, [stack(`${id}B`)])], { apart: true });
  });
  expect(problems(b)).toEqual([]);
});

test('one Stage twice', () => {
  expect(problems(new Blueprint().wave('Prod', [prod]).wave('Prod', [prod]))).toEqual([
    expect.stringMatching(/^\[.*'Prod', the Stage or wave 'Prod'\. .*Stage 'App\/Prod' was added 2 times: remove all/),
  ]);
});

test('two Stages of one name', () => {
  const other = { ...prod, path: 'App/Other' };
  expect(problems(new Blueprint().wave('Prod', [prod]).wave('Prod', [other]))).toEqual([
    expect.stringMatching(/To fix it: rename all but one\. /),
  ]);
});

test('two waves of one name', () => {
  const b = new Blueprint().wave('W', [], { pre: [] }).wave('W', []);
  expect(problems(b)).toEqual([expect.stringMatching(/To fix it: rename all waves but one; if it is one wave/)]);
});

test('a Stage and a wave of one name', () => {
  const b = new Blueprint().wave('Prod', []).wave('Prod', [prod]);
  expect(problems(b)).toEqual([expect.stringMatching(/^\[.*2 things with the name 'Prod'.*rename all but one\. /)]);
});
