import type { PublishJob } from '../../../../jobs/job';
import { addCodeBuildAction } from '../codebuild/codebuild-action';
import type { ActionSite } from '../context';
import type { ActionResult } from '../host';
import { ids } from '../naming';
import { scopeFor } from '../scopes';

/** Publish assets of one type to all their destinations, in a project of their own. */
export function renderPublish(job: PublishJob, site: ActionSite): ActionResult {
  const { settings, pipeline, assemblyDir, roles } = site.context;
  const publishingRoles = job.assets.flatMap((a) => (a.publishingRoleArn ? [a.publishingRoleArn] : []));
  return addCodeBuildAction(
    {
      job,
      name: job.publisher,
      kind: 'publish',
      project: { id: job.publisher, scope: scopeFor(pipeline, ids.assetsScope) },
      settings: publishSettings(job, site),
      role: roles.assetRole(job.images, publishingRoles),
      // It may write those of all publishers.
      grantReports: false,
      // All assets in one buildspec soon outgrow what fits into a project.
      buildSpecDir: settings.publishAssetsInParallel ? undefined : assemblyDir,
    },
    site,
  );
}

/** Of the general settings, this one wins over the one for publishing: so it has always been. */
export function publishSettings({ images }: PublishJob, { context }: ActionSite) {
  return {
    buildEnvironment: { privileged: images || context.settings.codeBuildDefaults?.buildEnvironment?.privileged },
  };
}
