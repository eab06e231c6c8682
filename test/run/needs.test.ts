import { build, deployment, source, work } from './works';
import { type Left, needsOf, withNeeds } from '../../lib/run/needs';

const works = [
  source('Source/shop', 'Src', 'SrcVars'),
  build('Build/Synth', { primary: 'Src', outputs: ['Out'], namespace: 'SynthVars' }),
  deployment('Beta/Deploy', 'App/Beta', 'Out', 'BetaOut'),
  build('Beta/Test', {
    primary: 'Out',
    others: [{ artifact: 'Src' }, { artifact: 'Nobody' }],
    env: [
      { name: 'URL', value: { text: 'x-#{BetaOut.Url}-#{SynthVars.V}-#{variables.Depth}' } },
      { name: 'LATE', value: { stackOutput: { stack: 'App/Beta', name: 'Url' } } },
      { name: 'STEP', value: { output: { node: 'Build/Synth', variable: 'V' } } },
      { name: 'TOKEN', value: { secret: 's' } },
    ],
  }),
  work('Prod/Review', { kind: 'ask', text: 'Revision #{SrcVars.CommitId}?', url: 'https://#{Gone.Url}' }),
];

test('what a work takes of others', () => {
  const needs = needsOf(works).map((all) => all.map(({ kind, name, maker }) => `${kind} ${name} of ${maker}`));
  expect(needs).toEqual([
    [],
    ['files Src of 0'],
    ['files Out of 1'],
    [
      ...['files Out of 1', 'files Src of 0', 'files Nobody of undefined'],
      ...['variable Url of 2', 'variable V of 1', 'variable Url of 2', 'variable V of 1'],
    ],
    ['variable CommitId of 0', 'variable Url of undefined'],
  ]);
});

const needs = needsOf(works);
const partial = (left: Record<number, Left>, all = false) =>
  withNeeds(
    needs,
    new Set([3]),
    (i) => i === 0,
    (i) => left[i] ?? 'missing',
    all,
  );

test('sources are taken anew, and what an earlier run has left is used, with a word if it is stale', () => {
  expect(partial({ 1: 'stale', 2: 'fresh' })).toEqual({
    ...{ chosen: new Set([0, 3]), reused: [1, 2], stale: [1], missing: [] },
  });
});

test('what nobody has left is missing', () => {
  expect(partial({ 2: 'fresh' }).missing).toMatchObject([
    { work: 3, need: { kind: 'files', name: 'Out' } },
    { work: 3, need: { kind: 'variable', name: 'V' } },
    { work: 3, need: { kind: 'variable', name: 'V' } },
  ]);
});

test('with all needs, what is missing or stale runs, and what that needs; what is fresh does not', () => {
  expect(partial({ 1: 'fresh', 2: 'fresh' }, true)).toMatchObject({ chosen: new Set([0, 3]), reused: [1, 2] });
  expect(partial({ 1: 'stale', 2: 'fresh' }, true)).toMatchObject({
    chosen: new Set([0, 1, 3]),
    reused: [2],
    stale: [],
  });
  expect(partial({}, true)).toMatchObject({ chosen: new Set([0, 1, 2, 3]), reused: [], missing: [] });
});
