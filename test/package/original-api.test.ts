import * as fs from 'fs';
import * as path from 'path';

// People who still have the original API find every type, property and method of it in ORIGINAL_API.md. Names as in version 1.203.0.

const DOCUMENT = fs.readFileSync(path.resolve(__dirname, '../../ORIGINAL_API.md'), 'utf8');

const CODE = new Set(
  [...DOCUMENT.replace(/^```.*?^```$/gms, '').matchAll(/`([^`\n]*)`/g)].flatMap(([, code]) => code.match(/\w+/g) ?? []),
);

const DEPLOY = 'baseActionName cloudAssemblyInput prepareRunOrder executeRunOrder output outputFileName changeSetName';
const SYNTH = `sourceArtifact cloudAssemblyArtifact environmentVariables copyEnvironmentVariables actionName projectName environment
  subdirectory additionalArtifacts rolePolicyStatements vpc subnetSelection buildSpec installCommand buildCommand synthCommand testCommands`;

const TYPES: Record<string, string> = {
  AddManualApprovalOptions: 'actionName runOrder',
  AddStackOptions: 'runOrder executeRunOrder',
  AddStageOptions: 'manualApprovals extraRunOrderSpace',
  AdditionalArtifact: 'directory artifact',
  AssetPublishingCommand: 'assetManifestPath assetId assetSelector assetType assetPublishingRoleArn',
  BaseStageOptions: 'confirmBroadeningPermissions securityNotificationTopic',
  CdkPipeline: 'codePipeline stage addApplicationStage addStage stackOutput validate',
  CdkPipelineProps: `sourceAction synthAction cloudAssemblyArtifact codePipeline pipelineName crossAccountKeys enableKeyRotation
    cdkCliVersion vpc subnetSelection selfMutating selfMutationBuildSpec singlePublisherPerType assetPreInstallCommands assetBuildSpec
    supportDockerAssets dockerCredentials`,
  CdkStackActionFromArtifactOptions: `${DEPLOY} stackName`,
  CdkStage: `addApplication addStackArtifactDeployment addManualApprovalAction addActions nextSequentialRunOrder deploysStack`,
  CdkStageProps: `stageName pipelineStage cloudAssemblyArtifact host confirmBroadeningPermissions securityNotificationTopic`,
  DeployCdkStackAction:
    'fromStackArtifact stackName stackArtifactId dependencyStackArtifactIds bind onStateChange actionProperties',
  DeployCdkStackActionOptions: DEPLOY,
  DeployCdkStackActionProps: `${DEPLOY} templatePath actionRole stackName cloudFormationExecutionRole region stackArtifactId
    dependencyStackArtifactIds templateConfigurationPath`,
  FromStackArtifactOptions: 'cloudAssemblyInput prepareRunOrder executeRunOrder output outputFileName',
  IStageHost: 'publishAsset stackOutputArtifact',
  PublishAssetsAction: 'addPublishCommand bind onStateChange actionProperties',
  PublishAssetsActionProps: `actionName cloudAssemblyInput assetType cdkCliVersion projectName role dependable vpc subnetSelection
    buildSpec createBuildspecFile preInstallCommands`,
  ShellScriptAction: 'grantPrincipal project bind onStateChange actionProperties',
  ShellScriptActionProps: `actionName useOutputs commands bashOptions additionalArtifacts environment environmentVariables runOrder
    rolePolicyStatements vpc subnetSelection securityGroups`,
  SimpleSynthAction: 'standardNpmSynth standardYarnSynth grantPrincipal project bind onStateChange actionProperties',
  SimpleSynthActionProps: `${SYNTH} installCommands buildCommands`,
  SimpleSynthOptions: SYNTH,
  StackOutput: 'artifactFile outputName',
  StandardNpmSynthOptions: SYNTH,
  StandardYarnSynthOptions: SYNTH,
  UpdatePipelineAction: 'bind onStateChange actionProperties',
  UpdatePipelineActionProps: `cloudAssemblyInput pipelineStackName pipelineStackHierarchicalId cdkCliVersion projectName privileged
    dockerCredentials buildSpec`,
};

test('there are 28 types', () => {
  expect(Object.keys(TYPES)).toHaveLength(28);
});

test.each(Object.entries(TYPES))('%s, with its properties and methods', (name, members) => {
  expect(DOCUMENT).toContain(`\`${name}\``);
  expect(members.split(/\s+/).filter((member) => !CODE.has(member))).toEqual([]);
});
