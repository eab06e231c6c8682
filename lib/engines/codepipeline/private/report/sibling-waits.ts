import type { SiblingWait } from '../../../../document/plan-document';
import { groupBy } from '../../../../private/lang';

/** An action, as far as waits are concerned. Lists of them are in the order they run. */
export interface LinedUpAction {
  readonly id: string;
  readonly stage: string;
  readonly runOrder: number;
  /** Top-level group of the plan that it is in: one CodePipeline stage, or several where that was too full. */
  readonly root: number;
  readonly wave?: string;
  readonly application?: string;
  readonly gate: boolean;
  readonly label: string;
}

/** Whether the plan has an application wait for another one. */
export type WaitsTruly = (application: string, other: string) => boolean;

type Owned = LinedUpAction & { readonly application: string };

/**
 * Waits that nothing in the blueprint asks for: what runs in a run order starts when all of the one before it is done,
 * whatever application that belongs to. The same where a wave fills several CodePipeline stages.
 *
 * Each action is listed once, with the run order that comes next: what starts later waits for that one in turn.
 * O(actions), plus the pairs of applications side by side where the plan has applications wait for each other.
 */
export function siblingWaits(actions: readonly LinedUpAction[], waitsTruly: WaitsTruly): SiblingWait[] {
  return [...groupBy(actions.filter(isOwned), (a) => a.wave)].flatMap(([, inWave]) => {
    const runOrders = inRunOrders(inWave);
    return runOrders.slice(1).flatMap((starting, i) => waitBetween(starting, runOrders[i], waitsTruly));
  });
}

function waitBetween(starting: readonly Owned[], done: readonly Owned[], waitsTruly: WaitsTruly): SiblingWait[] {
  const awaited = applicationsOf(done);
  const isSibling = (a: string, b: string) => a !== b && !waitsTruly(a, b);
  const applications = applicationsOf(starting).filter((a) => awaited.some((b) => isSibling(a, b)));
  const others = new Set(awaited.filter((b) => applications.some((a) => isSibling(a, b))));
  const waitFor = done.filter((a) => others.has(a.application));
  if (waitFor.length === 0) {
    return [];
  }
  const [{ stage, runOrder }] = starting;
  return [{ stage, runOrder, applications, waitFor: waitFor.map((a) => a.id), gate: waitFor.some((a) => a.gate) }];
}

/** Applications that wait for a decision about another one. */
export interface ForeignGates {
  /** The CodePipeline stage of the first of these gates. */
  readonly stage: string;
  readonly applications: readonly string[];
  readonly gates: readonly { readonly label: string; readonly application: string }[];
}

/**
 * For each top-level group where that happens: which applications wait, and for which gates of others. Applications
 * that have CodePipeline stages of their own are in groups of their own: there the user has asked for it.
 */
export function foreignGates(actions: readonly LinedUpAction[], waitsTruly: WaitsTruly): ForeignGates[] {
  return [...groupBy(actions.filter(isOwned), (a) => a.root)].flatMap(([, inRoot]) => {
    const runOrders = inRunOrders(inRoot);
    const last = new Map<string, number>();
    runOrders.forEach((together, i) => together.forEach((a) => last.set(a.application, i)));
    const all = runOrders.flatMap((together, i) => together.filter((a) => a.gate).map((gate) => ({ gate, i })));
    const waitsFor = (application: string, { gate, i }: { gate: Owned; i: number }) =>
      application !== gate.application && last.get(application)! > i && !waitsTruly(application, gate.application);
    const applications = [...last.keys()].filter((application) => all.some((gate) => waitsFor(application, gate)));
    const gates = all.filter((gate) => applications.some((application) => waitsFor(application, gate)));
    return gates.length > 0 ? [{ stage: gates[0].gate.stage, applications, gates: gates.map((g) => g.gate) }] : [];
  });
}

/** What starts together. */
function inRunOrders(actions: readonly Owned[]): Owned[][] {
  return [...groupBy(actions, (a) => `${a.runOrder} ${a.stage}`).values()];
}

function isOwned(action: LinedUpAction): action is Owned {
  return action.application !== undefined;
}

function applicationsOf(actions: readonly Owned[]): string[] {
  return [...new Set(actions.map((a) => a.application))];
}
