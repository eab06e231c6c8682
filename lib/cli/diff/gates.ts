import { type Change, ifAny, onlyIn } from './change';
import { keyOf, type Side } from './side';
import type { Action } from '../../document/stages';
import { quoted } from '../../private/text';
import { count } from '../terminal';

/** Accounts that are named. */
const MOST = 6;

/** Deployments without any gate, and gates that do not stop any more what they stopped. */
export function compareGates(before: Side, after: Side): Change[] {
  const comparison = { before, after, stopped: stoppedBy(before), stops: stoppedBy(after) };
  return [
    ...ungated(before, after),
    ...[...before.gates.values()].flatMap((gate) => compareGate(gate, comparison)),
    ...addedWithoutGate(before, after),
    ...ifAny(
      onlyIn(after.gates, before.gates).map((gate) => gate.id),
      'info',
      (n) => count(n, 'new gate'),
    ),
  ];
}

/** For each gate what is behind it, by key. Change sets do no harm before they are executed. */
type Stopped = ReadonlyMap<string, ReadonlyMap<string, Action>>;

interface Comparison {
  readonly before: Side;
  readonly after: Side;
  readonly stopped: Stopped;
  readonly stops: Stopped;
}

function stoppedBy(side: Side): Stopped {
  const stopped = new Map([...side.gates.keys()].map((gate) => [gate, new Map<string, Action>()]));
  for (const [key, action] of side.actions) {
    if (!action.gate && action.kind !== 'prepare') {
      side.gatesBefore(action).forEach((gate) => stopped.get(gate)?.set(key, action));
    }
  }
  return stopped;
}

function ungated(before: Side, after: Side): Change[] {
  const lost = [...after.deployments.values()].filter((deployment) => {
    const old = before.deployments.get(deployment.target.stack);
    return old && before.gatesBefore(old).length > 0 && after.gatesBefore(deployment).length === 0;
  });
  const stacks = lost.map(({ target }) => target.stack);
  return ifAny(stacks, 'lost', (n) => `${count(n, 'deployment')} had a gate before, and now none`);
}

function compareGate(gate: Action, comparison: Comparison): Change[] {
  const { after, stopped, stops } = comparison;
  const was = stopped.get(gate.node)!;
  const is = stops.get(gate.node);
  const lost = [...was].filter(([key]) => after.actions.has(key) && !is?.has(key)).map(([, action]) => action);
  if (lost.length > 0) {
    const heir = is ? undefined : heirOf(gate, lost, comparison);
    const text = `Gate '${gate.id}' is now '${heir?.id}': it stops the same`;
    return [heir ? { severity: 'notice', text } : lostGate(gate, lost, after)];
  }
  const why = was.size > 0 ? 'so is all that it stopped' : 'nothing was behind it';
  return is ? [] : [{ severity: 'notice', text: `Gate '${gate.id}' is gone: ${why}` }];
}

function lostGate(gate: Action, lost: readonly Action[], after: Side): Change {
  const details = lost.map((action) => action.target?.stack ?? action.id);
  const what = count(lost.length, lost.every((action) => action.kind === 'deploy') ? 'deployment' : 'action');
  return { severity: 'lost', text: `${whatHappened(gate, lost, after)} ${what}`, details };
}

function whatHappened(gate: Action, lost: readonly Action[], after: Side): string {
  const now = after.actions.get(keyOf(gate));
  if (!now) {
    return `Gate '${gate.id}' is gone: it stopped`;
  }
  if (!now.gate) {
    return `'${gate.id}' is no gate any more: it stopped`;
  }
  const earlier = new Set(after.plan.before(after.nodeOf(now)));
  const isBehind = lost.some((action) => earlier.has(after.nodeOf(after.actions.get(keyOf(action))!)));
  return isBehind ? `Gate '${gate.id}' has moved behind what it stopped:` : `Gate '${gate.id}' no longer stops`;
}

/** A new gate of the same kind that stops all that an old one stopped: the old one has been renamed, or moved. */
function heirOf(gate: Action, lost: readonly Action[], { before, after, stops }: Comparison) {
  return onlyIn(after.gates, before.gates).find(
    (other) => other.kind === gate.kind && lost.every((action) => stops.get(other.node)!.has(keyOf(action))),
  );
}

/** New deployments that nobody is asked about, where others in the same account wait for a decision. */
function addedWithoutGate(before: Side, after: Side): Change[] {
  const isOpen = new Map([...after.deployments].map(([stack, d]) => [stack, after.gatesBefore(d).length === 0]));
  const all = [...after.deployments.values()];
  const careful = new Set(all.filter(({ target }) => !isOpen.get(target.stack)).map(({ target }) => target.account));
  const open = onlyIn(after.deployments, before.deployments).filter(
    ({ target }) => isOpen.get(target.stack) && target.account !== undefined && careful.has(target.account),
  );
  const accounts = quoted([...new Set(open.map(({ target }) => target.account!))], MOST);
  const stacks = open.map(({ target }) => target.stack);
  return ifAny(
    stacks,
    'danger',
    (n) => `${count(n, 'new deployment')} without a gate to ${accounts}, where others have one`,
  );
}
