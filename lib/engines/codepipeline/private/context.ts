import type * as cb from 'aws-cdk-lib/aws-codebuild';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import type { CompactContext } from './compact/context';
import type { ActionFactory, ActionRequest, ActionResult, PipelineHost } from './host';
import type { CodeBuildRoles } from './roles';
import type { FileSet, Step } from '../../../blueprint';
import type { ArtifactMap } from '../artifact-map';
import type { CodePipelineProps } from '../props';
import type { StackOutputsMap } from '../stack-outputs-map';

/** What renderers need to know of the pipeline they render for. Nothing in it changes while they do. */
export interface EmitContext {
  readonly pipeline: PipelineHost;
  /** Let a step make its own action. */
  readonly produce: (step: ActionFactory<never>, stage: cp.IStage, request: ActionRequest) => ActionResult;
  readonly props: CodePipelineProps;
  readonly codePipeline: cp.Pipeline;
  /** Steps by their number in the plan. */
  readonly steps: readonly Step[];
  readonly cloudAssembly: FileSet;
  /** Directory of the outermost cloud assembly: what the artifact of the synth holds. */
  readonly assemblyDir: string;
  readonly artifacts: ArtifactMap;
  readonly stackOutputs: StackOutputsMap;
  readonly roles: CodeBuildRoles;
  /** Only in the compact layout. */
  readonly compact?: CompactContext;
}

/** What came out, for the getters of the façade. */
export interface Receipt {
  readonly codePipeline: cp.Pipeline;
  readonly synthProject?: cb.IProject;
  readonly selfMutationProject?: cb.IProject;
  /** In the order they were made. */
  readonly actions: readonly EmittedAction[];
}

/** What became of a node of the plan. */
export interface EmittedAction {
  readonly node: number;
  readonly stage: string;
  readonly name: string;
  readonly runOrder: number;
  /** How many run orders it takes. */
  readonly runOrders: number;
  /** Construct path of the CodeBuild project that was made. */
  readonly project?: string;
}
