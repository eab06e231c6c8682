import type { Duration } from 'aws-cdk-lib';

/**
 * A step of a job: it uses an action, or runs commands. One with both, or with neither, is an error.
 *
 * Texts are literal, but for what `GitHubExpression` and outputs of other steps stand for; in `run` there may be neither: put them into `env`.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idsteps
 */
export interface JobStep {
  /**
   * What people read.
   *
   * @default - what GitHub makes of the rest
   */
  readonly name?: string;

  /**
   * An id, by which other steps of the job read its outputs: letters, digits, `-` and `_`, not starting with a digit. Another one is an
   * error, and so is one that two steps have.
   *
   * @default - none
   */
  readonly id?: string;

  /**
   * The action: `owner/name@ref`, `./path` in the repository, or `docker://image`. A `ref` that is no commit of 40 digits is a warning.
   *
   * @default - none: it runs commands
   */
  readonly uses?: string;

  /**
   * What the action is given, by name: `with` in a workflow file. All of it is text, also `'true'` and `'3'`.
   *
   * @default - nothing
   */
  readonly inputs?: { readonly [name: string]: string };

  /**
   * Commands.
   *
   * @default - none: it uses an action
   */
  readonly run?: string;

  /**
   * Shell of the commands.
   *
   * @default 'bash'
   */
  readonly shell?: string;

  /**
   * Directory in which the commands run.
   *
   * @default - that of the job
   */
  readonly workingDirectory?: string;

  /**
   * Environment variables, by name.
   *
   * @default - none
   */
  readonly env?: { readonly [name: string]: string };

  /**
   * When it runs, as `GitHubExpression.raw()`: `if` in a workflow file. Other text is an error.
   *
   * @default - when those before it have succeeded
   */
  readonly condition?: string;

  /**
   * Whether the job goes on when it fails.
   *
   * @default false
   */
  readonly continueOnError?: boolean;

  /**
   * After how long it is stopped: whole minutes, at most 6 hours, on all machines; anything else is an error.
   *
   * @default - with the job
   */
  readonly timeout?: Duration;
}
