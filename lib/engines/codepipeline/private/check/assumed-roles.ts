import type { StackSnapshot } from '../../../../plan/snapshot-data';
import { type Concern, type Diagnostic, problem } from '../../../../private/diagnostics';
import { groupBy } from '../../../../private/lang';
import { quoted } from '../../../../private/text';
import type { Settings } from '../settings';

// How the roles of a synthesizer want to be assumed, and what of that a pipeline can do.

/** CodePipeline passes no tags when it assumes a role. */
export function checkSessionTags(stacks: readonly StackSnapshot[]): Diagnostic[] {
  return stacks
    .filter((stack) => stack.assumeRoleOptions.includes('Tags'))
    .map((stack) =>
      problem({
        where: stack.path,
        given: `session tags for the role that deploys this stack (Tags in deployRoleAdditionalOptions): ${stack.assumeRoleArn}`,
        expected: 'a role that is assumed without session tags, because CodePipeline cannot pass any',
        fix: 'remove Tags from deployRoleAdditionalOptions of the synthesizer, or deploy this stack with `cdk deploy` from a step of the pipeline',
      }),
    );
}

export function assumedRoleWarnings(stacks: readonly StackSnapshot[], settings: Settings): Concern[] {
  return [...roleOptions(stacks), ...taggedPublishing(stacks, settings)];
}

/** CodePipeline assumes the role of an action, and asks for nothing but its ARN. */
function roleOptions(stacks: readonly StackSnapshot[]): Concern[] {
  const given = stacks.filter((stack) => stack.assumeRoleArn !== undefined && stack.assumeRoleOptions.length > 0);
  return [...groupBy(given, (stack) => quoted(stack.assumeRoleOptions))].map(([options, same]) => ({
    id: 'cdk-pipelines:roleOptionsIgnored',
    given:
      `${quoted(same.map((stack) => stack.path))}: CodePipeline assumes the deployment role without ${options}, which the ` +
      'synthesizer asks for (deployRoleAdditionalOptions, deployRoleExternalId). A role that insists on these refuses, and ' +
      'nothing else limits the session',
    fix: 'deploy these stacks with a role that the pipeline may use without',
  }));
}

/** The project may assume publishing roles; to tag the session is a right of its own. */
function taggedPublishing(stacks: readonly StackSnapshot[], settings: Settings): Concern[] {
  const given = [settings.codeBuildDefaults, settings.assetPublishingCodeBuildDefaults].flatMap(
    (d) => d?.rolePolicy ?? [],
  );
  if (given.some((statement) => statement.actions.some((a) => ['sts:TagSession', 'sts:*', '*'].includes(a)))) {
    return [];
  }
  const tagged = stacks.filter((stack) => stack.assets.some((asset) => asset.sessionTags));
  const notAllowed = {
    id: 'cdk-pipelines:tagSessionNotAllowed',
    given: `${quoted(tagged.map((stack) => stack.path))}: assets are published with session tags, for which the publishing project needs 'sts:TagSession'`,
    fix: 'add it to the rolePolicy of assetPublishingCodeBuildDefaults, for the publishing roles of these stacks',
  };
  return tagged.length > 0 ? [notAllowed] : [];
}
