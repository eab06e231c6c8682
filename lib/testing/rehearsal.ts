import type { IConstruct } from 'constructs';
import { planOf } from './synthesize';
import { PlanGraph } from '../document/plan-graph';
import { choosePlan, readPlans } from '../document/read-plans';
import type { ActionStarted, RunEvent, RunFinished } from '../run/events';
import { nodesNamed } from '../run/select';
import { simulate } from '../run/simulate';

/**
 * What a pipeline does if something goes wrong, to assert on in the tests of an application. No command runs, and nothing is
 * deployed: it is what `npx cdk-pipelines run --simulate` shows.
 *
 *     const result = Rehearsal.of(pipeline).fail('Prod/Data').run();
 *     expect(result.neverStarted).toContain('Prod/Smoke');
 *
 * All gates are approved and all else succeeds, unless you say otherwise. An action runs when all is done that it waits for
 * because somebody asked for it, and what a job of GitHub needs. Conditions of jobs are taken to hold after a success, and not after a
 * failure.
 *
 * Things have the names that `npx cdk-pipelines show` prints: of actions, steps, stacks, Stages, waves. A name of nothing, or of
 * several things, is an error with the nearest names.
 */
export class Rehearsal {
  /**
   * Synthesize the app that a pipeline is in, and read its plan.
   *
   * @param pipeline A pipeline of this library, in an App. One without an App is an error.
   */
  public static of(pipeline: IConstruct): Rehearsal {
    return new Rehearsal(new PlanGraph(planOf(pipeline).document));
  }

  /**
   * Read the plan of a pipeline.
   *
   * @param directory The cloud assembly, also for pipelines in its Stages. It is an error if there is no plan in it.
   * @param pipelineName Construct path of the pipeline, or its unique name in the app. Without it there must be one pipeline.
   */
  public static fromAssembly(directory: string, pipelineName?: string): Rehearsal {
    const plan = choosePlan(readPlans(directory), pipelineName, directory, 'say which one as the second argument');
    return new Rehearsal(new PlanGraph(plan.document));
  }

  private readonly failing: string[] = [];
  private readonly rejected: string[] = [];

  private constructor(private readonly plan: PlanGraph) {}

  /**
   * Let something fail.
   *
   * @param name An action, step or stack; of a Stage or wave, each deployment in it fails.
   */
  public fail(name: string): Rehearsal {
    this.failing.push(name);
    return this;
  }

  /**
   * Let somebody reject a gate.
   *
   * @param gate The name of a gate; of a Stage or wave, all gates in it. What is no gate is an error.
   */
  public reject(gate: string): Rehearsal {
    this.rejected.push(gate);
    return this;
  }

  /**
   * Run it.
   */
  public run(): RehearsalResult {
    const events: RunEvent[] = [];
    const { failing, rejected } = this;
    simulate(this.plan, { failing, rejected }, (event) => events.push(event));
    return RehearsalResult._of(this.plan, events);
  }
}

/**
 * What has come of a rehearsal. Actions have the names that `npx cdk-pipelines show` prints: `Prod/Data.Deploy`.
 */
export class RehearsalResult {
  /** @internal */
  public static _of(plan: PlanGraph, events: readonly RunEvent[]): RehearsalResult {
    return new RehearsalResult(plan, events);
  }

  private readonly started: ReadonlyMap<string, ActionStarted>;

  private constructor(
    private readonly plan: PlanGraph,
    private readonly events: readonly RunEvent[],
  ) {
    this.started = new Map(events.flatMap((event) => (event.type === 'action.started' ? [[event.action, event]] : [])));
  }

  /**
   * Actions that started, also those that failed or were rejected, in the order they did.
   */
  public get ran(): string[] {
    return [...this.started.keys()];
  }

  /**
   * Actions that never started, because of what failed or was rejected; in the order of the pipeline.
   */
  public get neverStarted(): string[] {
    return this.events.flatMap((event) => (event.type === 'action.never-started' ? [event.action] : []));
  }

  /**
   * Whether all that was to run has succeeded.
   */
  public get succeeded(): boolean {
    return (this.events[this.events.length - 1] as RunFinished).result === 'succeeded';
  }

  /**
   * Whether any action that a name means has started.
   *
   * @param name An action, step, stack, Stage or wave. A name of nothing, or of several things, is an error.
   */
  public didStart(name: string): boolean {
    return this.actionsNamed(name).some((action) => this.started.has(action));
  }

  /**
   * The action that something waited for to the last: the one that it could start after. Then the one that this waited for, and
   * so on. Empty, if it has not started, or waited for nothing.
   *
   * @param name An action, step, stack, Stage or wave; of several actions, the one that started first.
   */
  public waitedFor(name: string): string[] {
    const named = new Set(this.actionsNamed(name));
    const first = this.ran.find((action) => named.has(action));
    const chain: string[] = [];
    let action = first === undefined ? undefined : this.started.get(first)!.after;
    for (; action !== undefined; action = this.started.get(action)!.after) {
      chain.push(action);
    }
    return chain;
  }

  private actionsNamed(name: string): string[] {
    return nodesNamed(this.plan, name).flatMap((node) => this.plan.actionsAt(node).map(({ id }) => id));
  }
}
