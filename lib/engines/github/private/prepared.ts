import type { JobGraph } from './layout/lay-out';
import type { Settings, StageSettings } from './settings';
import type { Plan } from '../../../plan/plan';
import type { Snapshot } from '../../../plan/snapshot';
import type { BlueprintSnapshot } from '../../../plan/snapshot-data';

/** What was declared, and the plan of it. */
export interface Planned {
  readonly path: string;
  readonly settings: Settings;
  readonly snapshot: Snapshot;
  /** As `snapshot.data`, with the templates among the assets. */
  readonly blueprint: BlueprintSnapshot;
  readonly plan: Plan;
  readonly stageOf: (node: number) => StageSettings | undefined;
  /** Name of the publisher that a node belongs to. */
  readonly publisherOf: (node: number) => string;
}

/** All that is known of a workflow before its jobs are made. */
export interface Prepared extends Planned {
  readonly graph: JobGraph;
}
