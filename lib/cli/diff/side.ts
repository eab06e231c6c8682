import type { Guards } from './guards';
import { deployedAs } from './identity';
import type { Keys } from './match';
import type { ApplicationInfo, TargetInfo } from '../../document/plan-document';
import type { PlanGraph } from '../../document/plan-graph';
import type { Action } from '../../document/stages';
import { groupBy } from '../../private/lang';

export type Deployment = Action & { readonly target: TargetInfo };

/** One of the two plans that are compared. */
export class Side {
  public readonly plan: PlanGraph;
  /** One action for each node, by what tells it in the other plan, too. */
  public readonly actions: ReadonlyMap<string, Action>;
  public readonly deployments: ReadonlyMap<string, Deployment>;
  /** By node. */
  public readonly gates: ReadonlyMap<string, Action>;
  /** By what CloudFormation knows of the stack: one may be deployed several times. */
  public readonly copies: ReadonlyMap<string, readonly Deployment[]>;
  private readonly applications: ReadonlyMap<string, ApplicationInfo>;

  constructor(
    private readonly guards: Guards,
    private readonly keys: Keys,
  ) {
    this.plan = guards.plan;
    const { plan } = guards;
    const actions = plan.works;
    this.actions = new Map(actions.map((action) => [this.keyOf(action), action]));
    this.deployments = new Map(actions.filter(isDeployment).map((action) => [this.keyOf(action), action]));
    this.copies = groupBy(this.deployments.values(), ({ target }) => deployedAs(target));
    this.gates = guards.gates;
    this.applications = new Map(plan.document.applications.map((application) => [application.id, application]));
  }

  public keyOf({ node }: Action): string {
    return this.keys.get(node)!;
  }

  /** What CloudFormation knows of it. */
  public stackOf({ target }: Deployment): string {
    return deployedAs(target);
  }

  public nodeOf(action: Action): number {
    return this.plan.indexOf(action.node)!;
  }

  /** The gates that must open before an action. */
  public gatesBefore(action: Action): Action[] {
    return this.guards.before(action);
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
