import * as path from 'path';
import { Duration, Lazy, Tags } from 'aws-cdk-lib';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
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
        phases: { build: { commands: commands(approve.functionName, cliVersion) } },
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

function commands(approveFunctionName: string, cliVersion?: string): string[] {
  const part = (variable: string, separator: string, ...indexes: string[]) =>
    `"$(node -pe '\`\${process.env.${variable}}\`.split("${separator}")${indexes.join('')}')"`;
  const invoke =
    `aws lambda invoke --function-name ${approveFunctionName} --invocation-type Event ` +
    '--cli-binary-format raw-in-base64-out --payload "$payload" lambda.out';
  const mail = [
    'An upcoming change would broaden security changes in $PIPELINE_NAME.',
    'Review and approve the changes in CodePipeline to proceed with the deployment.',
    '',
    'Review the changes in CodeBuild:',
    '',
    '$LINK',
    '',
    'Approve the changes in CodePipeline (stage $STAGE_NAME, action $ACTION_NAME):',
    '',
    '$PIPELINE_LINK',
  ].join('\n');
  const notify =
    '[ -z "${NOTIFICATION_ARN}" ] || aws sns publish --topic-arn $NOTIFICATION_ARN ' +
    `--subject "$NOTIFICATION_SUBJECT" --message "${mail}"`;
  const console_ = 'https://$REGION.console.aws.amazon.com/codesuite';
  return [
    `npm install -g aws-cdk${cliVersion ? `@${cliVersion}` : ''}`,
    `export PIPELINE_NAME=${part('CODEBUILD_INITIATOR', '/', '[1]')}`,
    `payload="$(node -pe 'JSON.stringify({ "PipelineName": process.env.PIPELINE_NAME, "StageName": process.env.STAGE_NAME, "ActionName": process.env.ACTION_NAME })' )"`,
    'ARN=$CODEBUILD_BUILD_ARN',
    `REGION=${part('ARN', ':', '[3]')}`,
    `ACCOUNT_ID=${part('ARN', ':', '[4]')}`,
    `PROJECT_NAME=${part('ARN', ':', '[5].split("/")[1]')}`,
    `PROJECT_ID=${part('ARN', ':', '[6]')}`,
    `export LINK="${console_}/codebuild/$ACCOUNT_ID/projects/$PROJECT_NAME/build/$PROJECT_NAME:$PROJECT_ID/?region=$REGION"`,
    `export PIPELINE_LINK="${console_}/codepipeline/pipelines/$PIPELINE_NAME/view?region=$REGION"`,
    `if cdk diff -a . --security-only --fail $STAGE_PATH/\\*; ` +
      `then ${invoke}; export MESSAGE="No security-impacting changes detected."; ` +
      `else ${notify}; export MESSAGE="Deployment would make security-impacting changes. Click the link below to inspect them, then click Approve if all changes are expected."; fi`,
  ];
}
