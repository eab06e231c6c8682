/**
 * How a pipeline is laid out in AWS CodePipeline.
 *
 * @example
 * const delivery = new pipelines.CodePipeline(stack, 'Pipeline', {
 *   layout: pipelines.PipelineLayout.COMPACT,
 *   synth,
 * });
 */
export enum PipelineLayout {
  /**
   * The layout of `aws-cdk-lib/pipelines`, resource by resource: a project for each asset, and names that hang on
   * what stands beside a thing.
   */
  DEFAULT = 'default',

  /**
   * The smallest pipeline that does the same, for many deployments, assets and accounts.
   *
   * Assets are packed into few publishers, which read from the cloud assembly what they publish; roles and policies
   * grow with the number of accounts only, and slowly; names come from what a thing is; deployments get the templates without
   * the assets; all tools are of one pinned version.
   */
  COMPACT = 'compact',
}
