import { build, source } from './works';
import { Handover } from '../../lib/run/handover';
import {
  emptyRecord,
  failedIn,
  type Ingredients,
  keyOf,
  leftOf,
  type Made,
  parseRecord,
  RECORD_VERSION,
} from '../../lib/run/record';
import type { BuildTask } from '../../lib/run/works';

const record = emptyRecord('Delivery/Pipeline');

test('a record is read as it was written', () => {
  const whole = {
    ...record,
    made: { A: { key: 'k', artifacts: { Out: 'h' }, variables: { V: '1' } } },
    last: { A: { result: 'failed', workspace: '/tmp/x' } },
    workspaces: '/tmp/w',
  };
  expect(parseRecord(JSON.stringify(whole), 'Delivery/Pipeline')).toEqual(whole);
});

test.each([
  ['{"version": 1', 'it is broken'],
  ['null', 'it is broken'],
  ['[]', 'it is broken'],
  [JSON.stringify({ ...record, made: { A: { key: 'k' } } }), 'it is broken'],
  [JSON.stringify({ ...record, last: { A: 1 } }), 'it is broken'],
  [JSON.stringify({ ...record, version: RECORD_VERSION + 1 }), 'another version of cdk-pipelines has written it'],
  [JSON.stringify({ ...record, pipeline: 'Other' }), "it is of pipeline 'Other'"],
])('what is no record of this pipeline is not used: %s', (text, why) => {
  expect(parseRecord(text, 'Delivery/Pipeline')).toBe(why);
});

function ingredients(): Ingredients & { readonly contents: Map<string, string> } {
  const handover = new Handover();
  handover.variables.set('Ns', { V: '1' });
  handover.stackOutputs.set('App/Beta', { Url: 'u' });
  return {
    handover,
    contents: new Map([['Src', 'content']]),
    given: (name) => (name === 'known' ? 'value' : undefined),
  };
}

const { task }: { task: BuildTask } = build('A', {
  primary: 'Src',
  env: [
    { name: 'A', value: { text: '#{Ns.V}' } },
    { name: 'B', value: { stackOutput: { stack: 'App/Beta', name: 'Url' } } },
    { name: 'C', value: { secret: 'known' } },
    { name: 'D', value: { literal: 'x' } },
    { name: 'E', value: { output: { node: 'Ns', variable: 'V' } } },
  ],
});

test('a key changes with commands, variables, secrets, outputs of stacks and files, and with nothing else', () => {
  const key = keyOf(task, ingredients());
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(keyOf({ ...task, project: undefined, namespace: 'Other' }, ingredients())).toBe(key);
  const changed = (change: (all: ReturnType<typeof ingredients>) => void) => {
    const all = ingredients();
    change(all);
    return keyOf(task, all);
  };
  const others = [
    keyOf({ ...task, spec: { buildspec: '{"x": 1}' } }, ingredients()),
    keyOf({ ...task, env: task.env.slice(1) }, ingredients()),
    keyOf({ ...task, outputs: ['Out'] }, ingredients()),
    keyOf(task, { ...ingredients(), given: () => 'other' }),
    changed(({ contents }) => contents.set('Src', 'other')),
    changed(({ handover }) => handover.variables.set('Ns', { V: '2' })),
    changed(({ handover }) => handover.stackOutputs.set('App/Beta', { Url: 'other' })),
  ];
  expect(new Set([key, ...others]).size).toBe(8);
});

test('what is not known has no key', () => {
  expect(keyOf(task, { ...ingredients(), given: () => undefined })).toBeUndefined();
  expect(keyOf({ ...task, primary: 'Gone' }, ingredients())).toBeUndefined();
  expect(keyOf({ ...task, env: [{ name: 'A', value: { text: '#{Gone.V}' } }] }, ingredients())).toBeUndefined();
});

describe('what an earlier run has left', () => {
  const synth = build('Build/Synth', { primary: 'Src', outputs: ['Out'], namespace: 'Synth' });
  const verify = build('Prod/Test', { primary: 'Out', env: [{ name: 'V', value: { text: '#{Synth.V}' } }] });
  const works = [source('Source/shop', 'Src'), synth, verify];
  const made = (key: string | undefined, more: Partial<Made> = {}): Made => ({
    ...{ key: key!, artifacts: {}, variables: {}, ...more },
  });
  const synthMade = made(keyOf(synth.task, ingredients()), { artifacts: { Out: 'out' }, variables: { V: '7' } });
  const after = ingredients();
  after.handover.variables.set('Synth', { V: '7' });
  after.contents.set('Out', 'out');
  const whole = { ...record, made: { 'Build/Synth': synthMade, 'Prod/Test': made(keyOf(verify.task, after)) } };
  const left = (given: typeof record, all = ingredients(), isThere = true) =>
    works.map((work) => leftOf(works, given, all, () => isThere).get(work));

  test('is fresh if it would be made again just so', () => {
    expect(left(whole)).toEqual(['missing', 'fresh', 'fresh']);
  });

  test('is stale with all behind it if a file has changed', () => {
    const all = ingredients();
    all.contents.set('Src', 'changed');
    expect(left(whole, all)).toEqual(['missing', 'stale', 'stale']);
  });

  test('is missing if it never succeeded, or if its files are gone', () => {
    expect(left(record)).toEqual(['missing', 'missing', 'missing']);
    expect(left(whole, ingredients(), false)).toEqual(['missing', 'missing', 'stale']);
  });
});

test('what is repeated: all that did not come to a good end, in the order of the pipeline', () => {
  const works = ['D', 'C', 'B', 'A', 'New'].map((id) => build(id));
  const last = {
    ...{ A: { result: 'failed' as const }, B: { result: 'succeeded' as const }, C: { result: 'stopped' as const } },
    ...{ D: { result: 'skipped' as const }, Gone: { result: 'failed' as const } },
  };
  expect(failedIn({ ...record, last }, works)).toEqual(['C', 'A']);
});
