import { Blueprint, stack, stage } from './blueprint';
import { plan, problems } from './render';
import { namesByPlace, namesInOrder, type StackNames } from '../../lib/plan/stack-names';

const HOME = { account: '111111111111', region: 'eu-west-1' };
const US = { account: '111111111111', region: 'us-east-1' };
const OTHER = { account: '222222222222', region: 'eu-west-1' };

type Place = { account?: string; region?: string };

function named(names: [string, Place][], by: StackNames): string[] {
  const stacks = names.map(([name, place], i) => stack(`S${i}`, { name, ...place }));
  return by(stage('Prod', stacks));
}

describe('stacks of one name, one after the other', () => {
  test.each<[string, [string, Place][], string[]]>([
    ['the name of the Stage is not told again', [['Prod-Api', HOME]], ['Api']],
    [
      'the second adds its account, also in another region',
      [
        ['x', HOME],
        ['x', US],
      ],
      ['x', 'x.111111111111'],
    ],
    [
      'the third adds the region',
      [
        ['x', HOME],
        ['x', OTHER],
        ['x', { ...OTHER, region: 'us-east-1' }],
      ],
      ['x', 'x.222222222222', 'x.222222222222.us-east-1'],
    ],
    [
      'an account that is not known is left out',
      [
        ['x', {}],
        ['x', { region: 'us-east-1' }],
      ],
      ['x', 'x.us-east-1'],
    ],
    [
      'names that differ by that of the Stage only',
      [
        ['Prod-x', HOME],
        ['x', OTHER],
      ],
      ['x', 'x.222222222222'],
    ],
    [
      'nothing is left to add',
      [
        ['x', {}],
        ['x', {}],
      ],
      ['x', 'x'],
    ],
  ])('%s', (_, stacks, ids) => {
    expect(named(stacks, namesInOrder)).toEqual(ids);
  });
});

describe('the same, whatever the order', () => {
  test.each<[string, [string, Place][], string[]]>([
    [
      'all of them say where they go',
      [
        ['x', HOME],
        ['x', US],
        ['y', US],
      ],
      ['x.111111111111.eu-west-1', 'x.111111111111.us-east-1', 'y'],
    ],
    [
      'names that differ by that of the Stage only are told in full',
      [
        ['Prod-x', HOME],
        ['x', HOME],
      ],
      ['Prod-x', 'x'],
    ],
    [
      'nothing but the construct tells them apart',
      [
        ['x', {}],
        ['x', {}],
      ],
      ['x.S0', 'x.S1'],
    ],
    [
      'one name taken for another',
      [
        ['Prod-Prod-x', HOME],
        ['Prod-x', HOME],
        ['x', HOME],
      ],
      ['Prod-Prod-x.111111111111.eu-west-1', 'Prod-x.111111111111.eu-west-1', 'x'],
    ],
  ])('%s', (_, stacks, ids) => {
    expect(named(stacks, namesByPlace)).toEqual(ids);
  });
});

test('names that cannot be told apart are an error that names the stacks', () => {
  const b = new Blueprint().wave('W', [stage('Prod', [stack('A', { name: 'x' }), stack('B', { name: 'x' })])]);
  expect(problems(b)).toEqual([
    expect.stringMatching(/'x' side by side in 'Prod': stack 'App\/A', stack 'App\/B'.*another stackName; or.*set env/),
  ]);
});

describe('several stacks that are one for CloudFormation', () => {
  const twice = (one: Place, other: Place) =>
    new Blueprint()
      .wave('One', [stage('Beta', [stack('A', { name: 'x', ...one })])])
      .wave('Two', [stage('Prod', [stack('B', { name: 'x', ...other })])]);

  test('one name, account and region: a warning, as the second replaces the first', () => {
    expect(plan(twice(HOME, HOME)).diagnostics).toEqual([
      expect.objectContaining({
        severity: 'warning',
        id: 'cdk-pipelines:oneStackForSeveral:x',
        given: expect.stringMatching(/^'App\/A', 'App\/B' have the same stackName 'x' in 111111111111 eu-west-1: /),
        fix: 'give each another stackName',
      }),
    ]);
  });

  test('elsewhere, it is another stack', () => {
    expect(plan(twice(HOME, US)).diagnostics).toEqual([]);
  });
});
