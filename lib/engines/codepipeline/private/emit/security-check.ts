import * as path from 'path';
import { Duration, Lazy, Tags } from 'aws-cdk-lib';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { permissionsCheckCommands } from '../../../../jobs/permissions-check';
import { PINNED_CLI } from '../../../../private/toolchain';
import { ids, takeUnique } from '../naming';

export interface SecurityCheckOptions {
  /** Compare all stacks of a Stage, whatever its path; approve only what this very build has compared. */
  readonly strict: boolean;
  /** Whether the step asks for that, and not the layout: then there may be others that do not. */
  readonly strictStep: boolean;
  /** Of the CDK CLI. @default - the latest; of strict ones, which may choose, one that reads the cloud assembly for sure */
  readonly cliVersion?: string;
}

const TAG = { key: 'SECURITY_CHECK', value: 'ALLOW_APPROVE' };

/**
 * What all security checks of a pipeline share: a project that compares permissions, and a function that
 * approves when nothing has been broadened.
 */
export class SecurityCheck extends Construct {
  /** Those that are strict share another one than those whose templates must be what they have always been. */
  public static of(pipeline: Construct, codePipeline: cp.Pipeline, options: SecurityCheckOptions): SecurityCheck {
    const id = options.strictStep ? ids.strictSecurityCheck : ids.securityCheck;
    const known = pipeline.node.tryFindChild(id) as SecurityCheck | undefined;
    return known ?? new SecurityCheck(pipeline, id, codePipeline, options);
  }

  public readonly project: codebuild.Project;
  private readonly accounts = new Set<string>();
  private readonly namespaces = new Set<string>();

  private constructor(
    pipeline: Construct,
    id: string,
    codePipeline: cp.Pipeline,
    { strict, cliVersion }: SecurityCheckOptions,
  ) {
    super(pipeline, id);
    // The function may approve in any pipeline that wears this tag, and in no other.
    Tags.of(codePipeline).add(TAG.key, TAG.value, { includeResourceTypes: ['AWS::CodePipeline::Pipeline'] });
    const approve = this.approveFunction(strict);
    this.project = new codebuild.Project(this, 'CDKSecurityCheck', {
      environment: { buildImage: codebuild.LinuxBuildImage.STANDARD_7_0 },
      buildSpec: codebuild.BuildSpec.fromObject({
        version: 0.2,
        phases: {
          build: {
            commands: permissionsCheckCommands(
              approve.functionName,
              strict,
              cliVersion ?? (strict ? PINNED_CLI : undefined),
            ),
          },
        },
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
          ...(strict && {
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

  private approveFunction(strict: boolean): lambda.Function {
    const fn = new lambda.Function(this, 'CDKPipelinesAutoApprove', {
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_LATEST,
      code: lambda.Code.fromAsset(path.join(__dirname, '..', 'approve-lambda')),
      timeout: Duration.minutes(5),
      // What comes late, or again, is about an execution that has gone on.
      ...(strict ? { maxEventAge: Duration.minutes(5), retryAttempts: 0 } : {}),
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
