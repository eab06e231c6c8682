import type * as cb from 'aws-cdk-lib/aws-codebuild';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import type { Construct } from 'constructs';
import type { ArtifactMap } from './artifact-map';
import type { CodeBuildOptions } from './codebuild-options';
import type { CodePipeline } from './codepipeline';
import type { StackOutputsMap } from './stack-outputs-map';

/**
 * What `produceAction()` is given.
 */
export interface ProduceActionOptions {
  /** Where to make the constructs that the action needs. */
  readonly scope: Construct;

  /** Name for the action; unique in its stage. */
  readonly actionName: string;

  /** Run order for the action; a second action that comes after it takes the next number. */
  readonly runOrder: number;

  /**
   * Namespace for the variables that the action exports; pass it on to the action.
   *
   * @default - nobody reads outputs of this step
   */
  readonly variablesNamespace?: string;

  /** Knows the artifacts of file sets. */
  readonly artifacts: ArtifactMap;

  /**
   * An artifact for a CodeBuild action that has no input of its own: CodeBuild cannot start without one.
   *
   * @default - nothing has been produced yet
   */
  readonly fallbackArtifact?: cp.Artifact;

  /** The pipeline that the action is made for. */
  readonly pipeline: CodePipeline;

  /**
   * Settings for a CodeBuild project that this step makes.
   *
   * @default - no settings
   */
  readonly codeBuildDefaults?: CodeBuildOptions;

  /**
   * Whether the action runs before the pipeline updates itself.
   *
   * Such an action should change when anything it uses changes (with a hash in its configuration, say), so that
   * the pipeline starts over after the update.
   *
   * @default false
   */
  readonly beforeSelfMutation?: boolean;

  /** Knows the variables of stack outputs. CodePipeline fills variables in only in configurations of actions. */
  readonly stackOutputsMap: StackOutputsMap;
}

/**
 * Makes the action for a step: implement it in a class that extends `Step`.
 *
 * The pipeline decides what the action is called and when it runs; everything else is yours.
 */
export interface ICodePipelineActionFactory {
  /**
   * Make the action (or several) and add it to the stage.
   *
   * @param stage the CodePipeline stage to add to
   * @param options names and numbers to use, and helpers
   */
  produceAction(stage: cp.IStage, options: ProduceActionOptions): CodePipelineActionFactoryResult;
}

/**
 * What `produceAction()` has made.
 */
export interface CodePipelineActionFactoryResult {
  /** How many run orders are taken: 1 for one action, or for several side by side. */
  readonly runOrdersConsumed: number;

  /**
   * The CodeBuild project that was made.
   *
   * @default - none was made
   */
  readonly project?: cb.IProject;
}
