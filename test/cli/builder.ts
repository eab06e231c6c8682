import {
  type ActionInfo,
  type ApplicationInfo,
  type NodeInfo,
  PLAN_SCHEMA_VERSION,
  type PlanDocument,
  type WaitInfo,
} from '../../lib/document/plan-document';
import { groupBy } from '../../lib/private/lang';

/** A wait: an id, or one with its reason and place. */
export type Wait = string | WaitInfo;

export interface ActionOptions extends Partial<Omit<ActionInfo, 'id' | 'node'>> {
  readonly waits?: readonly Wait[];
}

/** Plan documents for tests, from as little as each of them is about. Nodes are told by id: `Beta/Data/Deploy`. */
export class PlanBuilder {
  private readonly nodes = new Map<string, NodeInfo>();
  private readonly actions: ActionInfo[] = [];
  private readonly applications: ApplicationInfo[] = [];

  public group(id: string, waits: readonly Wait[] = []): this {
    return this.node(id, 'group', waits);
  }

  public joint(id: string, waits: readonly Wait[] = []): this {
    return this.node(id, 'joint', waits);
  }

  public application(id: string, wave: string): this {
    this.applications.push({ id, name: id.split('/').pop()!, wave });
    return this;
  }

  /** An action in the stage that its outermost group is called after. */
  public action(node: string, { waits = [], ...options }: ActionOptions = {}): this {
    const [stage, ...rest] = node.split('/');
    const name = options.name ?? rest.join('.');
    const kind = options.kind ?? 'script';
    this.node(node, 'action', waits);
    this.actions.push({
      stage,
      runOrder: 1,
      runOrders: 1,
      label: `ShellStep(${name})`,
      gate: kind === 'approval',
      ...options,
      kind,
      name,
      node,
      id: `${options.stage ?? stage}/${name}`,
    });
    return this;
  }

  /** A stack: a group of `Prepare` and `Deploy`. */
  public stack(group: string, runOrder: number, options: ActionOptions & { readonly env?: string } = {}): this {
    const { waits = [], env = '111111111111/eu-west-1', ...rest } = options;
    const [account, region] = env.split('/');
    const stackName = group.replace(/\//g, '-');
    const target = { stack: `App/${group}`, stackName, account, region };
    const where = 'app.ts:7';
    this.group(group, waits);
    this.action(`${group}/Prepare`, {
      ...{ kind: 'prepare', runOrder, target, label: `Prepare(App/${group})`, ...rest },
    });
    const change = { node: `${group}/Prepare`, reason: `the change set of stack '${group}' is executed`, where };
    return this.action(`${group}/Deploy`, {
      ...{ kind: 'deploy', runOrder: runOrder + 1, target, label: `Deploy(App/${group})`, waits: [change], ...rest },
    });
  }

  public done(more: Partial<PlanDocument> = {}): PlanDocument {
    const stages = groupBy(this.actions, (action) => action.stage);
    const inOrder = [...stages.values()].flatMap((inStage) => inStage.sort((a, b) => a.runOrder - b.runOrder));
    return {
      schemaVersion: PLAN_SCHEMA_VERSION,
      pipeline: {
        ...{ path: 'Delivery/Pipeline', name: 'DeliveryPipeline', stack: 'Delivery', type: 'V2', layout: 'default' },
        ...{ account: '111111111111', region: 'eu-west-1', selfMutation: true, changeSets: true },
      },
      applications: this.applications,
      stages: [...stages].map(([name, actions]) => ({ name, actions: actions.map((action) => action.id) })),
      actions: inOrder,
      nodes: [...this.nodes.values()],
      siblingWaits: [],
      budgets: [],
      warnings: [],
      roles: [],
      ...more,
    };
  }

  private node(id: string, kind: NodeInfo['kind'], waits: readonly Wait[]): this {
    const parent = id.split('/').slice(0, -1).join('/');
    if (parent !== '' && !this.nodes.has(parent)) {
      this.group(parent);
    }
    const waitsFor = waits.map((wait) => (typeof wait === 'string' ? { node: wait, reason: `after ${wait}` } : wait));
    this.nodes.set(id, { id, ...(parent === '' ? {} : { parent }), kind, name: id.split('/').pop()!, waitsFor });
    return this;
  }
}
