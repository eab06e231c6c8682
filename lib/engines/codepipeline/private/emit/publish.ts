import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import { selectorOf } from '../../../../assembly/stack-data';
import type { AssetSnapshot } from '../../../../plan/snapshot-data';
import type { ActionRequest, ActionResult } from '../host';
import { addCodeBuildAction } from '../codebuild/codebuild-action';
import type { EmitContext } from '../context';
import { scopeFor } from '../scopes';
import { ids } from '../naming';
import { relativePosix } from '../paths';
import { supportFor } from '../codebuild/project-defaults';

/** Publish assets of one type to all their destinations. */
export function renderPublish(
  id: string,
  assets: readonly AssetSnapshot[],
  stage: cp.IStage,
  options: ActionRequest,
  context: EmitContext,
): ActionResult {
  const { settings, pipeline, assemblyDir, cloudAssembly, roles } = context;
  const [{ isImage }] = assets;
  const publishingRoles = assets.flatMap((a) => (a.publishingRoleArn ? [a.publishingRoleArn] : []));
  return addCodeBuildAction(
    stage,
    {
      stepId: id,
      projectId: id,
      scope: scopeFor(pipeline, ids.assetsScope),
      installCommands: [`npm install -g cdk-assets@${settings.cdkAssetsVersion}`],
      commands: assets.map(
        (a) => `cdk-assets --path "${relativePosix(assemblyDir, a.manifestPath)}" --verbose publish "${selectorOf(a)}"`,
      ),
      env: {},
      envFromCfnOutputs: {},
      inputs: [{ directory: '.', fileSet: cloudAssembly }],
      outputs: [],
      // Of the general settings, this one wins over the one for publishing: so it has always been.
      settings: {
        buildEnvironment: { privileged: isImage || settings.codeBuildDefaults?.buildEnvironment?.privileged },
      },
      role: roles.assetRole(isImage, publishingRoles),
      // It may write those of all publishers.
      grantReports: false,
      // All assets in one buildspec soon outgrow what fits into a project.
      buildSpecDir: settings.publishAssetsInParallel ? undefined : assemblyDir,
    },
    options,
    supportFor('publish', context),
  );
}
