/**
 * Limits of AWS that are not the same for everybody: raised on request, or stated differently in different places.
 *
 * All limits that a pipeline can break are checked at synthesis: what AWS would refuse is an error annotation, and
 * more than 80 % of what grows is a warning. A value here says how much your account takes. It must be a whole number
 * from 1, known at synthesis, and no more than AWS has been seen to take; anything else is an error.
 */
export interface PipelineLimits {
  /**
   * Actions in a CodePipeline stage: a fuller stage becomes several. At most 100.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html
   * @default 50; more of them, which a custom step can make, is a warning, and more than 100 an error
   */
  readonly actionsPerStage?: number;

  /**
   * Actions in a pipeline. At most 1000.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html
   * @default - more than 500 is a warning, more than 1000 an error
   */
  readonly actionsPerPipeline?: number;

  /**
   * Characters in one value of the configuration of an action. At most 50000.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ActionDeclaration.html
   * @default - more than 1000 is a warning, more than 50000 an error
   */
  readonly actionConfigurationLength?: number;

  /**
   * Managed policies on a role.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   * @default - more than 10 is a warning
   */
  readonly managedPoliciesPerRole?: number;

  /**
   * Characters in the trust policy of a role, without white space.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   * @default - more than 2048 is a warning
   */
  readonly trustPolicyLength?: number;

  /**
   * Builds that CodeBuild runs at the same time. A build beyond that fails; actions with one run order start together.
   *
   * The quota is one for each type of environment; here all builds count.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/limits.html
   * @default - not checked
   */
  readonly concurrentBuilds?: number;
}
