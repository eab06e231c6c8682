import { buildPlan } from '../../lib/plan/build-plan';
import { planHash } from '../../lib/report/plan-hash';
import { asset, Blueprint, stack, stage } from '../plan/blueprint';
import { OPTIONS } from '../plan/render';

type Change = (b: Blueprint) => void;

/** Two Stages side by side, three stacks, and an approval before them. */
function hashOf(change: Change = () => {}, files: readonly string[][] = [[], [], []], account = '1'): string {
  const b = new Blueprint();
  const [ask, test] = [b.gate('ask'), b.step('test')];
  const [A, B, C] = ['A', 'B', 'C'].map((id, i) => stack(id, { account, assets: files[i].map((f) => asset(f)) }));
  b.wave('W', [stage('EU', [A, B]), stage('US', [C])], { pre: [ask], post: [test] });
  change(b);
  return planHash(buildPlan(b.data(), OPTIONS));
}

test('what is published, and who needs it, is not in it', () => {
  const plain = hashOf();
  expect(plain).toMatch(/^[0-9a-f]{12}$/);
  expect(hashOf(undefined, [['one'], ['one', 'two'], ['two']])).toBe(plain);
  expect(hashOf(undefined, [['x', 'y', 'z'], ['z'], ['x', 'y']])).toBe(plain);
});

test.each<[string, () => string]>([
  ['another step', () => hashOf((b) => b.wave('More', [], { pre: [b.step('more')] }))],
  [
    'a gate that is none',
    () => hashOf((b) => (b.data().steps as unknown as { isGate: boolean }[]).forEach((s) => (s.isGate = false))),
  ],
  ['another order', () => hashOf((b) => b.dependsOn(3, b.synth))],
  ['another account', () => hashOf(undefined, undefined, '2')],
])('%s is', (_, other) => {
  expect(other()).not.toBe(hashOf());
});

test('it does not depend on numbers of tokens', () => {
  expect(hashOf(undefined, undefined, '${Token[Account.7]}')).toBe(
    hashOf(undefined, undefined, '${Token[Account.12]}'),
  );
});
