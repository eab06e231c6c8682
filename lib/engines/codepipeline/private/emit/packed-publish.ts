import type * as cb from 'aws-cdk-lib/aws-codebuild';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as cpa from 'aws-cdk-lib/aws-codepipeline-actions';
import { allowAssume } from '../access/grouping-role';
import { AssetManifests, writePublisher } from './publish-data';
import type { TargetRole } from '../access/role-groups';
import type { AssetSnapshot } from '../../../../plan/snapshot-data';
import { DockerCredentialUsage } from '../../docker-credentials';
import { addCodeBuildAction } from '../codebuild/codebuild-action';
import type { EmitContext } from '../context';
import type { ActionRequest, ActionResult } from '../host';
import { ids } from '../naming';
import { labelOf, supportFor } from '../codebuild/project-defaults';
import { scopeFor } from '../scopes';

/**
 * Tells the CDK CLI which of the small cloud assemblies it is to publish: like `--app`, but without a shell that would
 * have to put it there, in one way on Linux and in another on Windows.
 */
const VARIABLE = 'CDK_APP';

/** Publishes what is written in the cloud assembly for each publisher, with one project for files and one for images. */
export class PackedPublishing {
  private readonly manifests = new AssetManifests();
  private readonly projects = new Map<boolean, cb.IProject>();
  private readonly targets = new Map<boolean, TargetRole[]>();

  /** @param directory in the cloud assembly, for what says what is published */
  constructor(private readonly directory: string) {}

  public publish(
    id: string,
    assets: readonly AssetSnapshot[],
    stage: cp.IStage,
    request: ActionRequest,
    context: EmitContext,
  ): ActionResult {
    const [{ isImage }] = assets;
    const directory = `${this.directory}/${id}`;
    writePublisher(context.assemblyDir, directory, id, assets, this.manifests);
    this.noteTargets(isImage, assets);
    const project = this.projects.get(isImage);
    if (project) {
      addAgain(project, directory, stage, request, context);
      return { runOrdersConsumed: 1 };
    }
    const result = addFirst(isImage, directory, stage, request, context);
    this.projects.set(isImage, result.project!);
    return result;
  }

  /** All publishers are made: write the statements that stand for all of them. */
  public finish(): void {
    this.targets.forEach((targets, isImage) => allowAssume(this.projects.get(isImage)!, targets));
  }

  private noteTargets(isImage: boolean, assets: readonly AssetSnapshot[]): void {
    const targets = this.targets.get(isImage) ?? [];
    this.targets.set(isImage, targets);
    for (const { publishingRoleArn: arn, account, region } of assets) {
      if (arn) {
        targets.push({ arn, account, region });
      }
    }
  }
}

function addAgain(
  project: cb.IProject,
  directory: string,
  stage: cp.IStage,
  request: ActionRequest,
  context: EmitContext,
): void {
  stage.addAction(
    new cpa.CodeBuildAction({
      actionName: request.actionName,
      input: request.artifacts.toCodePipeline(context.cloudAssembly),
      project,
      runOrder: request.runOrder,
      role: supportFor('publish', context).actionRole(),
      environmentVariables: { [VARIABLE]: { value: directory } },
    }),
  );
}

function addFirst(
  isImage: boolean,
  directory: string,
  stage: cp.IStage,
  request: ActionRequest,
  context: EmitContext,
): ActionResult {
  const { settings, pipeline, cloudAssembly, emission } = context;
  const what = isImage ? 'images' : 'files';
  // Files need no logins.
  const logins = isImage ? settings.dockerCredentials : [];
  return addCodeBuildAction(
    stage,
    {
      stepId: what,
      projectId: isImage ? ids.publishImages : ids.publishFiles,
      description: `Publishes ${what} for pipeline ${labelOf(context.codePipeline)}`,
      scope: scopeFor(pipeline, ids.assetsScope),
      installCommands: [emission.installCli(DockerCredentialUsage.ASSET_PUBLISHING, logins)],
      // It passes over what is published already, and begins nothing more after a failure.
      commands: ['cdk publish-assets --all --unstable=publish-assets --no-notices'],
      env: {},
      actionEnv: { [VARIABLE]: directory },
      envFromCfnOutputs: {},
      inputs: [{ directory: '.', fileSet: cloudAssembly }],
      outputs: [],
      settings: {
        buildEnvironment: { privileged: isImage || settings.codeBuildDefaults?.buildEnvironment?.privileged },
      },
    },
    request,
    supportFor('publish', context),
  );
}
