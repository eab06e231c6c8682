import * as path from 'path';
import { Duration, Lazy, Tags } from 'aws-cdk-lib';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { permissionsCheckCommands } from '../../../../jobs/permissions-check';
import { ids, takeUnique } from '../naming';

const TAG = { key: 'SECURITY_CHECK', value: 'ALLOW_APPROVE' };

/**
 * What all security checks of a pipeline share: a project that compares permissions, and a function that
 * approves when nothing has been broadened.
 */
export class SecurityCheck extends Construct {
  public static of(pipeline: Construct, codePipeline: cp.Pipeline, cliVersion?: string): SecurityCheck {
    const known = pipeline.node.tryFindChild(ids.securityCheck) as SecurityCheck | undefined;
    return known ?? new SecurityCheck(pipeline, codePipeline, cliVersion);
  }

  public readonly project: codebuild.Project;
  private readonly accounts = new Set<string>();
  private readonly namespaces = new Set<string>();

  private constructor(pipeline: Construct, codePipeline: cp.Pipeline, cliVersion?: string) {
    super(pipeline, ids.securityCheck);
    // The function may approve in any pipeline that wears this tag, and in no other.
    Tags.of(codePipeline).add(TAG.key, TAG.value, { includeResourceTypes: ['AWS::CodePipeline::Pipeline'] });
    const approve = this.approveFunction();
    this.project = new codebuild.Project(this, 'CDKSecurityCheck', {
      environment: { buildImage: codebuild.LinuxBuildImage.STANDARD_7_0 },
      buildSpec: codebuild.BuildSpec.fromObject({
        version: 0.2,
        phases: { build: { commands: permissionsCheckCommands(approve.functionName, cliVersion) } },
        env: { 'exported-variables': ['LINK', 'MESSAGE'] },
      }),
    });
    // `cdk diff` reads the deployed templates with these roles.
    this.project.addToRolePolicy(
      new iam.PolicyStatement({
        actions: ['sts:AssumeRole'],
        resources: ['*'],
        conditions: {
          'ForAnyValue:StringEquals': { 'iam:ResourceTag/aws-cdk:bootstrap-role': ['deploy'] },
          // Not in the default layout, whose templates must be what they have always been.
          ...(cliVersion && {
            StringEquals: { 'aws:ResourceAccount': Lazy.list({ produce: () => [...this.accounts].sort() }) },
          }),
        },
      }),
    );
    approve.grantInvoke(this.project);
  }

  /** Where deployed templates are read, in a pipeline that says so in its policies. */
  public readStacksIn(accounts: readonly string[]): void {
    accounts.forEach((account) => this.accounts.add(account));
  }

  /** Of the variables of a check: a second check of a Stage needs another one. */
  public takeNamespace(name: string): string {
    return takeUnique(name, this.namespaces);
  }

  private approveFunction(): lambda.Function {
    const fn = new lambda.Function(this, 'CDKPipelinesAutoApprove', {
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_LATEST,
      code: lambda.Code.fromAsset(path.join(__dirname, 'approve-lambda')),
      timeout: Duration.minutes(5),
    });
    fn.addToRolePolicy(
      new iam.PolicyStatement({
        actions: ['codepipeline:GetPipelineState', 'codepipeline:PutApprovalResult'],
        conditions: { StringEquals: { [`aws:ResourceTag/${TAG.key}`]: TAG.value } },
        resources: ['*'],
      }),
    );
    return fn;
  }
}
