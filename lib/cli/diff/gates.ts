import { type Change, ifAny } from './change';
import { deployedAs } from './identity';
import { comparesTheSame, isAsGood } from './match';
import { type Deployment, isDeployment, type Side } from './side';
import type { Pair } from './pair';
import type { Action } from '../../document/stages';
import { groupBy } from '../../private/lang';
import { count } from '../../private/terminal';

/** Deployments without any gate, and gates that do not stop any more what they stopped. */
export function compareGates(pair: Pair): Change[] {
  const { before, after, matched } = pair;
  const kept = new Set(matched.gates.values());
  const added = [...after.gates.values()].filter((gate) => !kept.has(gate.node));
  const fates = fatesOf(pair, new Set(added.map((gate) => gate.node)));
  const heirs = new Set([...fates.values()].flatMap(({ heirs: some }) => [...some]));
  return [
    ...ungated(before, after),
    ...[...before.gates.values()].flatMap((gate) => reportGate(gate, fates.get(gate.node)!, pair)),
    ...openChangeSets(pair),
    ...ifAny(
      added.filter((gate) => !heirs.has(gate) && !before.actions.has(after.keyOf(gate))).map((gate) => gate.id),
      'info',
      (n) => count(n, 'new gate'),
    ),
  ];
}

/** What has become of a gate. */
interface Fate {
  /** Whether something was behind it. */
  stopped: boolean;
  /** What it does not stop any more, and nothing else does in its place, by key. */
  readonly lost: Map<string, Action>;
  /** New gates that do so in its place. */
  readonly heirs: Set<Action>;
}

function fatesOf(pair: Pair, added: ReadonlySet<string>): Map<string, Fate> {
  const { before } = pair;
  const fates = new Map(
    [...before.gates.keys()].map((node): [string, Fate] => [
      node,
      { stopped: false, lost: new Map(), heirs: new Set() },
    ]),
  );
  for (const [key, action] of before.actions) {
    const gates = action.gate || action.kind === 'prepare' ? [] : before.gatesBefore(action);
    gates.forEach((gate) => (fates.get(gate.node)!.stopped = true));
    for (const now of gates.length === 0 ? [] : successors(key, action, pair)) {
      compareOne(gates, now, pair, added, fates);
    }
  }
  return fates;
}

/** What stopped an action must still do so; what is gone may have a new gate in its place, each of these for one. */
function compareOne(
  gates: readonly Action[],
  now: Action,
  { after, matched }: Pair,
  added: ReadonlySet<string>,
  fates: Map<string, Fate>,
) {
  const is = after.gatesBefore(now);
  const there = new Set(is.map((gate) => gate.node));
  const free = is.filter((gate) => added.has(gate.node));
  const isApproval = ({ kind }: Action) => kind === 'approval';
  const missing = gates.filter((gate) => !there.has(matched.gates.get(gate.node) ?? ''));
  const gone = missing.filter((gate) => !matched.gates.has(gate.node));
  // Approvals stand for anything: so what only its like stands for comes first.
  const found = new Map<Action, Action>();
  const take = (some: readonly Action[], fits: (gate: Action, other: Action) => boolean) =>
    some
      .filter((gate) => !found.has(gate))
      .forEach((gate) => {
        const i = free.findIndex((other) => fits(gate, other));
        if (i >= 0) {
          found.set(gate, free.splice(i, 1)[0]);
        }
      });
  take(gone, (gate, other) => gate.kind === other.kind && isAsGood(gate, other));
  take([...gone.filter(isApproval), ...gone], isAsGood);
  for (const gate of missing) {
    const heir = found.get(gate);
    const fate = fates.get(gate.node)!;
    if (heir) {
      fate.heirs.add(heir);
    } else {
      fate.lost.set(after.keyOf(now), now);
    }
  }
}

/** What an action has become: itself, and what did not deploy its stack before, and does now. */
function successors(key: string, action: Action, { before, after }: Pair): Action[] {
  const same = after.actions.get(key);
  const copies = isDeployment(action) ? (after.copies.get(deployedAs(action.target)) ?? []) : [];
  const more = copies.filter((copy) => {
    const old = before.deployments.get(after.keyOf(copy));
    return copy !== same && (!old || deployedAs(old.target) !== deployedAs(copy.target));
  });
  return [...(same ? [same] : []), ...more];
}

