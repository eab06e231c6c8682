import { deployedAs, type Ids, spelled } from './identity';
import type { ApplicationInfo, TargetInfo } from '../../document/plan-document';
import type { PlanGraph } from '../../document/plan-graph';
import { Reachability } from '../../document/reachability';
import type { Action } from '../../document/stages';
import { groupBy } from '../../private/lang';

export type Deployment = Action & { readonly target: TargetInfo };

/** One of the two plans that are compared. */
export class Side {
  /** One action for each node, by what tells it in the other plan, too. */
  public readonly actions: ReadonlyMap<string, Action>;
  /** By the id of the stack: it stays the same in another wave, and under another name. */
  public readonly deployments: ReadonlyMap<string, Deployment>;
  /** By node. */
  public readonly gates: ReadonlyMap<string, Action>;
  /** By what CloudFormation knows of the stack: one may be deployed several times. */
  public readonly copies: ReadonlyMap<string, readonly Deployment[]>;
  private readonly applications: ReadonlyMap<string, ApplicationInfo>;
  private readonly guards: Reachability;

  constructor(
    public readonly plan: PlanGraph,
    private readonly ids: Ids,
  ) {
    const actions = plan.works;
    this.actions = new Map(actions.map((action) => [this.keyOf(action), action]));
    this.deployments = new Map(actions.filter(isDeployment).map((action) => [this.idOf(action), action]));
    this.copies = groupBy(this.deployments.values(), ({ target }) => deployedAs(target));
    this.gates = new Map(actions.filter((action) => action.gate).map((action) => [action.node, action]));
    this.applications = new Map(plan.document.applications.map((application) => [application.id, application]));
    const gates = [...this.gates.values()];
    this.guards = new Reachability(
      plan,
      gates.map((gate) => this.nodeOf(gate)),
    );
  }

  public idOf({ target }: Deployment): string {
    return this.ids.get(spelled(target))!;
  }

  public keyOf(action: Action): string {
    const { kind, node, target } = action;
    return target && (kind === 'deploy' || kind === 'prepare') ? `${kind} ${this.ids.get(spelled(target))}` : node;
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

export function isDeployment(action: Action): action is Deployment {
  return action.kind === 'deploy' && action.target !== undefined;
}
