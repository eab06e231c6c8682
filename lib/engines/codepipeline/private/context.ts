import type * as cb from 'aws-cdk-lib/aws-codebuild';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import { Construct } from 'constructs';
import type { CompactContext } from './compact/context';
import type { CodeBuildRoles } from './roles';
import type { FileSet, Step } from '../../../blueprint';
import type { ArtifactMap } from '../artifact-map';
import type { CodePipeline } from '../codepipeline';
import type { CodePipelineProps } from '../props';
import type { StackOutputsMap } from '../stack-outputs-map';

/** What renderers need to know of the pipeline they render for. Nothing in it changes while they do. */
export interface EmitContext {
  readonly pipeline: CodePipeline;
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

/** The construct at the end of a path of ids; what is missing on the way is made. */
export function scopeAt(parent: Construct, path: readonly string[]): Construct {
  return path.reduce(scopeFor, parent);
}

/** The child of that id, made when it is first asked for. */
export function scopeFor(parent: Construct, id: string): Construct {
  return (parent.node.tryFindChild(id) as Construct | undefined) ?? new Construct(parent, id);
}
