import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as cpa from 'aws-cdk-lib/aws-codepipeline-actions';
import type { CompactContext } from './context';
import { writePublisher } from './publish-data';
import { installCli } from './toolchain';
import type { AssetSnapshot } from '../../../../plan/snapshot-data';
import type { ActionRequest, ActionResult } from '../host';
import { DockerCredentialUsage } from '../../docker-credentials';
import { addCodeBuildAction } from '../codebuild-action';
import type { EmitContext } from '../context';
import { scopeFor } from '../scopes';
import { ids } from '../naming';
import { labelOf, supportFor } from '../project-defaults';

/**
 * Tells the CDK CLI which of the small cloud assemblies it is to publish: like `--app`, but without a shell that would
 * have to put it there, in one way on Linux and in another on Windows.
 */
const VARIABLE = 'CDK_APP';

/** Publish what is written in the cloud assembly for this publisher, with the project that all of the type share. */
export function renderPackedPublish(
  id: string,
  assets: readonly AssetSnapshot[],
  stage: cp.IStage,
  options: ActionRequest,
  context: EmitContext,
  compact: CompactContext,
): ActionResult {
  const [{ isImage }] = assets;
  const directory = `${compact.publishDir}/${id}`;
  writePublisher(context.assemblyDir, directory, id, assets, compact.manifests);
  compact.mayAssume(isImage, assets);
  const project = compact.publishers.get(isImage);
  if (!project) {
    return addFirst(isImage, directory, stage, options, context, compact);
  }
  stage.addAction(
    new cpa.CodeBuildAction({
      actionName: options.actionName,
      input: options.artifacts.toCodePipeline(context.cloudAssembly),
      project,
      runOrder: options.runOrder,
      role: supportFor('publish', context).actionRole(),
      environmentVariables: { [VARIABLE]: { value: directory } },
    }),
  );
  return { runOrdersConsumed: 1 };
}

function addFirst(
  isImage: boolean,
  directory: string,
  stage: cp.IStage,
  options: ActionRequest,
  context: EmitContext,
  compact: CompactContext,
): ActionResult {
  const { props, pipeline, cloudAssembly } = context;
  const what = isImage ? 'images' : 'files';
  const result = addCodeBuildAction(
    stage,
    {
      stepId: what,
      projectId: isImage ? ids.publishImages : ids.publishFiles,
      description: `Publishes ${what} for pipeline ${labelOf(context)}`,
      scope: scopeFor(pipeline, ids.assetsScope),
      installCommands: [
        installCli(
          compact.cliVersion,
          DockerCredentialUsage.ASSET_PUBLISHING,
          (isImage && props.dockerCredentials) || [],
        ),
      ],
      // It passes over what is published already, and begins nothing more after a failure.
      commands: ['cdk publish-assets --all --unstable=publish-assets --no-notices'],
      env: {},
      actionEnv: { [VARIABLE]: directory },
      envFromCfnOutputs: {},
      inputs: [{ directory: '.', fileSet: cloudAssembly }],
      outputs: [],
      settings: { buildEnvironment: { privileged: isImage || props.codeBuildDefaults?.buildEnvironment?.privileged } },
    },
    options,
    supportFor('publish', context),
  );
  compact.publishers.set(isImage, result.project!);
  return result;
}
