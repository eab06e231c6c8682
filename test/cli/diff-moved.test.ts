import { DocumentBuilder } from './builder';
import { assemblyOf, command } from './run';
import { comparePlans } from '../../lib/cli/diff/compare';
import type { PlanDocument } from '../../lib/document/plan-document';

// A stack is the same stack if its name, account and region are: whatever else is called otherwise now.

interface Stack {
  readonly path?: string;
  readonly name?: string;
  readonly gates?: readonly string[];
  readonly account?: string;
}

/** Stacks with gates before them, each in a wave of its own. */
function plan(wave: string, stacks: readonly Stack[], pipeline = 'Delivery/Pipeline'): PlanDocument {
  const b = new DocumentBuilder();
  new Set(stacks.flatMap(({ gates = [] }) => gates)).forEach((gate) => {
    const [id, kind] = gate.split(':');
    b.action(`${wave}/${id}`, { kind: (kind ?? 'approval') as 'approval', gate: true });
  });
  stacks.forEach(({ path = `${wave}/App`, name = 'app', gates = [], account = '1' }, i) => {
    const target = { stack: path, stackName: name, account: account === '?' ? undefined : account, region: 'r' };
    const waits = gates.map((gate) => `${wave}/${gate.split(':')[0]}`);
    b.action(`${wave}/s${i}/Deploy`, { kind: 'deploy', target, waits, runOrder: 2 });
  });
  const document = b.done();
  return { ...document, pipeline: { ...document.pipeline, path: pipeline } };
}

const lost = (before: PlanDocument, after: PlanDocument) =>
  comparePlans(before, after)
    .changes.filter(({ severity }) => severity === 'lost')
    .map(({ text }) => text);

const GATED: Stack = { gates: ['Ok'] };
const NONE = '1 deployment had a gate before, and now none';

test.each<[string, PlanDocument, PlanDocument, string[]]>([
  [
    'a Stage renamed',
    plan('Prod', [GATED]),
    plan('Production', [{}]),
    [NONE, "Gate 'Prod/Ok' is gone: it stopped 1 deployment"],
  ],
  ['a Stage renamed, with its gate', plan('Prod', [GATED]), plan('Production', [GATED]), []],
  [
    'the gate for one of two',
    plan('Prod', [GATED, { ...GATED, path: 'x', name: 'other' }]),
    plan('P', [GATED, { path: 'y', name: 'other' }]),
    [NONE, "Gate 'Prod/Ok' no longer stops 1 deployment"],
  ],
  [
    'two gates, of which one is left with another name',
    plan('Prod', [{ gates: ['A', 'B'] }]),
    plan('P', [{ gates: ['C'] }]),
    ["Gate 'Prod/B' is gone: it stopped 1 deployment"],
  ],
  [
    'an approval has become a check of the same id',
    plan('Prod', [GATED]),
    plan('Prod', [{ gates: ['Ok:permissions-check'] }]),
    ["Gate 'Prod/Ok' was of kind approval and is of kind permissions-check: it stopped 1 deployment"],
  ],
  [
    'deployed once more, without a gate',
    plan('Prod', [GATED]),
    plan('Prod', [GATED, { path: 'Again/App' }]),
    [NONE, "Gate 'Prod/Ok' no longer stops 1 deployment"],
  ],
  [
    'the account was not known',
    plan('Prod', [{ ...GATED, account: '?' }]),
    plan('P', [{}]),
    [NONE, "Gate 'Prod/Ok' is gone: it stopped 1 deployment"],
  ],
  ['another stack of that name elsewhere', plan('Prod', [GATED]), plan('P', [{ account: '2' }]), []],
  [
    'two stacks that swap their construct paths',
    plan('Prod', [
      { ...GATED, path: 'a', name: 'one' },
      { path: 'b', name: 'two' },
    ]),
    plan('Prod', [
      { ...GATED, path: 'a', name: 'two' },
      { path: 'b', name: 'one' },
    ]),
    [NONE, "Gate 'Prod/Ok' no longer stops 1 deployment"],
  ],
])('%s', (_, before, after, expected) => {
  expect(lost(before, after)).toEqual(expected);
});

test('another construct path is told', () => {
  const { changes } = comparePlans(plan('Prod', [GATED]), plan('Prod', [{ ...GATED, path: 'Production/App' }]));
  expect(changes).toContainEqual({
    severity: 'notice',
    text: '1 deployment of the same stack by another construct path',
    details: ['Prod/App → Production/App'],
  });
});

describe('pipelines', () => {
  const codeOf = (before: PlanDocument[], after: PlanDocument[]) => {
    const write = (documents: PlanDocument[]) =>
      assemblyOf(Object.fromEntries(documents.map((document, i) => [`${i}.plan.json`, document])));
    return command(['diff', write(before), write(after)]);
  };
  const other = plan('X', [{ path: 'X/X', name: 'x', account: '9' }], 'Other');

  test.each<[string, PlanDocument[], PlanDocument[], number]>([
    ['renamed', [plan('P', [GATED], 'A')], [plan('P', [{}], 'B')], 1],
    ['renamed, with its gate', [plan('P', [GATED], 'A')], [plan('P', [GATED], 'B')], 0],
    ['renamed beside another one', [plan('P', [GATED], 'A'), other], [plan('P', [{}], 'B'), other], 1],
    ['the stack is in a second one', [plan('P', [GATED], 'A')], [plan('P', [], 'A'), plan('Q', [{}], 'B')], 1],
    [
      'the stack is in a second one, too',
      [plan('P', [GATED], 'A')],
      [plan('P', [GATED], 'A'), plan('Q', [{}], 'B')],
      1,
    ],
    [
      'the stack is in a second one, with its gate',
      [plan('P', [GATED], 'A')],
      [plan('P', [], 'A'), plan('Q', [GATED], 'B')],
      0,
    ],
    [
      'the stack has moved to another one',
      [plan('P', [GATED], 'A'), other],
      [plan('P', [], 'A'), plan('X', [{}], 'Other')],
      1,
    ],
  ])('%s', (_, before, after, code) => {
    expect(codeOf(before, after)).toMatchObject({ code, err: '' });
  });

  test('says which one had the gate', () => {
    const { out } = codeOf([plan('P', [GATED], 'A')], [plan('P', [], 'A'), plan('Q', [{}], 'B')]);
    expect(out).toContain('- 1 deployment had more gates in another pipeline\n    app 1 r, of A\n');
  });
});
