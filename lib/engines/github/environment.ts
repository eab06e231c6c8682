/**
 * An environment of GitHub: its reviewers, its secrets and variables, and what a role of AWS may trust.
 *
 * GitHub makes an environment that is missing, without any protection, as soon as a job names it. So make it first, in the settings
 * of the repository.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments
 */
export interface GitHubEnvironment {
  /**
   * Its name, as in the settings of the repository: 1 to 255 characters in one line; another one is an error, and so is one that is
   * not known when the workflow is written.
   */
  readonly name: string;

  /**
   * Address of what is deployed there, which GitHub links to: it begins with `https://` or `http://`, and may hold values of
   * `GitHubExpression`.
   *
   * @default - no link
   */
  readonly url?: string;
}
