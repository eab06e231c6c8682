import type { GitPullRequestEvent, GitPullRequestFilter, GitPushFilter } from 'aws-cdk-lib/aws-codepipeline';

/** What was asked for, as it was given. */
export type TriggerData =
  | { readonly on: 'push'; readonly branches?: readonly string[]; readonly paths?: readonly string[] }
  | { readonly on: 'tag'; readonly tags: readonly string[] }
  | {
      readonly on: 'pull-request';
      readonly branches?: readonly string[];
      readonly paths?: readonly string[];
      readonly events?: readonly GitPullRequestEvent[];
    }
  | { readonly on: 'nothing' };

/** Filters of the one trigger that a source has. */
export interface TriggerFilters {
  readonly push: readonly GitPushFilter[];
  readonly pullRequest: readonly GitPullRequestFilter[];
}

/** Patterns by what they do. */
export interface Patterns {
  readonly includes: string[];
  readonly excludes: string[];
}

/** `!` before a pattern excludes. Each once: CloudFormation takes none twice. */
export function patternsOf(given: readonly string[]): Patterns {
  const unique = [...new Set(given)];
  return {
    includes: unique.filter((p) => !p.startsWith('!')),
    excludes: unique.filter((p) => p.startsWith('!')).map((p) => p.slice(1)),
  };
}

/** The filters in the words of CodePipeline. A filter without branches takes those of the source. */
export function filtersOf(triggers: readonly TriggerData[], branch: string): TriggerFilters {
  const push: GitPushFilter[] = [];
  const pullRequest: GitPullRequestFilter[] = [];
  for (const trigger of triggers) {
    switch (trigger.on) {
      case 'push':
        push.push(ofBranches(trigger, branch));
        break;
      case 'tag':
        push.push(named('tags', trigger.tags));
        break;
      case 'pull-request':
        pullRequest.push({
          ...ofBranches(trigger, branch),
          ...(trigger.events && { events: [...new Set(trigger.events)] }),
        });
        break;
      case 'nothing':
        break;
    }
  }
  return { push: eachOnce(push), pullRequest: eachOnce(pullRequest) };
}

/** CloudFormation takes no filter twice. */
function eachOnce<T>(filters: readonly T[]): T[] {
  return [...new Map(filters.map((filter) => [JSON.stringify(filter), filter])).values()];
}

interface OfBranches {
  readonly branches?: readonly string[];
  readonly paths?: readonly string[];
}

function ofBranches({ branches, paths }: OfBranches, branch: string): GitPushFilter {
  return { ...named('branches', branches ?? [branch]), ...named('filePaths', paths ?? []) };
}

function named(prefix: string, given: readonly string[]): GitPushFilter {
  const { includes, excludes } = patternsOf(given);
  return {
    ...(includes.length > 0 && { [`${prefix}Includes`]: includes }),
    ...(excludes.length > 0 && { [`${prefix}Excludes`]: excludes }),
  };
}

/** Whether executions may take what is in other branches than the one that the source names. */
export function takesOtherBranches(trigger: TriggerData, branch: string): boolean {
  switch (trigger.on) {
    case 'pull-request':
      return true;
    case 'push':
      return patternsOf(trigger.branches ?? [branch]).includes.join('\n') !== branch;
    default:
      return false;
  }
}
