import { type Belongs } from './belongings';
import { describeJob, type JobNames } from './jobs';
import { describeNodes, type WhereOf } from './nodes';
import { describeWorks } from './works';
import {
  type ApplicationInfo,
  type JobInfo,
  type NodeInfo,
  PLAN_SCHEMA_VERSION,
  type PipelineInfo,
  type PlanDocument,
  type WorkInfo,
} from '../document/plan-document';
import type { Jobs } from '../jobs/make-jobs';
import type { Plan } from '../plan/plan';
import type { BlueprintSnapshot } from '../plan/snapshot-data';
import { groupBy } from '../private/lang';

/** What is known when a pipeline has been planned, whatever engine runs it. */
export interface Planned {
  readonly plan: Plan;
  /** If somebody is shown it. */
  readonly planHash?: string;
  readonly blueprint: BlueprintSnapshot;
  readonly jobs: Pick<Jobs, 'of'>;
  readonly fileSet: JobNames['fileSet'];
}

/** What an engine adds. */
interface Made {
  readonly pipeline: PipelineInfo;
  /** By index of the node. */
  readonly ids: readonly string[];
  /** By index of the node. */
  readonly belongs: readonly Belongs[];
  /** Nodes of which something was made that stops for a decision. */
  readonly gates: ReadonlySet<number>;
  readonly whereOf: WhereOf;
}

type Part = 'schemaVersion' | 'planHash' | 'pipeline' | 'applications';

/** The part of a plan document that is the plan itself. Lists that are long are made while they are written. */
export interface PlanItself extends Pick<PlanDocument, Part> {
  readonly nodes: Iterable<NodeInfo>;
  readonly actions: Iterable<WorkInfo>;
}

/** What a plan document says whatever engine runs the plan: its first properties, in their order. O(nodes + edges). */
export function describePlan(planned: Planned, { pipeline, ids, belongs, gates, whereOf }: Made): PlanItself {
  const { plan, planHash, blueprint } = planned;
  return {
    schemaVersion: PLAN_SCHEMA_VERSION,
    planHash,
    pipeline,
    applications: applicationsOf(blueprint),
    nodes: describeNodes(plan, ids, whereOf),
    actions: describeWorks(plan, { ids, belongs, gates, jobOf: jobsOf(planned, ids) }),
  };
}

function applicationsOf({ waves }: BlueprintSnapshot): ApplicationInfo[] {
  const all = waves.flatMap((wave) => wave.stages.map(({ path, name }) => ({ id: path, name, wave: wave.id })));
  return [...groupBy(all, (a) => a.id).values()].map(([first]) => first);
}

function jobsOf({ plan, jobs, fileSet }: Planned, ids: readonly string[]): (node: number) => JobInfo {
  const steps = new Map(plan.nodes.map(({ content }, i) => [content.kind === 'step' ? content.step.key : -1, ids[i]]));
  const names = { fileSet, nodeOfStep: (step: number) => steps.get(step)! };
  return (node) => describeJob(jobs.of(node), names);
}
