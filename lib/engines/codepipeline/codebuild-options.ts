import type * as cb from 'aws-cdk-lib/aws-codebuild';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Duration } from 'aws-cdk-lib';

/**
 * Settings of CodeBuild projects that the pipeline makes.
 *
 * Settings from several places are combined: what is nearer to the step wins; environment variables, buildspecs,
 * policy statements, security groups and file systems are added up.
 */
export interface CodeBuildOptions {
  /**
   * Image, size and environment variables of the build.
   *
   * @default - a small machine with `LinuxBuildImage.STANDARD_7_0`, not privileged
   */
  readonly buildEnvironment?: cb.BuildEnvironment;

  /**
   * What the build may do, besides what the pipeline itself needs.
   *
   * @default - nothing more
   */
  readonly rolePolicy?: iam.PolicyStatement[];

  /**
   * A piece of buildspec to combine with the one the pipeline writes; its commands come first.
   *
   * Must be made with `BuildSpec.fromObject()`; a file is an error, because it is not known at synthesis.
   *
   * @default - nothing to combine
   */
  readonly partialBuildSpec?: cb.BuildSpec;

  /**
   * Security groups of the build's network interfaces, at most 5. Without a `vpc` they are ignored.
   *
   * @default - one is made
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Network to run the build in.
   *
   * @default - no VPC
   */
  readonly vpc?: ec2.IVpc;

  /**
   * Subnets of the `vpc` to use. Without a `vpc` it is ignored.
   *
   * @default - all private subnets
   */
  readonly subnetSelection?: ec2.SubnetSelection;

  /**
   * What CodeBuild keeps from one build to the next.
   *
   * @default - nothing
   */
  readonly cache?: cb.Cache;

  /**
   * Time after which a build is stopped, from 5 minutes to 36 hours.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/limits.html
   * @default Duration.hours(1)
   */
  readonly timeout?: Duration;

  /**
   * Elastic File Systems to mount. They need a `vpc` and a privileged build.
   *
   * @default - none
   */
  readonly fileSystemLocations?: cb.IFileSystemLocation[];

  /**
   * Where build logs go: CloudWatch Logs, S3, or both.
   *
   * @default - CloudWatch Logs, in a group that CodeBuild makes
   */
  readonly logging?: cb.LoggingOptions;
}
