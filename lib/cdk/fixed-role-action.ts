import * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as events from 'aws-cdk-lib/aws-events';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export interface FixedRoleActionProps {
  readonly actionName: string;
  readonly runOrder: number;
  readonly region?: string;
  readonly variablesNamespace?: string;
  /** One whose policies cannot be changed. */
  readonly role: iam.IRole;
  readonly inputs: readonly cp.Artifact[];
  readonly configuration: Readonly<Record<string, string | undefined>>;
}

const readers = new WeakMap<s3.IBucket, WeakSet<iam.IRole>>();

/**
 * An action of CloudFormation that runs with a role which is not ours to change, as roles of bootstrap stacks are.
 *
 * CDK's own classes emit the same, but each of them writes policies that nobody will read, and carries tokens for
 * a namespace and for parameters that are never there: with thousands of stacks it shows, in time and in memory.
 */
export class FixedRoleAction implements cp.IAction {
  public readonly actionProperties: cp.ActionProperties;
  private bound?: { readonly scope: Construct; readonly stage: cp.IStage };

  constructor(private readonly props: FixedRoleActionProps) {
    const { actionName, runOrder, region, role, variablesNamespace, inputs } = props;
    this.actionProperties = {
      actionName,
      runOrder,
      region,
      role,
      variablesNamespace,
      category: cp.ActionCategory.DEPLOY,
      provider: 'CloudFormation',
      artifactBounds: { minInputs: 0, maxInputs: 10, minOutputs: 0, maxOutputs: 1 },
      inputs: [...inputs],
    };
  }

  public bind(scope: Construct, stage: cp.IStage, { bucket }: cp.ActionBindOptions): cp.ActionConfig {
    this.bound = { scope, stage };
    if (this.props.inputs.length > 0) {
      letRead(bucket, this.props.role);
    }
    return { configuration: this.props.configuration };
  }

  public onStateChange(name: string, target?: events.IRuleTarget, options?: events.RuleProps): events.Rule {
    const { scope, stage } = this.bound!;
    const rule = new events.Rule(scope, name, options);
    rule.addTarget(target);
    rule.addEventPattern({
      detailType: ['CodePipeline Action Execution State Change'],
      source: ['aws.codepipeline'],
      resources: [stage.pipeline.pipelineArn],
      detail: { stage: [stage.stageName], action: [this.actionProperties.actionName] },
    });
    return rule;
  }
}

/** Granted to each pair once: CDK would drop the same statement again after it has compared each with each. */
function letRead(bucket: s3.IBucket, role: iam.IRole): void {
  const roles = readers.get(bucket) ?? new WeakSet();
  readers.set(bucket, roles);
  if (!roles.has(role)) {
    roles.add(role);
    bucket.grantRead(role);
  }
}
