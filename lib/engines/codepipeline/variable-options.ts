/**
 * Options of `CodePipeline.addVariable()`.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PipelineVariableDeclaration.html
 */
export interface VariableOptions {
  /**
   * Value in executions that give it none: 1 to 1,000 characters; others are an error. Every execution that a push starts is
   * one of these.
   *
   * @default - none: an execution that does not give the variable a value fails. Synthesis warns if a source starts the pipeline
   */
  readonly defaultValue?: string;

  /**
   * For the person who starts the pipeline: up to 200 characters; more are an error.
   *
   * @default - no description
   */
  readonly description?: string;
}
