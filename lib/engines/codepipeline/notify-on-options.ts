import type { NotificationRuleOptions } from 'aws-cdk-lib/aws-codestarnotifications';

/**
 * What happens to an execution of a pipeline, for `CodePipeline.notifyOn()`.
 *
 * @see https://docs.aws.amazon.com/dtconsole/latest/userguide/concepts.html#events-ref-pipeline
 */
export enum PipelineEvent {
  /** An execution has failed. That an approval was refused, or that nobody decided in time, is a failure, too. */
  FAILED = 'codepipeline-pipeline-pipeline-execution-failed',

  /** An execution has come to its end. */
  SUCCEEDED = 'codepipeline-pipeline-pipeline-execution-succeeded',

  /** An execution has started. */
  STARTED = 'codepipeline-pipeline-pipeline-execution-started',

  /** Somebody has retried what had failed. */
  RESUMED = 'codepipeline-pipeline-pipeline-execution-resumed',

  /** An execution was canceled: CodePipeline does that when a pipeline changes while it runs, as with each self-update that changes it. */
  CANCELED = 'codepipeline-pipeline-pipeline-execution-canceled',

  /** A later execution has overtaken one that waited. */
  SUPERSEDED = 'codepipeline-pipeline-pipeline-execution-superseded',

  /** A decision is waited for. */
  APPROVAL_NEEDED = 'codepipeline-pipeline-manual-approval-needed',

  /** Somebody has approved. */
  APPROVED = 'codepipeline-pipeline-manual-approval-succeeded',

  /** Somebody has refused, or nobody has decided in time. */
  REJECTED = 'codepipeline-pipeline-manual-approval-failed',
}

/**
 * Options of `CodePipeline.notifyOn()`.
 */
export interface NotifyOnOptions extends NotificationRuleOptions {
  /**
   * What there is to be a message for: at least one event; none is an error.
   */
  readonly events: PipelineEvent[];
}
