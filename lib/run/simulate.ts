import type { WorkKind } from '../document/plan-document';
import type { PlanGraph } from '../document/plan-graph';
import { Problems } from '../private/errors';
import { EVENTS_SCHEMA_VERSION, type Listener, type Result } from './events';
import { Heap } from './heap';
import { checkOrder, orderOf, type OrderOf } from './order';
import { Progress } from './progress';
import { Scheduler } from './scheduler';
import { worksNamed, gatesNamed, type Selection, selected } from './select';
import { worksOf } from './read-works';
import { actionOfRun, type Work } from './works';

/** What a simulation assumes. Gates are approved, and all else succeeds. */
export interface Assumptions extends Selection {
  readonly order?: OrderOf;
  /** Names of what fails. */
  readonly failing?: readonly string[];
  /** Names of gates that somebody rejects. */
  readonly rejected?: readonly string[];
  /** How many run at once. @default - all that may */
  readonly concurrency?: number;
  /** How long actions take, by name; of a group, each action in it. */
  readonly minutes?: ReadonlyMap<string, number>;
}

/** How long an action takes if nobody says so: a guess, in minutes. People are quick here. */
const GUESSES: Readonly<Record<WorkKind, number>> = {
  ...{ source: 0.2, synth: 3, 'self-update': 1.5, publish: 1.5, prepare: 0.5, deploy: 2, script: 2 },
  ...{ approval: 0, 'permissions-check': 1, custom: 1 },
};

/**
 * A run in which no command runs: who waits for whom, what comes when, and what never starts. On a virtual clock; what
 * happens at one time is in the order of the pipeline. O((actions + waits) log actions).
 */
export function simulate(plan: PlanGraph, assumptions: Assumptions, listener: Listener): number {
  const works = worksOf(plan);
  const { order = 'plan', concurrency } = assumptions;
  const chosen = selected(plan, works, assumptions);
  const results = resultsOf(plan, works, assumptions);
  const seconds = secondsOf(plan, works, assumptions);
  const others = [...works.keys()].filter((work) => !chosen.has(work));
  const scheduler = new Scheduler(orderOf(order, plan, works), concurrency, (work) => works[work].gate, others);
  const progress = new Progress(works, scheduler, listener, 'simulate');
  const actions = [...chosen].map((work) => actionOfRun(works[work]));
  const pipeline = plan.document.pipeline.path;
  listener({ type: 'run.started', schemaVersion: EVENTS_SCHEMA_VERSION, pipeline, depth: 'simulate', order, actions });
  const ends = new Heap();
  const start = (at: number) => progress.start(at).forEach((work) => ends.push({ at: at + seconds[work], work }));
  start(0);
  for (let next = ends.pop(); next; next = ends.pop()) {
    const { at, work } = next;
    const result = results.get(work) ?? 'succeeded';
    progress.finish(work, at, { result, ...REASONS[result] });
    start(at);
  }
  return progress.end([]);
}

/** All names that mean nothing are one error. */
export function checkAssumptions(plan: PlanGraph, assumptions: Assumptions): void {
  const works = worksOf(plan);
  const { failing = [], rejected = [], minutes = new Map<string, number>() } = assumptions;
  const problems = new Problems();
  problems.try(() => checkOrder(assumptions.order ?? 'plan', plan));
  problems.try(() => selected(plan, works, assumptions));
  [...failing, ...minutes.keys()].forEach((name) => problems.try(() => worksNamed(plan, works, name)));
  rejected.forEach((name) => problems.try(() => gatesNamed(plan, works, name)));
  problems.report();
}

const REASONS: Partial<Record<Result, { readonly reason: string }>> = {
  failed: { reason: 'assumed to fail' },
  rejected: { reason: 'assumed to be rejected' },
};

function resultsOf(plan: PlanGraph, works: readonly Work[], assumptions: Assumptions): ReadonlyMap<number, Result> {
  const { failing = [], rejected = [] } = assumptions;
  return new Map([
    ...failing.flatMap((name) => worksNamed(plan, works, name).map((work) => [work, 'failed'] as const)),
    ...rejected.flatMap((name) => gatesNamed(plan, works, name).map((work) => [work, 'rejected'] as const)),
  ]);
}

function secondsOf(plan: PlanGraph, works: readonly Work[], { minutes = new Map() }: Assumptions): number[] {
  const seconds = works.map(({ kind, gate }) => (gate ? 0 : GUESSES[kind] * 60));
  for (const [name, given] of minutes) {
    worksNamed(plan, works, name).forEach((work) => (seconds[work] = given * 60));
  }
  return seconds;
}
