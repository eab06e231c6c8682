import type { Duration } from 'aws-cdk-lib';
import type * as codebuild from 'aws-cdk-lib/aws-codebuild';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { ShellStepProps } from '../../blueprint';

/**
 * Properties of a `CodeBuildStep`.
 */
export interface CodeBuildStepProps extends ShellStepProps {
  /**
   * Name of the CodeBuild project: 2 to 150 letters, digits, `-` and `_`.
   *
   * @default - a generated name
   */
  readonly projectName?: string;

  /**
   * A piece of buildspec to combine with the one that is made from the other properties; its commands come first.
   *
   * Must be made with `BuildSpec.fromObject()`; a file is an error. Settings of `artifacts` apply to each output
   * of the step, except the directory, which belongs to `primaryOutputDirectory` and `addOutputDirectory()`.
   *
   * @default - nothing to combine
   */
  readonly partialBuildSpec?: codebuild.BuildSpec;

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
  readonly cache?: codebuild.Cache;

  /**
   * What the build may do, besides what the pipeline itself needs.
   *
   * @default - nothing more
   */
  readonly rolePolicyStatements?: iam.PolicyStatement[];

  /**
   * Role of the CodeBuild project.
   *
   * @default - a role is made
   */
  readonly role?: iam.IRole;

  /**
   * Role with which CodePipeline starts the build.
   *
   * @default - one role that all CodeBuild actions of the pipeline share
   */
  readonly actionRole?: iam.IRole;

  /**
   * Image, size and environment variables of the build. Values of variables may hold outputs of other steps.
   *
   * @default - what the pipeline says
   */
  readonly buildEnvironment?: codebuild.BuildEnvironment;

  /**
   * Security groups of the build's network interfaces, at most 5. Without a `vpc` they are ignored.
   *
   * @default - one is made
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Time after which the build is stopped, from 5 minutes to 36 hours.
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
  readonly fileSystemLocations?: codebuild.IFileSystemLocation[];

  /**
   * Where build logs go: CloudWatch Logs, S3, or both.
   *
   * @default - CloudWatch Logs, in a group that CodeBuild makes
   */
  readonly logging?: codebuild.LoggingOptions;
}
