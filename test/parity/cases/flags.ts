import * as cxapi from 'aws-cdk-lib/cx-api';
import * as cdk from 'aws-cdk-lib';
import type { AppFunction } from '../harness';
import {
  connection,
  fileAsset,
  imageAsset,
  OTHER_ACCOUNT,
  OTHER_BOTH,
  PIPE_ENV,
  pipelineIn,
  stageWith,
  type CaseTable,
} from '../kit';

/** One app that has every kind of resource the engine makes. */
export const rich: AppFunction = (lib, app) => {
  const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV });
  const repo = new cdk.aws_codecommit.Repository(stack, 'Repo', { repositoryName: 'repo' });
  const pipeline = pipelineIn(lib, stack, {
    crossAccountKeys: true,
    synth: new lib.CodeBuildStep('Synth', {
      input: connection(lib, 'org/app', { codeBuildCloneOutput: true }),
      additionalInputs: { repo: lib.CodePipelineSource.codeCommit(repo, 'main') },
      commands: ['x'],
    }),
  });
  const vpc = new cdk.aws_ec2.Vpc(stack, 'Vpc', { maxAzs: 1, natGateways: 1 });
  const role = new cdk.aws_iam.Role(stack, 'StepRole', {
    assumedBy: new cdk.aws_iam.ServicePrincipal('codebuild.amazonaws.com'),
  });
  const { stage, stacks, outputs } = stageWith(app, 'Prod', { env: OTHER_ACCOUNT, stacks: ['A', 'B'] });
  cdk.Tags.of(stage).add('team', 'x');
  fileAsset(stacks[0]);
  imageAsset(stacks[1]);
  stacks[0].addDependency(stacks[1]);
  pipeline.addStage(stage, {
    pre: [
      new lib.ConfirmPermissionsBroadening('Check', { stage }),
      new lib.ManualApprovalStep('Ok', {
        notificationTopic: new cdk.aws_sns.Topic(stack, 'Topic'),
      }),
    ],
    post: [new lib.CodeBuildStep('Test', { commands: ['x'], vpc, role, envFromCfnOutputs: { X: outputs[0] } })],
  });
  pipeline.addStage(stageWith(app, 'Dr', { env: OTHER_BOTH }).stage);
};

const EXPIRED = ['enableStackNameDuplicates', 'dockerIgnoreSupport', 'defaultKeyPolicies', 'grantWriteWithoutAcl'];
const expired = (flag: string) => EXPIRED.some((name) => flag.endsWith(name));

/** Flags that are known to change what the engine emits, each alone, at both values. */
const EFFECTIVE = [
  'aws-codepipeline:defaultPipelineTypeToV2',
  'aws-iam:minimizePolicies',
  'core:enablePartitionLiterals',
  'aws-codepipeline:crossAccountKeyAliasStackSafeResourceName',
  'aws-kms:aliasNameRef',
  'aws-iam:importedRoleStackSafeDefaultPolicyName',
  'pipelines:reduceAssetRoleTrustScope',
  'pipelines:reduceStageRoleTrustScope',
  'pipelines:reduceCrossAccountActionRoleTrustScope',
  'core:explicitStackTags',
  'core:aspectStabilization',
  'core:newStyleStackSynthesis',
  'core:stackRelativeExports',
  'aws-lambda:useCdkManagedLogGroup',
  'aws-iam:createNewPoliciesWithAddToRolePolicy',
  'aws-lambda:createNewPoliciesWithAddToRolePolicy',
  'aws-ec2:restrictDefaultSecurityGroup',
  'aws-codepipeline:crossAccountKeysDefaultValueToFalse',
  'aws-codepipeline-actions:useNewDefaultBranchForCodeCommitSource',
  'core:checkSecretUsage',
  'aws-iam:standardizedServicePrincipals',
  'aws-events:eventsTargetQueueSameAccount',
  'core:includePrefixInUniqueNameGeneration',
  'aws-kms:reduceCrossAccountRegionPolicyScope',
  'aws-s3:createDefaultLoggingPolicy',
  'core:validateSnapshotRemovalPolicy',
  'customresources:installLatestAwsSdkDefault',
]
  .map((name) => `@aws-cdk/${name}`)
  .filter((name) => name in cxapi.FLAGS);

const single: CaseTable = Object.fromEntries(
  EFFECTIVE.flatMap((flag) =>
    [true, false].map((value) => [`${flag} = ${value}`, { context: { [flag]: value }, app: rich }]),
  ),
);

const boolean = Object.entries(cxapi.FLAGS).filter(
  ([flag, info]) => !expired(flag) && typeof info.recommendedValue === 'boolean',
);
const recommended = Object.fromEntries(boolean.map(([flag, info]) => [flag, info.recommendedValue]));
const opposite = Object.fromEntries(
  boolean
    .filter(([flag]) => !flag.endsWith('newStyleStackSynthesis') && !flag.endsWith('stackRelativeExports'))
    .map(([flag, info]) => [flag, !info.recommendedValue]),
);

export const flags: CaseTable = {
  'no flags': rich,
  'all recommended flags': { context: recommended, app: rich },
  'the opposite of all recommended flags': { context: opposite, app: rich },
  "a new project's context": { context: { ...cxapi.CURRENTLY_RECOMMENDED_FLAGS }, app: rich },
  'stack tags explicit, tags on the pipeline too': {
    context: { '@aws-cdk/core:explicitStackTags': true },
    app: (lib, app) => {
      cdk.Tags.of(app).add('everywhere', 'yes');
      rich(lib, app);
    },
  },
  ...Object.fromEntries(
    ['strong', 'weak', 'both'].map((value) => [
      `cross-stack references ${value}`,
      { context: { '@aws-cdk/core:defaultCrossStackReferences': value }, app: rich },
    ]),
  ),
  ...single,
};
