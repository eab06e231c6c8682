import { type Change, ifAny, onlyIn, type Severity } from './change';
import { deployedAs } from './identity';
import { type Deployment, isDeployment, type Side } from './side';
import type { Action } from '../../document/stages';
import { quoted } from '../../private/text';
import { count } from '../terminal';

/** Accounts that are named. */
const MOST = 6;

/** Deployments without any gate, and gates that do not stop any more what they stopped. */
export function compareGates(before: Side, after: Side): Change[] {
  const comparison = { before, after, stopped: stoppedBy(before), stops: stoppedBy(after), claims: new Set<string>() };
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
  /** New gates that stand for old ones: what they stop, and where. */
  readonly claims: Set<string>;
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
    const old = counterparts(deployment, before, after);
    const hadGate = old.length > 0 && old.every((one) => before.gatesBefore(one).length > 0);
    return hadGate && after.gatesBefore(deployment).length === 0;
  });
  const stacks = lost.map(({ target }) => target.stack);
  return ifAny(stacks, 'lost', (n) => `${count(n, 'deployment')} had a gate before, and now none`);
}

/** What a deployment was; of one more deployment of a stack that was deployed before, all those. */
function counterparts(deployment: Deployment, before: Side, after: Side): readonly Deployment[] {
  const same = before.deployments.get(after.idOf(deployment));
  return same ? [same] : (before.copies.get(deployedAs(deployment.target)) ?? []);
}

/** What an action has become, by key. */
function successors(key: string, action: Action, { before, after }: Comparison): [string, Action][] {
  const same = after.actions.get(key);
  const copies = isDeployment(action) ? (after.copies.get(deployedAs(action.target)) ?? []) : [];
  const more = copies.filter((copy) => !before.deployments.has(after.idOf(copy)));
  return [
    ...(same ? [[key, same] as [string, Action]] : []),
    ...more.map((c): [string, Action] => [after.keyOf(c), c]),
  ];
}

function compareGate(gate: Action, comparison: Comparison): Change[] {
  const { after, stopped, stops } = comparison;
  const was = stopped.get(gate.node)!;
  const now = after.gates.get(gate.node);
  const is = now && isAsGood(now, gate) ? stops.get(gate.node) : undefined;
  const lost = new Map(
    [...was].flatMap(([key, action]) => successors(key, action, comparison)).filter(([key]) => !is?.has(key)),
  );
  if (lost.size > 0) {
    const heir = is ? undefined : heirOf(gate, lost, comparison);
    const text = `Gate '${gate.id}' is now '${heir?.id}': it stops the same`;
    return [heir ? { severity: 'notice', text } : lostGate(gate, [...lost.values()], after)];
  }
  const why = was.size > 0 ? 'so is all that it stopped' : 'nothing was behind it';
  return now ? [] : [{ severity: 'notice', text: `Gate '${gate.id}' is gone: ${why}` }];
}

/** People are asked for more than a check is, and what asks otherwise may ask less. */
function isAsGood(other: Action, gate: Action): boolean {
  return other.kind === gate.kind || other.kind === 'approval';
}

function lostGate(gate: Action, lost: readonly Action[], after: Side): Change {
  const details = lost.map((action) => action.target?.stack ?? action.id);
  const what = count(lost.length, lost.every((action) => action.kind === 'deploy') ? 'deployment' : 'action');
  return { severity: 'lost', text: `${whatHappened(gate, lost, after)} ${what}`, details };
}

function whatHappened(gate: Action, lost: readonly Action[], after: Side): string {
  const now = after.actions.get(gate.node);
  if (!now) {
    return `Gate '${gate.id}' is gone: it stopped`;
  }
  if (!now.gate) {
    return `'${gate.id}' is no gate any more: it stopped`;
  }
  if (!isAsGood(now, gate)) {
    return `Gate '${gate.id}' was of kind ${gate.kind} and is of kind ${now.kind}: it stopped`;
  }
  const earlier = new Set(after.plan.before(after.nodeOf(now)));
  const isBehind = lost.some((action) => earlier.has(after.nodeOf(action)));
  return isBehind ? `Gate '${gate.id}' has moved behind what it stopped:` : `Gate '${gate.id}' no longer stops`;
}

/**
 * A new gate of the same kind that stops all that an old one stopped: the old one has been renamed, or moved. It stands
 * for one old gate only before each of them.
 */
function heirOf(gate: Action, lost: ReadonlyMap<string, Action>, { before, after, stops, claims }: Comparison) {
  const heir = onlyIn(after.gates, before.gates).find(
    (other) =>
      isAsGood(other, gate) &&
      [...lost.keys()].every((key) => stops.get(other.node)!.has(key) && !claims.has(`${key}\n${other.node}`)),
  );
  for (const key of heir ? lost.keys() : []) {
    claims.add(`${key}\n${heir!.node}`);
  }
  return heir;
}

/** New deployments that nobody is asked about, where others in the same account wait for a decision: if all do, it is lost. */
function addedWithoutGate(before: Side, after: Side): Change[] {
  const isOpen = new Map([...after.deployments].map(([id, d]) => [id, after.gatesBefore(d).length === 0]));
  const added = new Set(onlyIn(after.deployments, before.deployments).filter((d) => isOpen.get(after.idOf(d))));
  const others = [...after.deployments.values()].filter((deployment) => !added.has(deployment));
  const careful = accountsOf(others.filter((deployment) => !isOpen.get(after.idOf(deployment))));
  const careless = accountsOf(others.filter((deployment) => isOpen.get(after.idOf(deployment))));
  const open = [...added].filter(({ target: { account } }) => account !== undefined && careful.has(account));
  const isStrange = ({ target }: Deployment) => !careless.has(target.account!);
  return [
    ...addedTo(open.filter(isStrange), 'lost', 'where all others have one'),
    ...addedTo(
      open.filter((deployment) => !isStrange(deployment)),
      'danger',
      'where others have one',
    ),
  ];
}

function addedTo(open: readonly Deployment[], severity: Severity, others: string): Change[] {
  const accounts = quoted([...accountsOf(open)], MOST);
  const stacks = open.map(({ target }) => target.stack);
  return ifAny(stacks, severity, (n) => `${count(n, 'new deployment')} without a gate to ${accounts}, ${others}`);
}

function accountsOf(deployments: readonly Deployment[]): Set<string> {
  return new Set(deployments.flatMap(({ target }) => target.account ?? []));
}
