import type { OwnGroup } from './plan';
import type { PublisherPolicy } from './publisher-policy';
import type { StackNames } from './stack-names';

/** What an engine decides about plans. */
export interface PlanOptions {
  /** Update the pipeline itself after the synth. */
  readonly selfMutation: boolean;
  /** Deploy through change sets; `for-steps`: only the stacks that have steps between creation and execution. */
  readonly changeSets: boolean | 'for-steps';
  readonly publishers: PublisherPolicy;
  readonly names: PlanNames;
  /**
   * Where the steps around a wave of one Stage are: around that Stage as in any `wave`, so that a second Stage changes
   * nothing for the first; or in the `stage`, among its own steps, before and after what it holds when it is placed.
   */
  readonly stepsAroundOneStage: 'wave' | 'stage';
  /** Whether the `post` of a wave without Stages waits for its `pre`. */
  readonly postAfterPre: boolean;
}

/** A top-level group of a wave whose Stages are apart: of a Stage, or of the steps before or after all of them. */
export type PartOfWave = { readonly stage: string } | 'pre' | 'post';

/** What an engine calls things that the blueprint does not name. Ids of nodes are made from it, and messages show them. */
export interface PlanNames {
  readonly own: Readonly<Record<OwnGroup, string>>;
  readonly apart: (wave: string, part: PartOfWave) => string;
  readonly stacks: StackNames;
}

/** Groups that a pipeline has of itself: ids of nodes begin with these, whatever the engine. CodePipeline stages are called so, too. */
export const ownGroups: Readonly<Record<OwnGroup, string>> = {
  sources: 'Source',
  build: 'Build',
  'self-update': 'UpdatePipeline',
  publishing: 'Assets',
};

/** Group of a part of a wave whose Stages are apart. */
export function partOfWave(wave: string, part: PartOfWave): string {
  return `${wave}.${typeof part === 'object' ? part.stage : part === 'pre' ? 'Pre' : 'Post'}`;
}
