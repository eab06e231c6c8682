import { describeAction, join, lineUp, madeStages } from './actions';
import { describeProjects } from './projects';
import type { RealPipeline } from './real-pipeline';
import { describeResourcePolicies, describeRoles } from './roles';
import { type ForeignGates, foreignGates, siblingWaits } from './sibling-waits';
import { trueWaits } from './true-waits';
import { belongings } from '../../../../report/belongings';
import { describeJob, type JobNames } from '../../../../report/jobs';
import { nodeIds } from '../../../../report/node-ids';
import { describeNodes, type WhereOf } from '../../../../report/nodes';
import { describeWorks } from '../../../../report/works';
import {
  type ApplicationInfo,
  type BudgetLine,
  type CodePipelineInfo,
  type GateRuleInfo,
  type JobInfo,
  type NodeInfo,
  PLAN_SCHEMA_VERSION,
  type PipelineInfo,
  type PlanDocument,
  type ProjectInfo,
  type RoleInfo,
  type StageInfo,
  type WarningInfo,
  type WorkInfo,
} from '../../../../document/plan-document';
import type { Jobs } from '../../../../jobs/make-jobs';
import type { Plan } from '../../../../plan/plan';
import type { BlueprintSnapshot } from '../../../../plan/snapshot-data';
import { groupBy, lazyMap } from '../../../../private/lang';
import type { EmittedAction } from '../context';
import type { RenderedStack } from '../../../../cdk/rendered';

/** What is known when the pipeline has been built. Later only its templates change. */
export interface Built {
  readonly plan: Plan;
  /** If somebody is shown it. */
  readonly planHash?: string;
  readonly blueprint: BlueprintSnapshot;
  readonly actions: readonly EmittedAction[];
  readonly jobs: Pick<Jobs, 'of'>;
  readonly fileSet: JobNames['fileSet'];
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
export interface PlanParts extends Omit<PlanDocument, 'nodes' | 'actions' | 'codePipeline' | 'roles'> {
  readonly nodes: Iterable<NodeInfo>;
  readonly actions: Iterable<WorkInfo>;
  readonly codePipeline: Omit<CodePipelineInfo, 'stages' | 'projects'> & {
    readonly stages: Iterable<StageInfo>;
    readonly projects: Iterable<ProjectInfo>;
  };
  readonly roles: Iterable<RoleInfo>;
}

/** The pipeline as a document. Pure: the same pipeline, the same bytes. O(nodes + edges). */
export function describe(built: Built, synthesized: Synthesized): PlanParts {
  const { plan, blueprint } = built;
  const belongs = belongings(plan.nodes);
  const ids = nodeIds(plan.nodes);
  const { stages: real, ...codePipeline } = synthesized.codePipeline;
  const stages = join(real, built.actions);
  const gates = new Set(stages.flatMap(({ actions }) => actions.filter((a) => a.gate).flatMap((a) => a.node ?? [])));
  const projects = new Set(stages.flatMap(({ actions }) => actions.flatMap(({ project }) => project ?? [])));
  return {
    schemaVersion: PLAN_SCHEMA_VERSION,
    planHash: built.planHash,
    pipeline: synthesized.pipeline,
    applications: applicationsOf(blueprint),
    nodes: describeNodes(plan, ids, synthesized.whereOf),
    actions: describeWorks(plan, { ids, belongs, gates, jobOf: jobsOf(built, ids) }),
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

function jobsOf({ plan, jobs, fileSet }: Built, ids: readonly string[]): (node: number) => JobInfo {
  const steps = new Map(plan.nodes.map(({ content }, i) => [content.kind === 'step' ? content.step.key : -1, ids[i]]));
  const names = { fileSet, nodeOfStep: (step: number) => steps.get(step)! };
  return (node) => describeJob(jobs.of(node), names);
}

/** Applications that wait for decisions about others. */
export function gatesOfOtherStages({ plan, actions }: Pick<Built, 'plan' | 'actions'>): ForeignGates[] {
  const belongs = belongings(plan.nodes);
  return foreignGates(lineUp(madeStages(actions), plan, belongs), trueWaits(plan, belongs));
}

function applicationsOf({ waves }: BlueprintSnapshot): ApplicationInfo[] {
  const all = waves.flatMap((wave) => wave.stages.map(({ path, name }) => ({ id: path, name, wave: wave.id })));
  return [...groupBy(all, (a) => a.id).values()].map(([first]) => first);
}
