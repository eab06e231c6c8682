import type { GitPullRequestEvent } from 'aws-cdk-lib/aws-codepipeline';
import type { TriggerData } from './private/triggers';

/**
 * Options of `Trigger.push()`.
 */
export interface PushTriggerOptions {
  /**
   * Patterns of branches: `main`, `release/**`. One that begins with `!` excludes, and wins over the others. At most 8 of each
   * kind, 1 to 255 characters long; more are an error.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/syntax-glob.html
   * @default - the branch of the source
   */
  readonly branches?: string[];

  /**
   * Patterns of files: the pipeline starts if one of the files that were pushed matches. `!` excludes. At most 8 of each kind,
   * 1 to 255 characters long; more are an error.
   *
   * @default - all files
   */
  readonly paths?: string[];
}

/**
 * Options of `Trigger.pullRequest()`.
 */
export interface PullRequestTriggerOptions {
  /**
   * Patterns of the branches that pull requests want to change. `!` excludes. At most 8 of each kind, 1 to 255 characters
   * long; more are an error.
   *
   * @default - the branch of the source
   */
  readonly branches?: string[];

  /**
   * Patterns of files that a pull request changes. `!` excludes. At most 8 of each kind, 1 to 255 characters long; more are
   * an error.
   *
   * @default - all files
   */
  readonly paths?: string[];

  /**
   * What must happen to a pull request. An execution for a closed one may not find its branch any more.
   *
   * @default - all events
   */
  readonly events?: GitPullRequestEvent[];
}

/**
 * What starts a V2 pipeline, for `triggers` of `CodePipelineSource.connection()`.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-filter.html
 * @example
 * const source = pipelines.CodePipelineSource.connection('my-org/my-app', 'main', {
 *   connectionArn,
 *   triggers: [pipelines.Trigger.push({ paths: ['src/**', '!src/docs/**'] })],
 * });
 */
export class Trigger {
  /**
   * A push to a branch. An execution that a push starts takes the commit that was pushed, whatever branch the source names.
   *
   * On a pipeline that updates itself, branches other than that of the source are an error: whoever may push to one of
   * them could rewrite the pipeline. See `allowUnreviewedBranches` of the pipeline.
   *
   * @param options which branches, and which files
   */
  public static push(options?: PushTriggerOptions): Trigger {
    return new Trigger({ on: 'push', branches: options?.branches, paths: options?.paths });
  }

  /**
   * A tag. The source then knows no `BranchName`. Whoever may push a tag decides which commit is deployed, and a pipeline
   * that updates itself takes its definition from there: synthesis warns.
   *
   * @param patterns patterns of tags: `v*`. `!` excludes. At most 8 of each kind, 1 to 255 characters long; none, or more,
   * are an error.
   */
  public static tags(patterns: string[]): Trigger {
    return new Trigger({ on: 'tag', tags: patterns });
  }

  /**
   * A pull request. The execution takes the commit of the branch that wants to be merged, which nobody has reviewed yet: an
   * error unless the pipeline has `selfMutation: false` and `allowUnreviewedBranches: true`.
   *
   * @param options which pull requests
   */
  public static pullRequest(options?: PullRequestTriggerOptions): Trigger {
    const { branches, paths, events } = options ?? {};
    return new Trigger({ on: 'pull-request', branches, paths, events });
  }

  /**
   * Nothing: people or other programs start the pipeline. Together with another trigger this is an error.
   */
  public static none(): Trigger {
    return new Trigger({ on: 'nothing' });
  }

  /** @internal */
  public readonly _data: TriggerData;

  private constructor(data: TriggerData) {
    this._data = data;
  }
}
