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
   * Give every wave a group of its own, also a wave of one Stage: then a second Stage changes nothing for the first.
   *
   * @default false
   */
  readonly waveGroups?: boolean;
  /**
   * Let the `post` of a wave without Stages wait for its `pre`.
   *
   * @default false
   */
  readonly postAfterPre?: boolean;
}

/** What an engine calls things that the blueprint does not name. Ids of nodes are made from it, and messages show them. */
export interface PlanNames {
  readonly own: Readonly<Record<OwnGroup, string>>;
  readonly stacks: StackNames;
}
