import {
  type ActionInfo,
  type ApplicationInfo,
  type CodePipelineInfo,
  type NodeInfo,
  PLAN_SCHEMA_VERSION,
  type PlanDocument,
  type WaitInfo,
  type WorkInfo,
} from '../../lib/document/plan-document';
import { definedOnly, groupBy } from '../../lib/private/lang';

/** A wait: an id, or one with its reason and place. */
export type Wait = string | WaitInfo;

export interface ActionOptions extends Partial<WorkInfo & Omit<ActionInfo, 'gate'>> {
  readonly waits?: readonly Wait[];
  readonly stage?: string;
}

export interface DocumentOptions extends Partial<Omit<PlanDocument, 'codePipeline'>> {
  readonly codePipeline?: Partial<CodePipelineInfo>;
}

/** Plan documents for tests, from as little as each of them is about. Nodes are told by id: `Beta/Data/Deploy`. */
export class DocumentBuilder {
  private readonly nodes = new Map<string, NodeInfo>();
  private readonly works: WorkInfo[] = [];
  private readonly actions: (ActionInfo & { readonly stage: string })[] = [];
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
  public action(node: string, options: ActionOptions = {}): this {
    const [stage, ...rest] = node.split('/');
    const { waits = [], name = rest.join('.'), kind = 'script', gate = kind === 'approval' } = options;
    const { label = `ShellStep(${name})`, application, wave, target, assets, job = { kind: 'own' } } = options;
    const nodeName = node.split('/').pop()!;
    this.works.push(definedOnly({ node, name: nodeName, kind, label, gate, application, wave, target, assets, job }));
    this.node(node, 'action', waits);
    return this.inPipeline({ stage, ...options, name, node, gate });
  }

  /** An action that is not in the plan. */
  public byHand(stage: string, name: string, options: Partial<ActionInfo> = {}): this {
    return this.inPipeline({ gate: true, ...options, stage, name });
  }

  /** One more action of a node. */
  public inPipeline(
    action: Pick<ActionInfo, 'name' | 'gate'> & Partial<ActionInfo> & { readonly stage: string },
  ): this {
    const { stage, runOrder = 1, gate } = action;
    const { category = gate ? 'Approval' : 'Build', provider = gate ? 'Manual' : 'CodeBuild' } = action;
    const { name, node, project, configuration, role, settings, autoApproved } = action;
    const more = { project, configuration, role, settings, autoApproved };
    this.actions.push(definedOnly({ stage, name, runOrder, node, category, provider, gate, ...more }));
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

  /** A stack that is deployed without a change set: a group of `Deploy`. */
  public stackOfOne(group: string, options: ActionOptions & { readonly env?: string } = {}): this {
    const { waits = [], env = '111111111111/eu-west-1', ...rest } = options;
    const [account, region] = env.split('/');
    const target = { stack: `App/${group}`, stackName: group.replace(/\//g, '-'), account, region };
    const job = { kind: 'deploy', mode: 'update' } as const;
    this.group(group, waits);
    return this.action(`${group}/Deploy`, { kind: 'deploy', target, job, label: `Deploy(App/${group})`, ...rest });
  }

  public done({ codePipeline, ...more }: DocumentOptions = {}): PlanDocument {
    const stages = [...groupBy(this.actions, (action) => action.stage)].map(([name, actions]) => ({
      name,
      actions: actions.map(({ stage: _, ...action }) => action).sort((a, b) => a.runOrder - b.runOrder),
    }));
    const gates = new Set(this.actions.filter(({ gate }) => gate).map(({ node }) => node));
    return {
      schemaVersion: PLAN_SCHEMA_VERSION,
      pipeline: {
        ...{ path: 'Delivery/Pipeline', name: 'DeliveryPipeline', stack: 'Delivery' },
        ...{ account: '111111111111', region: 'eu-west-1', selfMutation: true, changeSets: true },
      },
      applications: this.applications,
      nodes: [...this.nodes.values()],
      // As in documents that are synthesized: one of several actions may be the gate.
      actions: this.works.map((work) => ({ ...work, gate: gates.has(work.node) })),
      codePipeline: { type: 'V2', layout: 'default', stages, projects: [], siblingWaits: [], ...codePipeline },
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
    const name = id.split('/').pop()!;
    const waitsFor = waits.map((wait) => (typeof wait === 'string' ? { node: wait, reason: `after ${wait}` } : wait));
    this.nodes.set(id, definedOnly({ id, parent: parent === '' ? undefined : parent, kind, name, waitsFor }));
    return this;
  }
}