function ungated(before: Side, after: Side): Change[] {
  const lost = [...after.deployments.values()].filter((deployment) => {
    const old = counterparts(deployment, before, after);
    const hadGate = old.length > 0 && old.every((one) => before.gatesBefore(one).length > 0);
    return hadGate && after.gatesBefore(deployment).length === 0;
  });
  const stacks = lost.map(({ target }) => target.stack);
  return ifAny(stacks, 'lost', (n) => `${count(n, 'deployment')} had a gate before, and now none`);
}

/** What a deployment was; of one that did not deploy the stack before, all those that did. */
function counterparts(deployment: Deployment, before: Side, after: Side): readonly Deployment[] {
  const same = before.deployments.get(after.keyOf(deployment));
  const copies = before.copies.get(deployedAs(deployment.target)) ?? [];
  return same && (copies.length === 0 || copies.includes(same)) ? [same] : copies;
}

function reportGate(gate: Action, { stopped, lost, heirs }: Fate, pair: Pair): Change[] {
  const { after, matched } = pair;
  if (lost.size > 0) {
    return [lostGate(gate, [...lost.values()], pair)];
  }
  const now = after.gates.get(matched.gates.get(gate.node) ?? '');
  if (now) {
    const isMoved = now.id === gate.id || pair.isExpected(gate, now);
    return isMoved ? [] : [{ severity: 'notice', text: `Gate '${gate.id}' is now '${now.id}': it stops the same` }];
  }
  if (heirs.size > 0) {
    const names = [...heirs].map(({ id }) => `'${id}'`).join(', ');
    return [{ severity: 'notice', text: `Gate '${gate.id}' is now ${names}: it stops the same` }];
  }
  const why = stopped ? 'so is all that it stopped' : 'nothing was behind it';
  return [{ severity: 'notice', text: `Gate '${gate.id}' is gone: ${why}` }];
}

function lostGate(gate: Action, lost: readonly Action[], pair: Pair): Change {
  const details = lost.map((action) => action.target?.stack ?? action.id);
  const what = count(lost.length, lost.every((action) => action.kind === 'deploy') ? 'deployment' : 'action');
  return { severity: 'lost', text: `${whatHappened(gate, lost, pair)} ${what}`, details };
}

function whatHappened(gate: Action, lost: readonly Action[], { before, after, matched }: Pair): string {
  const now = after.gates.get(matched.gates.get(gate.node) ?? '') ?? after.actions.get(before.keyOf(gate));
  if (!now) {
    return `Gate '${gate.id}' is gone: it stopped`;
  }
  if (!now.gate) {
    return `'${gate.id}' is no gate any more: it stopped`;
  }
  if (!isAsGood(gate, now)) {
    if (gate.kind === now.kind && comparesTheSame(gate, now)) {
      return `Gate '${gate.id}' may now be approved by a function, and not only by a person: it stopped`;
    }
    return comparesTheSame(gate, now)
      ? `Gate '${gate.id}' was of kind ${gate.kind} and is of kind ${now.kind}: it stopped`
      : `Gate '${gate.id}' compares another Stage: it stopped`;
  }
  const earlier = new Set(after.plan.before(after.nodeOf(now)));
  const isBehind = lost.some((action) => earlier.has(after.nodeOf(action)));
  return isBehind ? `Gate '${gate.id}' has moved behind what it stopped:` : `Gate '${gate.id}' no longer stops`;
}

/** Change sets do no harm before they are executed; but who decides may rely on there being none. */
function openChangeSets({ before, after }: Pair): Change[] {
  const decided = new Set(
    [...after.deployments.values()].filter((d) => after.gatesBefore(d).length > 0).map(({ target }) => target.stack),
  );
  const open = [...after.actions].flatMap(([key, action]) => {
    const isDecided = action.kind === 'prepare' && decided.has(action.target?.stack ?? '');
    const old = isDecided ? before.actions.get(key) : undefined;
    return old && before.gatesBefore(old).length > 0 && after.gatesBefore(action).length === 0 ? [action] : [];
  });
  const stacks = [...groupBy(open, ({ target }) => target!.stack).keys()];
  return ifAny(stacks, 'notice', (n) => `${count(n, 'change set')} had a gate before, and now none`);
}
