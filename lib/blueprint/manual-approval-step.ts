import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { checkApproval } from './check-arguments';
import { Step } from './step';
import { STEP } from './traits';

/**
 * Properties of a `ManualApprovalStep`.
 */
export interface ManualApprovalStepProps {
  /**
   * Text shown to the person who decides.
   *
   * @default - no text
   */
  readonly comment?: string;

  /**
   * Address of a page with what is to be reviewed.
   *
   * @default - no address
   */
  readonly reviewUrl?: string;

  /**
   * Topic that gets a message when a decision is waited for.
   *
   * @default - nobody gets a message
   */
  readonly notificationTopic?: ITopic;
}

/**
 * Stops the pipeline until a person approves. A rejection, or seven days of silence, fails the execution.
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
   * @default - nobody gets a message
   */
  public readonly notificationTopic?: ITopic;

  /**
   * @param id name of the step, unique beside its siblings
   * @param props what the approver sees, and who gets a message
   */
  constructor(id: string, props?: ManualApprovalStepProps) {
    super(id);
    const question = () => ({ comment: this.comment, url: this.reviewUrl });
    STEP.implement(this, { kind: 'approval', gate: true, actions: 1, question });
    checkApproval(id, props);
    this.comment = props?.comment;
    this.reviewUrl = props?.reviewUrl;
    this.notificationTopic = props?.notificationTopic;
    this.discoverReferencedOutputs({ comment: this.comment, reviewUrl: this.reviewUrl });
  }
}
