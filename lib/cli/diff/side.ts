import type { ApplicationInfo, TargetInfo } from '../../document/plan-document';
import type { PlanGraph } from '../../document/plan-graph';
import { Reachability } from '../../document/reachability';
import type { Action } from '../../document/stages';

export type Deployment = Action & { readonly target: TargetInfo };

/** One of the two plans that are compared. */
export class Side {
  /** One action for each node, by what tells it in the other plan, too. */
  public readonly actions: ReadonlyMap<string, Action>;
  /** By stack: it stays the same in another wave. */
  public readonly deployments: ReadonlyMap<string, Deployment>;
  /** By node. */
  public readonly gates: ReadonlyMap<string, Action>;
  private readonly applications: ReadonlyMap<string, ApplicationInfo>;
  private readonly guards: Reachability;

  constructor(public readonly plan: PlanGraph) {
    const actions = plan.works;
    this.actions = new Map(actions.map((action) => [keyOf(action), action]));
    this.deployments = new Map(actions.filter(isDeployment).map((action) => [action.target.stack, action]));
    this.gates = new Map(actions.filter((action) => action.gate).map((action) => [action.node, action]));
    this.applications = new Map(plan.document.applications.map((application) => [application.id, application]));
    const gates = [...this.gates.values()];
    this.guards = new Reachability(
      plan,
      gates.map((gate) => this.nodeOf(gate)),
    );
  }

  public nodeOf(action: Action): number {
    return this.plan.indexOf(action.node)!;
  }

  /** Nodes of the gates that must open before an action. */
  public gatesBefore(action: Action): string[] {
    return this.guards.before(this.nodeOf(action)).map((node) => this.plan.waits.ids[node]);
  }

  /** What an action belongs to, as people call it. */
  public ownerOf(action: Action): string {
    const id = action.application ?? '';
    return this.applications.get(id)?.name ?? action.application ?? action.stage;
  }
}

function isDeployment(action: Action): action is Deployment {
  return action.kind === 'deploy' && action.target !== undefined;
}

export function keyOf({ kind, node, target }: Action): string {
  return target && (kind === 'deploy' || kind === 'prepare') ? `${kind} ${target.stack}` : node;
}
