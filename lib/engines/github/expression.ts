import { demandExpression, demandName } from './private/inputs';
import { expressionAsText } from './private/expressions';
import { inputsOf, refuse } from '../../private/inputs';

/**
 * Values that GitHub fills in while a workflow runs. Each is text with a CDK token in it: the workflow file has
 * `${{ secrets.NAME }}` in its place.
 *
 * They belong into `env` of a step, and into what else is written into the workflow file. Anywhere else, such as in a template or in
 * a pipeline of CodePipeline, they are an error.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/contexts
 * @example
 * new pipelines.ShellStep('Notify', {
 *   env: { TOKEN: pipelines.github.GitHubExpression.secret('CHAT_TOKEN') },
 *   commands: ['./notify.sh'],
 * });
 */
export class GitHubExpression {
  /**
   * The value of a secret of the repository, of the environment of the job, or of the organization.
   *
   * @param name letters, digits and `_`, not starting with a digit or with `GITHUB_`; `GITHUB_TOKEN` is the one that GitHub makes
   * for each job. Another name is an error.
   */
  public static secret(name: string): string {
    const inputs = inputsOf('GitHubExpression.secret()');
    if (name !== 'GITHUB_TOKEN') demandName(inputs, 'a secret', 'name', name);
    refuse(inputs);
    return expressionAsText(`secrets.${name}`);
  }

  /**
   * The value of a variable of the repository, of the environment of the job, or of the organization.
   *
   * @param name letters, digits and `_`, not starting with a digit or with `GITHUB_`; another one is an error
   */
  public static variable(name: string): string {
    const inputs = inputsOf('GitHubExpression.variable()');
    demandName(inputs, 'a variable', 'name', name);
    refuse(inputs);
    return expressionAsText(`vars.${name}`);
  }

  /**
   * Any expression of GitHub. It is evaluated as it stands: nothing that strangers may write, such as the title of an issue or the
   * name of a branch, should become part of a command by it.
   *
   * @param expression what is between `${{` and `}}`, without these: `github.run_id`. At most 21,000 characters in one line.
   */
  public static raw(expression: string): string {
    const inputs = inputsOf('GitHubExpression.raw()');
    demandExpression(inputs, 'expression', expression);
    refuse(inputs);
    return expressionAsText(expression.trim());
  }

  private constructor() {}
}
