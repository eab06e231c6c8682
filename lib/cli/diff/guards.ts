import type { PlanGraph } from '../../document/plan-graph';
import { Reachability } from '../../document/reachability';
import type { Action } from '../../document/stages';

/**
 * Which gates must open before an action of a plan: it waits for them, they really run before it, and no condition lets it run
 * without them.
 */
export class Guards {
  /** By node. */
  public readonly gates: ReadonlyMap<string, Action>;
  private readonly all: readonly Action[];
  private readonly reachability: Reachability;

  constructor(public readonly plan: PlanGraph) {
    this.all = plan.works.filter((action) => action.gate);
    this.gates = new Map(this.all.map((gate) => [gate.node, gate]));
    this.reachability = new Reachability(
      plan,
      this.all.map((gate) => plan.indexOf(gate.node)!),
    );
  }

  public before(action: Action): Action[] {
    const node = this.plan.indexOf(action.node)!;
    return this.all.filter((gate, i) => this.reachability.isBefore(i, node) && this.plan.stopsAll(gate, node));
  }
}
