import type { Duration } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { checkApproval } from './check-arguments';
import { Step } from './step';
import { STEP } from './traits';

/**
 * Properties of a `ManualApprovalStep`.
 */
export interface ManualApprovalStepProps {
  /**
   * Text shown to the person who decides. It may hold what is known only when the pipeline runs: attributes of sources,
   * variables of steps and of the pipeline.
   *
   * @default - no text
   */
  readonly comment?: string;

  /**
   * Address of a page with what is to be reviewed, as `comment` with what is known only when the pipeline runs. One that
   * does not begin with `https://` or `http://` is a warning.
   *
   * @default - no address
   */
  readonly reviewUrl?: string;

  /**
   * Topic that gets a message when a decision is waited for.
   *
   * @default - a topic of its own if there are `notifyEmails`, else nobody gets a message
   */
  readonly notificationTopic?: ITopic;

  /**
   * Email addresses of people who get a message when a decision is waited for: they are subscribed to `notificationTopic`, or to a topic that is
   * made for this step. Each of them must confirm that once. What is no address is an error.
   *
   * @default - whoever is subscribed to `notificationTopic`
   */
  readonly notifyEmails?: string[];

  /**
   * How long the pipeline waits for a decision: 5 minutes to 60 days, in whole minutes; anything else is an error. When
   * it is over, the execution fails.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html
   * @default - 7 days
   */
  readonly timeout?: Duration;

  /**
   * Whether the text ends with what is approved: the revision of the source that `synth` gets its files from (commit id, or
   * version in S3, or digest of an image), and a hash of the plan, which `npx cdk-pipelines show` prints, too.
   *
   * The hash is the same as long as the structure of the plan is: which steps, approvals and deployments there are, to
   * which accounts and regions, and who waits for whom. It covers neither what steps run nor what is in stacks and assets: that
   * is what the revision says. The message of the commit is not shown, as the length of the text is limited. Where the
   * revision of the source is not known, there is the hash only, and a warning.
   *
   * @default false
   */
  readonly showRevision?: boolean;
}

/**
 * Stops the pipeline until a person approves. A rejection fails the execution, and so does silence: seven days of it, unless
 * `timeout` says otherwise.
 *
 * Use one object for each place where the pipeline must stop: the same object in three places stops it once.
 *
 * @example
 * pipeline.addStage(prod, {
 *   pre: [new pipelines.ManualApprovalStep('Release', { comment: 'Has Beta been well for a day?' })],
 * });
 */
export class ManualApprovalStep extends Step {
  /**
   * Text shown to the person who decides.
   *
   * @default - no text
   */
  public readonly comment?: string;

  /**
   * Address of a page with what is to be reviewed.
   *
   * @default - no address
   */
  public readonly reviewUrl?: string;

  /**
   * Topic that gets a message when a decision is waited for.
   *
   * @default - a topic of its own if there are `notifyEmails`, else nobody gets a message
   */
  public readonly notificationTopic?: ITopic;

  /**
   * People who get a message when a decision is waited for.
   *
   * @default - whoever is subscribed to `notificationTopic`
   */
  public readonly notifyEmails?: string[];

  /**
   * How long the pipeline waits for a decision.
   *
   * @default - 7 days
   */
  public readonly timeout?: Duration;

  /**
   * Whether the text ends with what is approved.
   *
   * @default false
   */
  public readonly showRevision?: boolean;

  /**
   * @param id name of the step, unique beside its siblings
   * @param props what the approver sees, and who gets a message
   */
  constructor(id: string, props?: ManualApprovalStepProps) {
    super(id);
    const question = () => ({
      comment: this.comment,
      url: this.reviewUrl,
      timeoutMinutes: this.timeout?.toMinutes(),
      ...(this.notificationTopic && { notifies: true as const }),
      emails: this.notifyEmails,
      showsRevision: this.showRevision || undefined,
    });
    STEP.implement(this, { kind: 'approval', gate: true, actions: 1, question });
    checkApproval(id, props);
    this.comment = props?.comment;
    this.reviewUrl = props?.reviewUrl;
    this.notificationTopic = props?.notificationTopic;
    this.notifyEmails = props?.notifyEmails && [...new Set(props.notifyEmails)];
    this.timeout = props?.timeout;
    this.showRevision = props?.showRevision;
    this.discoverReferencedOutputs({ comment: this.comment, reviewUrl: this.reviewUrl });
  }
}
