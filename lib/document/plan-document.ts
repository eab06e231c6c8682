/*
 * What `<pipeline>.plan.json` in the cloud assembly holds, for people and programs that never see a construct. Plain data,
 * versioned; `schema/plan.schema.json` is made from these types and their comments (`npm run schema`). Everything that
 * reads a plan (`npx cdk-pipelines`, `PipelinePlan`) depends on these types and on nothing else.
 */

import type { CodePipelineInfo } from './codepipeline-info';
import type { GitHubInfo } from './github-info';
import type { JobInfo } from './job-info';

export type * from './codepipeline-info';
export type * from './github-info';
export type * from './job-info';

/** Major.minor. A reader takes every minor of its major: properties are added, never changed. */
export const PLAN_SCHEMA_VERSION = '2.0';

/** What a name of a plan document ends in. */
export const PLAN_FILE_SUFFIX = '.plan.json';

/** Type of the metadata of the pipeline that names the file: what an earlier synthesis left behind is named nowhere. */
export const PLAN_METADATA = 'cdk-pipelines:plan';

/**
 * What `<pipeline>.plan.json` in the cloud assembly holds: the pipeline as it was planned, and what an engine has made of
 * it. Later versions of 2 add properties, and change none: ignore those that you do not know.
 *
 * @title The plan of a pipeline
 */
export interface PlanDocument {
  /**
   * Major.minor. Who reads 2.0 can read every 2.x.
   *
   * @pattern ^2\.[0-9]+$
   */
  readonly schemaVersion: string;
  /**
   * Of the structure of the plan: steps, gates, deployments with their targets, and who waits for whom; not of what is run
   * or published. Missing if no approval shows it.
   *
   * @pattern ^[0-9a-f]+$
   */
  readonly planHash?: string;
  readonly pipeline: PipelineInfo;
  /** The Stages that are deployed, in the order they were added. */
  readonly applications: readonly ApplicationInfo[];
  /** The plan itself: groups, joints and actions, parents before children. The same in every layout, and on every engine. */
  readonly nodes: readonly NodeInfo[];
  /** What the actions of the plan do, in the order of their nodes. */
  readonly actions: readonly WorkInfo[];
  /** What really is in the CodePipeline, also what was added to it by hand. Missing if another engine runs the plan. */
  readonly codePipeline?: CodePipelineInfo;
  /** The workflow that runs the plan. Missing if another engine does. */
  readonly gitHub?: GitHubInfo;
  /** How much of what AWS accepts is used: for each limit what is near or over it, else the greatest use. */
  readonly budgets: readonly BudgetLine[];
  /** What works, but probably not as the user thinks. */
  readonly warnings: readonly WarningInfo[];
  /** Which deployments must wait for the decision of a person. Missing if nobody said so. */
  readonly gatePolicy?: readonly GateRuleInfo[];
  /** Roles in the pipeline's stack, by logical id. */
  readonly roles: readonly RoleInfo[];
  /** Policies of resources in the stacks of the pipeline: who may use its buckets, keys and functions. */
  readonly resourcePolicies?: readonly ResourcePolicyInfo[];
}

/** The pipeline as a whole. */
export interface PipelineInfo {
  /** Construct path of the pipeline. */
  readonly path: string;
  /** Unique in the app; the plan document is named after it. */
  readonly name: string;
  /** Construct path of the stack that holds the pipeline. Missing if it is in none. */
  readonly stack?: string;
  /** Missing if it is known at deployment only. */
  readonly account?: string;
  /** Missing if it is known at deployment only. */
  readonly region?: string;
  /** Whether the pipeline updates itself. */
  readonly selfMutation: boolean;
  /** Whether stacks are deployed through change sets. */
  readonly changeSets: boolean;
}

/** A Stage that is deployed. */
export interface ApplicationInfo {
  /** Construct path of the Stage: unique. */
  readonly id: string;
  readonly name: string;
  /** Id of the wave it was added in. */
  readonly wave: string;
}

/** A node of the plan. */
export interface NodeInfo {
  /** Path in the plan, `/` between the parts: unique. */
  readonly id: string;
  /** Id of the group that it is in. */
  readonly parent?: string;
  /**
   * `joint`: no work; it ties many waits into one, so that their number stays linear. Who reads chains of waits
   * walks through joints.
   */
  readonly kind: 'group' | 'joint' | 'action';
  readonly name: string;
  /**
   * What it waits for itself; what the groups that it is in wait for comes on top. To wait for a group is to wait
   * for all that it holds.
   */
  readonly waitsFor: readonly WaitInfo[];
}

