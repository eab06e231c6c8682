/** What an engine decides about plans. */
export interface PlanOptions {
  /** Update the pipeline itself after the synth. */
  readonly selfMutation: boolean;
  /** Deploy through change sets; `for-steps`: only the stacks that have steps between creation and execution. */
  readonly changeSets: boolean | 'for-steps';
  /** Publish all assets of a type together. */
  readonly singlePublisherPerAssetType: boolean;
  /** Pack assets into at most so many publishers of files, and as many of images. @default - one for each asset */
  readonly maxPublishers?: number;
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
