import { Aws, Fn } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { groupRoles, type TargetRole } from './role-groups';

/**
 * A role that assumes many roles of bootstrap stacks, with one statement for each kind of them.
 *
 * CDK would add a statement, or a resource, for each target.
 */
export class GroupingRole extends iam.Role {
  private readonly covered = new Set<string>();
  private readonly targets: TargetRole[] = [];

  /** To be allowed by `finish()`. `arn`: the ARN by which CDK will ask for it, if it does. */
  public mayAssume(target: TargetRole, arn?: string): void {
    if (arn !== undefined) {
      this.covered.add(arn);
    }
    this.targets.push(target);
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    return this.covers(statement)
      ? { statementAdded: true, policyDependable: this }
      : super.addToPrincipalPolicy(statement);
  }

  /** All targets are known: write the statements. */
  public finish(): void {
    allowAssume(this, this.targets);
  }

  private covers(statement: iam.PolicyStatement): boolean {
    return statement.actions.join() === 'sts:AssumeRole' && statement.resources.every((r) => this.covered.has(r));
  }
}

/** One statement for each kind of role, bounded by the accounts that it is needed in. */
export function allowAssume({ grantPrincipal }: iam.IGrantable, targets: readonly TargetRole[]): void {
  for (const { patterns, accounts } of groupRoles(targets, 'aws:ResourceAccount')) {
    grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: ['sts:AssumeRole'],
        resources: patterns.map((pattern) => Fn.sub(pattern)),
        conditions: { StringEquals: { 'aws:ResourceAccount': accounts.map((a) => a ?? Aws.ACCOUNT_ID) } },
      }),
    );
  }
}
