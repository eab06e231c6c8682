import { deploymentsOf, type PipelineHost } from '../host';
import type { Warning } from '../../../../plan/plan';
import type { Problem } from '../../../../private/errors';
import { groupBy } from '../../../../private/lang';
import { quoted } from '../../../../private/text';
import type { Settings } from '../settings';

// How the roles of a synthesizer want to be assumed, and what of that a pipeline can do.

/** There is no way to tell CodePipeline which tags it should assume a role with. */
export function checkSessionTags(pipeline: PipelineHost): Problem[] {
  return deploymentsOf(pipeline)
    .filter((d) => d._data?.assumeRoleOptions.includes('Tags'))
    .map((d) => ({
      where: d.constructPath,
      given: `session tags for the role that deploys this stack (Tags in deployRoleAdditionalOptions): ${d.assumeRoleArn}`,
      expected: 'a role that is assumed without session tags, because CodePipeline cannot pass any',
      fix: 'remove Tags from deployRoleAdditionalOptions of the synthesizer, or deploy this stack with `cdk deploy` from a step of the pipeline',
    }));
}

export function assumedRoleWarnings(pipeline: PipelineHost, settings: Settings): Warning[] {
  return [...roleOptions(pipeline), ...taggedPublishing(pipeline, settings)];
}

/** CodePipeline assumes the role of an action, and asks for nothing but its ARN. */
function roleOptions(pipeline: PipelineHost): Warning[] {
  const given = deploymentsOf(pipeline).filter(
    (d) => d.assumeRoleArn !== undefined && d._data?.assumeRoleOptions.length > 0,
  );
  return [...groupBy(given, (d) => quoted(d._data.assumeRoleOptions))].map(([options, stacks]) => ({
    id: 'cdk-pipelines:roleOptionsIgnored',
    message:
      `${quoted(stacks.map((d) => d.constructPath))}: CodePipeline assumes the deployment role without ${options}, which the ` +
      'synthesizer asks for (deployRoleAdditionalOptions, deployRoleExternalId). A role that insists on these refuses, and ' +
      'nothing else limits the session. Deploy these stacks with a role that the pipeline may use without.',
  }));
}

/** The project may assume publishing roles; to tag the session is a right of its own. */
function taggedPublishing(pipeline: PipelineHost, settings: Settings): Warning[] {
  const given = [settings.codeBuildDefaults, settings.assetPublishingCodeBuildDefaults].flatMap(
    (d) => d?.rolePolicy ?? [],
  );
  if (given.some((statement) => statement.actions.some((a) => ['sts:TagSession', 'sts:*', '*'].includes(a)))) {
    return [];
  }
  const stacks = deploymentsOf(pipeline).filter((d) => d._data?.assets.some((a) => a.sessionTags && !a.isTemplate));
  const message =
    `${quoted(stacks.map((d) => d.constructPath))}: assets are published with session tags, for which the publishing project needs ` +
    "'sts:TagSession'. Add it to the rolePolicy of assetPublishingCodeBuildDefaults, for the publishing roles of these stacks.";
  return stacks.length > 0 ? [{ id: 'cdk-pipelines:tagSessionNotAllowed', message }] : [];
}
