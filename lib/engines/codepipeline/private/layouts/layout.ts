import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import type { FileSet, Step } from '../../../../blueprint';
import type { PlanOptions } from '../../../../plan/options';
import type { Plan, PlanNode } from '../../../../plan/plan';
import type { Diagnostic } from '../../../../private/diagnostics';
import type { CodePipelineProps } from '../../props';
import type { Settings } from '../settings';
import type { Emission } from '../context';
import type { PipelineHost } from '../host';
import type { LaidOutStage } from './default-stages';

/** One way to arrange a plan in CodePipeline. Chosen once, from the properties; nobody asks which one it is. */
export interface Layout {
  /** Whether CloudFormation actions receive all of the cloud assembly, and not the templates alone. */
  readonly handsOnAssembly: boolean;

  /** Whether the helper that Docker asks for logins comes with the CDK CLI. */
  readonly bringsLoginHelper: boolean;

  readonly publishers: PublisherAdvice;

  /** Whether a new asset, or one with other content, makes another pipeline. */
  readonly assetsChangePipeline: boolean;

  /** What of the properties does not go with this layout. `path`: where they were given. */
  check(path: string, props: CodePipelineProps): Diagnostic[];

  planOptions(settings: Settings): PlanOptions;

  /** What the CodePipeline stage of a top-level group is called. */
  rootName(root: PlanNode): string;

  lay(plan: Plan, settings: Settings): LaidOutStage[];

  /** The service role of a new CodePipeline. @default - CDK makes it */
  newRole(host: PipelineHost): iam.IRole | undefined;

  emission(input: EmissionInput): Emission;
}

/** A pipeline that does not update itself publishes the assets it knew when it was deployed, unless one publisher takes all. */
export interface PublisherAdvice {
  readonly isOne: (settings: Settings) => boolean;
  /** What must not happen to assets otherwise: `added or removed`. */
  readonly change: string;
  /** How to have one publisher. */
  readonly fix: string;
}

export interface EmissionInput {
  readonly host: PipelineHost;
  readonly settings: Settings;
  readonly codePipeline: cp.Pipeline;
  readonly stages: readonly LaidOutStage[];
  readonly steps: readonly Step[];
  readonly cloudAssembly: FileSet;
  /** Directory of the outermost cloud assembly. */
  readonly assemblyDir: string;
  /** The number by which jobs know a file set. */
  readonly fileSetKey: (fileSet: FileSet) => number;
}
