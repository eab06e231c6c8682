import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import type { FileSet, Step } from '../../../../blueprint';
import type { PlanOptions } from '../../../../plan/options';
import type { Plan } from '../../../../plan/plan';
import type { Problem } from '../../../../private/errors';
import type { CodePipelineProps } from '../../props';
import type { Limits } from '../limits/limit-table';
import type { Emission } from '../context';
import type { PipelineHost } from '../host';
import type { LaidOutStage } from './default-stages';

/** One way to arrange a plan in CodePipeline. Chosen once, from the properties; nobody asks which one it is. */
export interface Layout {
  readonly name: 'default' | 'compact';

  /** Whether actions without a role of their own run with the role of the CodePipeline, where the user does not say. */
  readonly usesPipelineRole: boolean;

  /** Whether stacks are deployed through change sets, where the user does not say. */
  readonly changeSets: boolean;

  /** Whether CloudFormation actions receive all of the cloud assembly, and not the templates alone. */
  readonly handsOnAssembly: boolean;

  /** Whether the helper that Docker asks for logins comes with the CDK CLI. */
  readonly bringsLoginHelper: boolean;

  readonly publishers: PublisherAdvice;

  /** What of the properties does not go with this layout. `path`: where they were given. */
  check(path: string, props: CodePipelineProps): Problem[];

  planOptions(props: CodePipelineProps, selfMutation: boolean): PlanOptions;

  lay(plan: Plan, props: CodePipelineProps): LaidOutStage[];

  /** The limits that hold, with the remedies that are left. */
  limits(props: CodePipelineProps): Limits;

  /** The service role of a new CodePipeline. @default - CDK makes it */
  newRole(host: PipelineHost): iam.IRole | undefined;

  /** The version of the CDK CLI that all of the pipeline uses. @default - the latest */
  cliVersion(props: CodePipelineProps): string | undefined;

  /** The version of `cdk-assets` with which assets are published. @default - the CDK CLI publishes them */
  cdkAssetsVersion(props: CodePipelineProps): string | undefined;

  emission(input: EmissionInput): Emission;
}

/** A pipeline that does not update itself publishes the assets it knew when it was deployed, unless one publisher takes all. */
export interface PublisherAdvice {
  readonly isOne: (props: CodePipelineProps) => boolean;
  /** What must not happen to assets otherwise: `added or removed`. */
  readonly change: string;
  /** How to have one publisher. */
  readonly fix: string;
}

export interface EmissionInput {
  readonly host: PipelineHost;
  readonly props: CodePipelineProps;
  readonly codePipeline: cp.Pipeline;
  readonly stages: readonly LaidOutStage[];
  readonly steps: readonly Step[];
  readonly cloudAssembly: FileSet;
}
