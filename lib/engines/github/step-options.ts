import type { Duration } from 'aws-cdk-lib';
import type { AwsCredentials } from './aws-credentials';
import type { GitHubEnvironment } from './environment';
import type { JobPermissions } from './permissions';
import type { Runner } from './runner';

/**
 * A login to the registry of an image.
 */
export interface ContainerCredentials {
  /** The user: a name, or `GitHubExpression.secret()`. */
  readonly username: string;

  /** The password, as `GitHubExpression.secret()`: anything else is an error, as it would stand in the workflow file. */
  readonly password: string;
}

/**
 * A container: the one that a job runs in, or a service beside it.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idcontainer
 */
export interface JobContainer {
  /**
   * The image: `node:22`, `registry.example.com/build@sha256:…`. What a job runs in must have `bash` and GNU `tar`. An image that is empty,
   * or has blanks, is an error.
   */
  readonly image: string;

  /**
   * Login to the registry of the image.
   *
   * @default - none
   */
  readonly credentials?: ContainerCredentials;

  /**
   * Environment variables in the container, by name.
   *
   * @default - none
   */
  readonly env?: { readonly [name: string]: string };

  /**
   * Volumes: `my_docker_volume:/volume_mount`.
   *
   * @default - none
   */
  readonly volumes?: string[];

  /**
   * Ports: `8080:80`, or `80`.
   *
   * @default - none
   */
  readonly ports?: string[];

  /**
   * Options of `docker create`: `--cpus 1`. GitHub does not take `--network`: it is an error.
   *
   * @default - none
   */
  readonly options?: string;
}

/**
 * How GitHub Actions runs a step: what `GitHubWorkflow.configureStep()` is given.
 */
export interface GitHubStepOptions {
  /**
   * On which machine it runs.
   *
   * @default - that of its Stage, or of the workflow
   */
  readonly runner?: Runner;

  /**
   * The container it runs in. For a `ManualApprovalStep` it is an error.
   *
   * @default - none: it runs on the machine itself
   */
  readonly container?: JobContainer;

  /**
   * Containers that run beside it, by the name of their host: letters, digits, `-` and `_`; another name is an error.
   *
   * @default - none
   */
  readonly services?: { readonly [name: string]: JobContainer };

  /**
   * What the token of the job may do, beside what it needs in any case.
   *
   * @default - it may read the repository
   */
  readonly permissions?: JobPermissions;

  /**
   * The environment that the job is in: its secrets and variables, and what a role may trust. For a gate: the environment
   * whose reviewers are asked, and its `url` takes precedence over `reviewUrl` of the gate. Two gates with one environment are asked one
   * after the other all the same.
   *
   * @default - none; for a gate one of its own, `<name of the workflow>-<id of the job>`
   */
  readonly gitHubEnvironment?: GitHubEnvironment;

  /**
   * Credentials for AWS that it has.
   *
   * @default - none; for a `CodeBuildStep` with a `role`, that role, which must trust GitHub
   */
  readonly awsCreds?: AwsCredentials;

  /**
   * Region for these credentials, such as `eu-west-1`; another form is an error.
   *
   * @default - that of the first stack of its Stage, or of the first stack that the pipeline deploys
   */
  readonly awsRegion?: string;

  /**
   * After how long it is stopped: whole minutes, at most 6 hours on a machine of GitHub, and 5 days on a self-hosted runner; more is an error.
   *
   * @see https://docs.github.com/en/actions/reference/limits
   * @default - what the step says, or one hour
   */
  readonly timeout?: Duration;

  /**
   * When it runs, as `GitHubExpression.raw()`: otherwise it is skipped, and so is all that waits for it. Text that is no such
   * expression is an error, and so are `always()`, `failure()` and `cancelled()` in it: they would let it run after a gate that was
   * rejected. For a gate it is an error, too: what it holds back would not run.
   *
   * @default - whenever all that it waits for has succeeded
   */
  readonly condition?: string;

  /**
   * The shell of its commands: `bash`, `pwsh`, or a command with `{0}` in it for the file of the script. What a shell other than `bash` does when a
   * command fails is its own affair; variables that are exported need `bash`, and so it is an error if there are some.
   *
   * @default 'bash'
   */
  readonly shell?: string;

  /**
   * Directory in which its commands run, relative to that of the job. Files of inputs and outputs are not looked for there.
   *
   * @default - that of the job
   */
  readonly workingDirectory?: string;
}
