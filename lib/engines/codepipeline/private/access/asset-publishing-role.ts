import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

const LOG_ACTIONS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const REPORT_ACTIONS = [
  'codebuild:CreateReportGroup',
  'codebuild:CreateReport',
  'codebuild:UpdateReport',
  'codebuild:BatchPutTestCases',
  'codebuild:BatchPutCodeCoverages',
];

const ENCRYPT_ACTIONS = ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'];

/** Part of what "no difference" means. */
const ROLES_IN_STATEMENT = 10;

const COVERED = new Set([LOG_ACTIONS, REPORT_ACTIONS, ENCRYPT_ACTIONS].map((actions) => actions.join()));

/**
 * One role for many publishing projects.
 *
 * It may write the logs and reports of all of them from the start. What CDK then adds for each project (its own
 * logs and reports, encryption of artifacts that it does not write) would grow the policy with every asset.
 */
export class AssetPublishingRole extends iam.Role {
  private assumeStatement?: iam.PolicyStatement;
  private sealed = false;

  constructor(scope: Construct, id: string, props: iam.RoleProps) {
    super(scope, id, props);
    const stack = Stack.of(this);
    this.addToPolicy(
      new iam.PolicyStatement({
        actions: LOG_ACTIONS,
        resources: [
          stack.formatArn({
            service: 'logs',
            resource: 'log-group',
            resourceName: '/aws/codebuild/*',
            arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          }),
        ],
      }),
    );
    this.addToPolicy(
      new iam.PolicyStatement({
        actions: REPORT_ACTIONS,
        resources: [stack.formatArn({ service: 'codebuild', resource: 'report-group', resourceName: '*' })],
      }),
    );
    this.addToPolicy(
      new iam.PolicyStatement({
        actions: ['codebuild:BatchGetBuilds', 'codebuild:StartBuild', 'codebuild:StopBuild'],
        resources: ['*'],
      }),
    );
    this.sealed = true;
  }

  /**
   * Few roles in each statement: CDK splits policies that are too long between statements. A role is named again where
   * its statement is full: that is how templates have always been.
   */
  public mayAssume(roleArn: string): void {
    if (this.assumeStatement && this.assumeStatement.resources.length < ROLES_IN_STATEMENT) {
      this.assumeStatement.addResources(roleArn);
    } else {
      this.assumeStatement = new iam.PolicyStatement({ actions: ['sts:AssumeRole'], resources: [roleArn] });
      this.addToPolicy(this.assumeStatement);
    }
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    const covered = COVERED.has(statement.actions.join());
    return this.sealed && covered
      ? { statementAdded: true, policyDependable: this }
      : super.addToPrincipalPolicy(statement);
  }
}
