import type * as cb from 'aws-cdk-lib/aws-codebuild';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { RoleTarget } from './access/bootstrap-roles';
import type { ActionFactory, ActionRequest, ActionResult, PipelineHost } from './host';
import type { CodeBuildRoles } from './access/roles';
import type { Settings } from './settings';
import type { StageOptionsData } from '../../../blueprint/stage-data';
import type { FileSet, Step } from '../../../blueprint';
import type { PublishJob } from '../../../jobs/job';
import type { JobOptions, Jobs } from '../../../jobs/make-jobs';
import type { StackSnapshot } from '../../../plan/snapshot-data';
import type { ArtifactMap } from '../artifact-map';
import type { StackOutputsMap } from '../stack-outputs-map';

/** What renderers need to know of the pipeline they render for. Nothing in it changes while they do. */
export interface EmitContext {
  readonly pipeline: PipelineHost;
  /** Let a step make its own action. */
  readonly produce: (step: ActionFactory<never>, stage: cp.IStage, request: ActionRequest) => ActionResult;
  /** Say which project has been made. */
  readonly announce: (projects: OwnProjects) => void;
  readonly settings: Settings;
  readonly codePipeline: cp.Pipeline;
  /** Steps by their number in the plan. */
  readonly steps: readonly Step[];
  /** All that is deployed. */
  readonly stacks: readonly StackSnapshot[];
  /** What runs at each node of the plan. */
  readonly jobs: Jobs;
  /** By the numbers that jobs know them by. */
  readonly fileSets: readonly FileSet[];
  /** Namespace of the variables that an action exports, by the number of its step. */
  readonly namespaces: ReadonlyMap<number, string>;
  /** Directory of the outermost cloud assembly: what the artifact of the synth holds. */
  readonly assemblyDir: string;
  /** What is attached to stages, by their index. */
  readonly attachments: ReadonlyMap<number, StageOptionsData>;
  /** What is approved, for people who are to see that. */
  readonly revision?: string;
  readonly roles: CodeBuildRoles;
  readonly emission: Emission;
}

/** Where an action is to be made. */
export interface ActionSite {
  readonly stage: cp.IStage;
  readonly request: ActionRequest;
  readonly context: EmitContext;
}

/** What a layout has to say while the constructs of one pipeline are made. */
export interface Emission {
  readonly artifacts: ArtifactMap;
  readonly stackOutputs: StackOutputsMap;

  /** What runs, as far as the layout decides it. */
  readonly jobs: JobOptions;

  /** What CloudFormation actions receive. */
  readonly templates: FileSet;

  /** Partition of the pipeline, where names are to hold it. @default - by reference */
  readonly partition?: string;

  /** The role with which CloudFormation is asked to deploy a stack. */
  deployRole(stack: StackSnapshot, target: RoleTarget): iam.IRole | undefined;

  /** Whether commands that log in to registries think of a CDK CLI that ran before, and of blanks. */
  readonly carefulLogins: boolean;

  /** Name of the project that updates a pipeline of that name. */
  selfUpdateProject(pipelineName: string): string;

  /** Description of the project of a script. @default - the place of the action in the pipeline */
  scriptDescription(actionName: string): string | undefined;

  publish(job: PublishJob, site: ActionSite): ActionResult;

  /** All actions are made. */
  finish(): void;
}

/** Projects of the pipeline itself, for the getters of the façade. */
export interface OwnProjects {
  readonly synthProject?: cb.IProject;
  readonly selfMutationProject?: cb.IProject;
}

/** What came out. */
export interface Receipt {
  /** In the order they were made. */
  readonly actions: readonly EmittedAction[];
}

/** What became of a node of the plan. */
export interface EmittedAction {
  readonly node: number;
  readonly stage: string;
  /** Construct path of the CodeBuild project that was made. */
  readonly project?: string;
  /** In CodePipeline: a custom step may make several, or none. */
  readonly made: readonly MadeAction[];
  /** The run order of what comes after it. */
  readonly end: number;
}

export interface MadeAction {
  readonly name: string;
  readonly runOrder: number;
  /** Whether it stops for a decision. */
  readonly gate: boolean;
  /** Where it is in its stage, if the name is known at deployment only. */
  readonly index?: number;
}

/** Whether an action of this category stops the pipeline until somebody decides. */
export function isGate(category: string): boolean {
  return category === 'Approval';
}
