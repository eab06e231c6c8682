import type * as cb from 'aws-cdk-lib/aws-codebuild';
import * as cpa from 'aws-cdk-lib/aws-codepipeline-actions';
import { publishSettings } from './publish';
import { AssetManifests, writePublisher } from '../../../../assembly/small-assemblies';
import type { PublishJob } from '../../../../jobs/job';
import { smallAssemblyOf } from '../../../../jobs/publishing';
import type { AssetSnapshot } from '../../../../plan/snapshot-data';
import { allowAssume } from '../access/grouping-role';
import type { TargetRole } from '../access/role-groups';
import { actionRoleOf, addCodeBuildAction, artifactOf, textsOf, valuesOf } from '../codebuild/codebuild-action';
import { labelOf } from '../codebuild/project-defaults';
import type { ActionSite } from '../context';
import type { ActionResult } from '../host';
import { ids } from '../naming';
import { scopeFor } from '../scopes';

/** Publishes what is written in the cloud assembly for each publisher, with one project for files and one for images. */
export class PackedPublishing {
  private readonly manifests = new AssetManifests();
  private readonly projects = new Map<boolean, cb.IProject>();
  private readonly targets = new Map<boolean, TargetRole[]>();

  /** @param directory in the cloud assembly, for what says what is published */
  constructor(private readonly directory: string) {}

  public publish(job: PublishJob, site: ActionSite): ActionResult {
    const { publisher, images, assets } = job;
    const directory = smallAssemblyOf(this.directory, publisher);
    writePublisher(site.context.assemblyDir, directory, publisher, assets, this.manifests);
    this.noteTargets(images, assets);
    const project = this.projects.get(images);
    if (project) {
      return runAgain(project, job, site);
    }
    const result = addProject(job, site);
    this.projects.set(images, result.project!);
    return result;
  }

  /** All publishers are made: write the statements that stand for all of them. */
  public finish(): void {
    this.targets.forEach((targets, images) => allowAssume(this.projects.get(images)!, targets));
  }

  private noteTargets(images: boolean, assets: readonly AssetSnapshot[]): void {
    const targets = this.targets.get(images) ?? [];
    this.targets.set(images, targets);
    for (const { publishingRoleArn: arn, account, region } of assets) {
      if (arn) {
        targets.push({ arn, account, region });
      }
    }
  }
}

function runAgain(project: cb.IProject, job: PublishJob, site: ActionSite): ActionResult {
  const { stage, request, context } = site;
  const [input] = job.inputs.map((i) => artifactOf(i, site));
  stage.addAction(
    new cpa.CodeBuildAction({
      actionName: request.actionName,
      input,
      project,
      runOrder: request.runOrder,
      role: actionRoleOf(context),
      environmentVariables: valuesOf(textsOf(job, site).own),
    }),
  );
  return { runOrdersConsumed: 1 };
}

function addProject(job: PublishJob, site: ActionSite): ActionResult {
  const { pipeline, codePipeline } = site.context;
  const what = job.images ? 'images' : 'files';
  return addCodeBuildAction(
    {
      job,
      name: what,
      kind: 'publish',
      project: {
        id: job.images ? ids.publishImages : ids.publishFiles,
        description: `Publishes ${what} for pipeline ${labelOf(codePipeline)}`,
        scope: scopeFor(pipeline, ids.assetsScope),
      },
      settings: publishSettings(job, site),
      sharesProject: true,
    },
    site,
  );
}
