import type { AwsCredentials } from './aws-credentials';

/**
 * How pull requests are checked, by a workflow of their own.
 */
export interface PullRequestCheckOptions {
  /**
   * Branches that the pull requests go to, with `*`, `**` and `!` as GitHub has them.
   *
   * @default - those whose pushes start the workflow
   */
  readonly branches?: string[];

  /**
   * Files of which one at least must be changed. A check that branch rules require must have none: where it does not run, GitHub waits for it.
   *
   * @default - any
   */
  readonly paths?: string[];

  /**
   * Credentials for lookups of the synth. Code that nobody has reviewed gets them: they should be of a role that may read what lookups read, and
   * nothing else: a `GitHubActionRole` with `pullRequests: true` and `bootstrapRoles: [BootstrapRole.LOOKUP]`.
   *
   * @default - none: what the synth looks up must be in `cdk.context.json`
   */
  readonly awsCreds?: AwsCredentials;

  /**
   * The command of this library, as the synth has installed it.
   *
   * @default 'npx --no -- cdk-pipelines' which npm finds where the package is a dependency; for Python, write 'cdk-pipelines'
   */
  readonly command?: string;
}
