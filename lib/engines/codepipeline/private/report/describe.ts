import { describeAction, join, lineUp, madeStages } from './actions';
import { describeProjects } from './projects';
import type { RealPipeline } from './real-pipeline';
import { describeResourcePolicies, describeRoles } from './roles';
import { type ForeignGates, foreignGates, siblingWaits } from './sibling-waits';
import { trueWaits } from './true-waits';
import { belongings } from '../../../../report/belongings';
import { nodeIds } from '../../../../report/node-ids';
import type { WhereOf } from '../../../../report/nodes';
import { describePlan, type PlanItself, type Planned } from '../../../../report/plan-parts';
import type {
  BudgetLine,
  CodePipelineInfo,
  GateRuleInfo,
  PipelineInfo,
  PlanDocument,
  ProjectInfo,
  RoleInfo,
  StageInfo,
  WarningInfo,
} from '../../../../document/plan-document';
import { lazyMap } from '../../../../private/lang';
import type { EmittedAction } from '../context';
import type { RenderedStack } from '../../../../cdk/rendered';

/** What is known when the pipeline has been built. Later only its templates change. */
export interface Built extends Planned {
  readonly actions: readonly EmittedAction[];
}

/** What is known at synthesis. */
export interface Synthesized {
  readonly pipeline: PipelineInfo;
  readonly codePipeline: RealPipeline;
  readonly layout: CodePipelineInfo['layout'];
  /** The stack of the pipeline. */
  readonly stack: Pick<RenderedStack, 'template' | 'constructs'>;
  /** That one, and those of its buckets in other regions. */
  readonly stacks: readonly Pick<RenderedStack, 'template' | 'constructs'>[];
  readonly budgets: readonly BudgetLine[];
  readonly warnings: readonly WarningInfo[];
  readonly gatePolicy?: readonly GateRuleInfo[];
  readonly notifications?: CodePipelineInfo['notifications'];
  readonly whereOf: WhereOf;
}

/** A plan document, of which the longest lists are made while they are written. Each may be read once. */
export interface PlanParts extends PlanItself, Omit<PlanDocument, keyof PlanItself | 'codePipeline' | 'roles'> {
  readonly codePipeline: Omit<CodePipelineInfo, 'stages' | 'projects'> & {
    readonly stages: Iterable<StageInfo>;
    readonly projects: Iterable<ProjectInfo>;
  };
  readonly roles: Iterable<RoleInfo>;
}

/** The pipeline as a document. Pure: the same pipeline, the same bytes. O(nodes + edges). */
export function describe(built: Built, synthesized: Synthesized): PlanParts {
  const { plan } = built;
  const belongs = belongings(plan.nodes);
  const ids = nodeIds(plan.nodes);
  const { stages: real, ...codePipeline } = synthesized.codePipeline;
  const stages = join(real, built.actions);
  const gates = new Set(stages.flatMap(({ actions }) => actions.filter((a) => a.gate).flatMap((a) => a.node ?? [])));
  const projects = new Set(stages.flatMap(({ actions }) => actions.flatMap(({ project }) => project ?? [])));
  return {
    ...describePlan(built, { pipeline: synthesized.pipeline, ids, belongs, gates, whereOf: synthesized.whereOf }),
    codePipeline: {
      ...codePipeline,
      layout: synthesized.layout,
      notifications: synthesized.notifications,
      stages: lazyMap(stages, ({ name, settings, actions }) => ({
        name,
        settings,
        actions: actions.map((a) => describeAction(a, plan, ids)),
      })),
      projects: describeProjects(synthesized.stack, projects),
      siblingWaits: siblingWaits(lineUp(stages, plan, belongs), trueWaits(plan, belongs)),
    },
    budgets: synthesized.budgets,
    warnings: synthesized.warnings,
    gatePolicy: synthesized.gatePolicy,
    roles: describeRoles(synthesized.stack),
    resourcePolicies: synthesized.stacks.flatMap(describeResourcePolicies),
  };
}

/** Applications that wait for decisions about others. */
export function gatesOfOtherStages({ plan, actions }: Pick<Built, 'plan' | 'actions'>): ForeignGates[] {
  const belongs = belongings(plan.nodes);
  return foreignGates(lineUp(madeStages(actions), plan, belongs), trueWaits(plan, belongs));
}
