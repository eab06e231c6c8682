import type { JobGraph } from './layout/lay-out';
import type { Settings, StageSettings } from './settings';
import type { StepData } from './step-data';
import type { WorkflowJob } from './model';
import type { Plan } from '../../../plan/plan';
import type { Snapshot } from '../../../plan/snapshot';
import type { BlueprintSnapshot } from '../../../plan/snapshot-data';
import type { Diagnostic } from '../../../private/diagnostics';

/** What was declared, and the plan of it. */
export interface Planned {
  readonly path: string;
  readonly settings: Settings;
  readonly snapshot: Snapshot;
  /** As `snapshot.data`, with the templates among the assets. */
  readonly blueprint: BlueprintSnapshot;
  readonly plan: Plan;
  readonly stageOf: (node: number) => StageSettings | undefined;
  /** What was said of a step on GitHub, by its number. */
  readonly stepOf: (step: number) => StepData | undefined;
  /** On which machine runs what is at a node of the plan. */
  readonly runsOnAt: (node: number) => WorkflowJob['runsOn'];
  /** The region in which a step uses AWS, if it says none: that of its Stage, else that of the first stack. */
  readonly regionOf: (step: number) => string;
  /** The node of a step, by its number. */
  readonly nodeOf: (step: number) => number | undefined;
  /** Name of the publisher that a node belongs to. */
  readonly publisherOf: (node: number) => string;
}

/** All that is known of a workflow before its jobs are made. */
export interface Prepared extends Planned {
  readonly graph: JobGraph;
  /** What works, but not as the user probably thinks. */
  readonly warnings: readonly Diagnostic[];
}
