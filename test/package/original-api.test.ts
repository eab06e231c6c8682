import * as fs from 'fs';
import * as path from 'path';

// Who still has the original API finds every name of it in ORIGINAL_API.md.

const DOCUMENT = fs.readFileSync(path.resolve(__dirname, '../../ORIGINAL_API.md'), 'utf8');

const TYPES = [
  ...['AddManualApprovalOptions', 'AddStackOptions', 'AddStageOptions', 'AdditionalArtifact', 'AssetPublishingCommand'],
  ...['BaseStageOptions', 'CdkPipeline', 'CdkPipelineProps', 'CdkStackActionFromArtifactOptions', 'CdkStage'],
  ...['CdkStageProps', 'DeployCdkStackAction', 'DeployCdkStackActionOptions', 'DeployCdkStackActionProps'],
  ...['FromStackArtifactOptions', 'IStageHost', 'PublishAssetsAction', 'PublishAssetsActionProps', 'ShellScriptAction'],
  ...['ShellScriptActionProps', 'SimpleSynthAction', 'SimpleSynthActionProps', 'SimpleSynthOptions', 'StackOutput'],
  ...['StandardNpmSynthOptions', 'StandardYarnSynthOptions', 'UpdatePipelineAction', 'UpdatePipelineActionProps'],
];

test('there are 28 types', () => {
  expect(new Set(TYPES).size).toBe(28);
});

test.each(TYPES)('%s', (name) => {
  expect(DOCUMENT).toContain(`\`${name}\``);
});
