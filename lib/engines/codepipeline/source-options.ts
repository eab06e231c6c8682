import type { SecretValue } from 'aws-cdk-lib';
import type { CodeCommitTrigger, GitHubTrigger, S3Trigger } from 'aws-cdk-lib/aws-codepipeline-actions';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Trigger } from './trigger';

/**
 * Options of `CodePipelineSource.gitHub()`.
 */
export interface GitHubSourceOptions {
  /**
   * OAuth token of a GitHub account that may read the repository (scope `repo`) and, for a webhook, manage its
   * hooks (scope `admin:repo_hook`).
   *
   * @default - the secret named `github-token` in Secrets Manager
   */
  readonly authentication?: SecretValue;

  /**
   * How a push starts the pipeline: by a webhook, by polling, or not at all.
   *
   * @default GitHubTrigger.WEBHOOK
   */
  readonly trigger?: GitHubTrigger;

  /**
   * Name of the action: 1 to 100 of `A-Z a-z 0-9 . @ _ -`; another one is an error.
   * Sources of one repository, such as two branches of it, need different ones.
   *
   * @default - made from the repository
   */
  readonly actionName?: string;
}

/**
 * Options of `CodePipelineSource.s3()`.
 */
export interface S3SourceOptions {
  /**
   * How a new version of the object starts the pipeline. Events need a CloudTrail trail that records writes to
   * the bucket.
   *
   * @default S3Trigger.POLL
   */
  readonly trigger?: S3Trigger;

  /**
   * Name of the action: 1 to 100 of `A-Z a-z 0-9 . @ _ -`; another one is an error.
   * Sources from one bucket, such as two keys in it, need different ones.
   *
   * @default - the name of the bucket
   */
  readonly actionName?: string;

  /**
   * Role with which the action reads the bucket.
   *
   * @default - a role is made
   */
  readonly role?: iam.IRole;
}

/**
 * Options of `CodePipelineSource.ecr()`.
 */
export interface ECRSourceOptions {
  /**
   * Tag of the image to watch.
   *
   * @default latest
   */
  readonly imageTag?: string;

  /**
   * Name of the action: 1 to 100 of `A-Z a-z 0-9 . @ _ -`; another one is an error.
   * Sources of one repository, such as two tags in it, need different ones.
   *
   * @default - the name of the repository, with `_` for `/`
   */
  readonly actionName?: string;
}

/**
 * Options of `CodePipelineSource.connection()`.
 */
export interface ConnectionSourceOptions {
  /**
   * ARN of a connection that was made and confirmed in the AWS console.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/connections-create.html
   */
  readonly connectionArn: string;

  /**
   * Hand CodeBuild a reference to clone from, instead of a ZIP of the files. Builds then have the history and
   * symbolic links; no other kind of action can use such an input.
   *
   * @default false
   */
  readonly codeBuildCloneOutput?: boolean;

  /**
   * Start the pipeline when something is pushed to the branch. `false` together with `triggers` that start it, and `true`
   * together with `Trigger.none()`, are an error.
   *
   * @default true
   */
  readonly triggerOnPush?: boolean;

  /**
   * What starts the pipeline, in place of every push to the branch. Needs a pipeline of type V2; on V1 all but
   * `Trigger.none()` are an error. At most 3 for pushes and
   * tags, and 3 for pull requests; more, or an empty list, are an error.
   *
   * Without triggers on one of several connections, only those with triggers start the pipeline: synthesis warns.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html
   * @default - every push to the branch starts it, as `triggerOnPush` says
   */
  readonly triggers?: Trigger[];

  /**
   * Name of the action: 1 to 100 of `A-Z a-z 0-9 . @ _ -`; another one is an error.
   * Sources of one repository, such as two branches of it, need different ones.
   *
   * @default - made from the repository
   */
  readonly actionName?: string;
}

/**
 * Options of `CodePipelineSource.codeCommit()`.
 */
export interface CodeCommitSourceOptions {
  /**
   * How a push starts the pipeline: by an event, by polling, or not at all.
   *
   * @default CodeCommitTrigger.EVENTS
   */
  readonly trigger?: CodeCommitTrigger;

  /**
   * Role with which an event starts the pipeline.
   *
   * @default - a role is made
   */
  readonly eventRole?: iam.IRole;

  /**
   * Hand CodeBuild a reference to clone from, instead of a ZIP of the files. Builds then have the history and
   * symbolic links; no other kind of action can use such an input.
   *
   * @default false
   */
  readonly codeBuildCloneOutput?: boolean;

  /**
   * Name of the action: 1 to 100 of `A-Z a-z 0-9 . @ _ -`; another one is an error.
   * Sources of one repository, such as two branches of it, need different ones.
   *
   * @default - the name of the repository
   */
  readonly actionName?: string;
}
