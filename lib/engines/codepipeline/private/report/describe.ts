import { actionId, describeAction } from './actions';
import { type Belongs, belongings } from '../../../../report/belongings';
import { nodeIds } from '../../../../report/node-ids';
import { describeNodes, type WhereOf } from '../../../../report/nodes';
import { describeRoles } from './roles';
import { type ForeignGates, foreignGates, type LinedUpAction, siblingWaits } from './sibling-waits';
import { trueWaits } from './true-waits';
import {
  type ActionInfo,
  type ApplicationInfo,
  type BudgetLine,
  type NodeInfo,
  PLAN_SCHEMA_VERSION,
  type PipelineInfo,
  type PlanDocument,
  type RoleInfo,
  type WarningInfo,
} from '../../../../document/plan-document';
import { depthFirst, type Plan, rootsOf } from '../../../../plan/plan';
import type { BlueprintSnapshot } from '../../../../plan/snapshot-data';
import { groupBy, lazyMap } from '../../../../private/lang';
import type { EmittedAction } from '../context';
import type { RenderedStack } from '../../../../cdk/rendered';

/** What is known when the pipeline has been built. Later only its templates change. */
export interface Built {
  readonly plan: Plan;
  readonly blueprint: BlueprintSnapshot;
  readonly actions: readonly EmittedAction[];
}

/** What is known at synthesis. */
export interface Synthesized {
  readonly pipeline: PipelineInfo;
  /** The stack of the pipeline. */
  readonly stack: Pick<RenderedStack, 'template' | 'constructs'>;
  readonly budgets: readonly BudgetLine[];
  readonly warnings: readonly WarningInfo[];
  readonly whereOf: WhereOf;
}

/** A plan document, of which the longest lists are made while they are written. Each may be read once. */
export interface PlanParts extends Omit<PlanDocument, 'actions' | 'nodes' | 'roles'> {
  readonly actions: Iterable<ActionInfo>;
  readonly nodes: Iterable<NodeInfo>;
  readonly roles: Iterable<RoleInfo>;
}

/** The pipeline as a document. Pure: the same pipeline, the same bytes. O(nodes + edges). */
export function describe(built: Built, synthesized: Synthesized): PlanParts {
  const { plan, blueprint } = built;
  const belongs = belongings(plan.nodes);
  const ids = nodeIds(plan.nodes);
  const context = { plan, ids, belongs };
  const actions = inOrder(built.actions);
  return {
    schemaVersion: PLAN_SCHEMA_VERSION,
    pipeline: synthesized.pipeline,
    applications: applicationsOf(blueprint),
    stages: [...groupBy(actions, (a) => a.stage)].map(([name, xs]) => ({ name, actions: xs.map(actionId) })),
    actions: lazyMap(actions, (a) => describeAction(a, context)),
    nodes: describeNodes(plan, ids, synthesized.whereOf),
    siblingWaits: siblingWaits(lineUp(built, belongs), trueWaits(plan, belongs)),
    budgets: synthesized.budgets,
    warnings: synthesized.warnings,
    roles: describeRoles(synthesized.stack),
  };
}

/** Applications that wait for decisions about others. */
export function gatesOfOtherStages(built: Built): ForeignGates[] {
  const belongs = belongings(built.plan.nodes);
  return foreignGates(lineUp(built, belongs), trueWaits(built.plan, belongs));
}

/** By stage, then run order, then name. */
function inOrder(actions: readonly EmittedAction[]): EmittedAction[] {
  const stages = [...groupBy(actions, (a) => a.stage).values()];
  return stages.flatMap((inStage) => inStage.sort((a, b) => a.runOrder - b.runOrder || (a.name < b.name ? -1 : 1)));
}

function lineUp({ plan, actions }: Built, belongs: readonly Belongs[]): LinedUpAction[] {
  const roots = rootsOf(plan.nodes, depthFirst(plan.nodes));
  return inOrder(actions).map((emitted) => {
    const { content } = plan.nodes[emitted.node];
    const isStep = content.kind === 'step';
    return {
      id: actionId(emitted),
      stage: emitted.stage,
      runOrder: emitted.runOrder,
      root: roots[emitted.node],
      wave: belongs[emitted.node].wave,
      application: belongs[emitted.node].application,
      gate: isStep && content.step.isGate,
      label: isStep ? content.step.label : emitted.name,
    };
  });
}

function applicationsOf({ waves }: BlueprintSnapshot): ApplicationInfo[] {
  const all = waves.flatMap((wave) => wave.stages.map(({ path, name }) => ({ id: path, name, wave: wave.id })));
  return [...groupBy(all, (a) => a.id).values()].map(([first]) => first);
}
