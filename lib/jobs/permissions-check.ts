import { installCli } from '../private/toolchain';

/**
 * Commands that compare what a Stage may do with what it could do before: if it is no more, they call a function that approves.
 *
 * They find the Stage in `STAGE_PATH`, the action that asks in `STAGE_NAME` and `ACTION_NAME`, and a topic in `NOTIFICATION_ARN`.
 *
 * @param cliVersion of the CDK CLI; the latest if left out
 * @param strict compare all stacks of the Stage, whatever its path, and say which build has compared them. Otherwise
 * the commands are those of `aws-cdk-lib/pipelines`, which pass over stacks that are not right in the Stage
 */
export function permissionsCheckCommands(approveFunctionName: string, strict: boolean, cliVersion?: string): string[] {
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
  const stacks = strict ? '"$STAGE_PATH/**"' : '$STAGE_PATH/\\*';
  const build = strict ? ', "BuildId": process.env.CODEBUILD_BUILD_ID' : '';
  const console_ = 'https://$REGION.console.aws.amazon.com/codesuite';
  return [
    installCli(cliVersion),
    `export PIPELINE_NAME=${part('CODEBUILD_INITIATOR', '/', '[1]')}`,
    `payload="$(node -pe 'JSON.stringify({ "PipelineName": process.env.PIPELINE_NAME, "StageName": process.env.STAGE_NAME, "ActionName": process.env.ACTION_NAME${build} })' )"`,
    'ARN=$CODEBUILD_BUILD_ARN',
    `REGION=${part('ARN', ':', '[3]')}`,
    `ACCOUNT_ID=${part('ARN', ':', '[4]')}`,
    `PROJECT_NAME=${part('ARN', ':', '[5].split("/")[1]')}`,
    `PROJECT_ID=${part('ARN', ':', '[6]')}`,
    `export LINK="${console_}/codebuild/$ACCOUNT_ID/projects/$PROJECT_NAME/build/$PROJECT_NAME:$PROJECT_ID/?region=$REGION"`,
    `export PIPELINE_LINK="${console_}/codepipeline/pipelines/$PIPELINE_NAME/view?region=$REGION"`,
    `if cdk diff -a . --security-only --fail ${stacks}; ` +
      `then ${invoke}; export MESSAGE="No security-impacting changes detected."; ` +
      `else ${notify}; export MESSAGE="Deployment would make security-impacting changes. Click the link below to inspect them, then click Approve if all changes are expected."; fi`,
  ];
}
