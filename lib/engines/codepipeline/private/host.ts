import type * as cb from 'aws-cdk-lib/aws-codebuild';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import type { Construct } from 'constructs';
import type { PipelineBase } from '../../../blueprint';
import type { ArtifactMap } from '../artifact-map';
import type { CodeBuildOptions } from '../codebuild-options';
import type { StackOutputsMap } from '../stack-outputs-map';

/** What the rooms of this engine know of the construct that they work for. */
export interface PipelineHost extends PipelineBase {
  /** There once it has been made. */
  readonly pipeline: cp.Pipeline;
}

/** What whoever makes an action is given: `ProduceActionOptions` without the pipeline, which the façade adds for steps. */
export interface ActionRequest {
  readonly scope: Construct;
  readonly actionName: string;
  readonly runOrder: number;
  readonly variablesNamespace?: string;
  readonly artifacts: ArtifactMap;
  readonly fallbackArtifact?: cp.Artifact;
  readonly codeBuildDefaults?: CodeBuildOptions;
  readonly beforeSelfMutation?: boolean;
  readonly stackOutputsMap: StackOutputsMap;
}

/** What came of a request: `CodePipelineActionFactoryResult`. */
export interface ActionResult {
  readonly runOrdersConsumed: number;
  readonly project?: cb.IProject;
}

/** A step that makes its own action: `ICodePipelineActionFactory`, of which only the façade knows the pipeline's class. */
export interface ActionFactory<P> {
  produceAction(stage: cp.IStage, options: ActionRequest & { readonly pipeline: P }): ActionResult;
}

export function makesOwnAction(step: unknown): step is ActionFactory<never> {
  return typeof (step as Partial<ActionFactory<never>>).produceAction === 'function';
}