/** Who is waited for, and why. */
export interface WaitInfo {
  /** Id of a node. */
  readonly node: string;
  readonly reason: string;
  /** `file:line` of the user's code, where CDK kept a stack trace. */
  readonly where?: string;
}

export type WorkKind =
  | 'source'
  | 'synth'
  | 'self-update'
  | 'publish'
  | 'prepare'
  | 'deploy'
  | 'script'
  | 'approval'
  | 'permissions-check'
  | 'custom';

/** What an action of the plan does. */
export interface WorkInfo {
  /** Id of its node, of the kind `action`: the same in every layout, and on every engine. */
  readonly node: string;
  /** Name of the node. */
  readonly name: string;
  readonly kind: WorkKind;
  /** Kind and name as messages say it: `ShellStep(Smoke)`. */
  readonly label: string;
  /** Whether the pipeline stops here for a decision: what counts is the action that was made, not the class of the step. */
  readonly gate: boolean;
  /** Id of the application that it belongs to; missing for what serves several. */
  readonly application?: string;
  /** Id of the wave; missing for what comes before the first one. */
  readonly wave?: string;
  readonly target?: TargetInfo;
  /** What a publisher publishes. */
  readonly assets?: readonly AssetInfo[];
  /** What runs. */
  readonly job: JobInfo;
}

/** Where a stack is deployed, and how. */
export interface TargetInfo {
  /** Construct path of the stack that is deployed. */
  readonly stack: string;
  readonly stackName: string;
  readonly account?: string;
  readonly region?: string;
  /** ARNs, with placeholders such as `${AWS::Partition}`. */
  readonly deployRole?: string;
  readonly executionRole?: string;
}

/** An asset that is published. */
export interface AssetInfo {
  readonly id: string;
  /** As people call it; the id if it has no name. */
  readonly name: string;
  readonly image: boolean;
  /** Destinations, as the asset manifest names them. */
  readonly destinations: readonly string[];
}

export type BudgetStatus = 'ok' | 'near' | 'over';

/** How much of a limit of AWS is used. */
export interface BudgetLine {
  /** Which limit: `template-resources`. */
  readonly id: string;
  /** `max`, if it is missing: no more than the limit is taken. `min`: no less. `forbidden`: none. */
  readonly kind?: 'max' | 'min' | 'forbidden';
  /** `resources in a template`. */
  readonly what: string;
  readonly used: number;
  readonly limit: number;
  /** Whether AWS never raises it. */
  readonly hard: boolean;
  /** Construct path, or where else the most of it is used. */
  readonly where: string;
  readonly remedy: string;
  /** Page that states the limit. */
  readonly source: string;
  /** `near`: above 80 %, of what grows with the pipeline. */
  readonly status: BudgetStatus;
}

/** A warning. */
export interface WarningInfo {
  /** What acknowledges it: `cdk-pipelines:…`. */
  readonly id: string;
  readonly message: string;
}

/** Which deployments must wait for the decision of a person. */
export interface GateRuleInfo {
  readonly kind: 'account' | 'region' | 'stage' | 'stack-name' | 'every-deployment';
  /** What it is about; `*` stands for any characters. Missing of `every-deployment`. */
  readonly pattern?: string;
  /** Whether a permissions check is enough, which asks a person only when something is broadened. */
  readonly permissionsCheckIsEnough?: boolean;
}

/** A role, and what it may do. */
export interface RoleInfo {
  readonly logicalId: string;
  /** Construct path. */
  readonly path: string;
  /** Who may assume it: statements as JSON text with sorted keys and lists. */
  readonly trust: readonly string[];
  /**
   * What it may do, of all its policies: statements as JSON text with sorted keys and lists, sorted. A policy that is
   * managed elsewhere is `{"ManagedPolicyArn": …}`.
   */
  readonly statements: readonly string[];
}

/** A resource, and who may do what with it. */
export interface ResourcePolicyInfo {
  /** Construct path of what has the policy, or is the policy. */
  readonly path: string;
  /** `AWS::S3::BucketPolicy` and so on. */
  readonly type: string;
  /** Statements as JSON text with sorted keys and lists, sorted. */
  readonly statements: readonly string[];
}
