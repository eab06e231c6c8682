import type { GitPullRequestEvent } from 'aws-cdk-lib/aws-codepipeline';
import type { TriggerData } from './private/triggers';
import { demand, inputsOf, isList, isObject, refuse } from '../../private/inputs';

/**
 * Options of `Trigger.push()`.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html
 */
export interface PushTriggerOptions {
  /**
   * Patterns of branches: `main`, `release/**`. One that begins with `!` excludes, and wins over the others. At most 8 that
   * include and 8 that exclude, each of 1 to 255 characters; others are an error. An empty list takes all branches.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/syntax-glob.html
   * @default - the branch of the source
   */
  readonly branches?: string[];

  /**
   * Patterns of files: the pipeline starts if one of the files that were pushed matches. `!` excludes. At most 8 that include
   * and 8 that exclude, each of 1 to 255 characters; others are an error.
   *
   * @default - all files
   */
  readonly paths?: string[];
}

/**
 * Options of `Trigger.pullRequest()`.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html
 */
export interface PullRequestTriggerOptions {
  /**
   * Patterns of the branches that pull requests want to change. `!` excludes. At most 8 that include and 8 that exclude,
   * each of 1 to 255 characters; others are an error. An empty list takes all branches.
   *
   * @default - the branch of the source
   */
  readonly branches?: string[];

  /**
   * Patterns of files that a pull request changes. `!` excludes. At most 8 that include and 8 that exclude, each of 1 to 255
   * characters; others are an error.
   *
   * @default - all files
   */
  readonly paths?: string[];

  /**
   * What must happen to a pull request; another event is an error. An execution for a closed one may not find its branch any more.
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
    const { branches, paths } = options ?? {};
    return new Trigger({ on: 'push', ...listsIn('Trigger.push()', options, { branches, paths }) });
  }

  /**
   * A tag. The source then knows no `BranchName`. Whoever may push a tag decides which commit is deployed, and a pipeline
   * that updates itself takes its definition from there: synthesis warns.
   *
   * @param patterns patterns of tags: `v*`. `!` excludes. At most 8 that include and 8 that exclude, each of 1 to 255
   * characters; none, or others, are an error.
   */
  public static tags(patterns: string[]): Trigger {
    const { patterns: tags = [] } = listsIn('Trigger.tags()', {}, { patterns }, true);
    return new Trigger({ on: 'tag', tags });
  }

  /**
   * A pull request. The execution takes the commit of the branch that wants to be merged, which nobody has reviewed yet: an
   * error unless the pipeline has `selfMutation: false` and `allowUnreviewedBranches: true`.
   *
   * @param options which pull requests
   */
  public static pullRequest(options?: PullRequestTriggerOptions): Trigger {
    const { branches, paths, events } = options ?? {};
    const lists = listsIn('Trigger.pullRequest()', options, { branches, paths, events });
    demandEvents('Trigger.pullRequest()', lists.events ?? []);
    return new Trigger({ on: 'pull-request', ...lists, events: lists.events as GitPullRequestEvent[] | undefined });
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

/** https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_GitPullRequestFilter.html */
const EVENTS: readonly string[] = ['OPEN', 'UPDATED', 'CLOSED'];

function demandEvents(method: string, events: readonly string[]): void {
  const inputs = inputsOf(method);
  events.forEach((event, i) =>
    demand(
      inputs,
      EVENTS.includes(event),
      `events[${i}]`,
      event,
      `one of ${EVENTS.join(', ')}`,
      'take one of GitPullRequestEvent',
    ),
  );
  refuse(inputs);
}

/** Lists of text. Plain JavaScript would let through text for a list. */
function listsIn<K extends string>(
  method: string,
  options: unknown,
  given: Readonly<Record<K, unknown>>,
  isRequired = false,
): Partial<Record<K, string[]>> {
  const inputs = inputsOf(method);
  const isRight = options === undefined || options === null || isObject(options);
  demand(inputs, isRight, 'its options', options, 'an object', "write { branches: ['main'] }");
  const lists: Partial<Record<K, string[]>> = {};
  for (const [name, value] of Object.entries(given) as [K, unknown][]) {
    if (!isRequired && (value === undefined || value === null)) continue;
    const items = isList(value) ? [...value] : [];
    demand(inputs, isList(value), name, value, 'a list of patterns', `write ${name}: ['…']`);
    items.forEach((item, i) =>
      demand(inputs, typeof item === 'string', `${name}[${i}]`, item, 'text', `write ${name}: ['…']`),
    );
    lists[name] = items as string[];
  }
  refuse(inputs);
  return lists;
}
