/*
 * What `<pipeline>.plan.json` in the cloud assembly holds: the pipeline as it was planned and laid out, for people
 * and programs that never see a construct. Plain data, versioned; `schema/plan.schema.json` says the same as JSON
 * Schema. Everything that reads it (`npx cdk-pipelines`, `PipelinePlan`) depends on this file and on nothing else.
 */

/** Major.minor. A reader takes every minor of its major: properties are added, never changed. */
export const PLAN_SCHEMA_VERSION = '1.0';

/** What a name of a plan document ends in. */
export const PLAN_FILE_SUFFIX = '.plan.json';

/** Type of the metadata of the pipeline that names the file: what an earlier synthesis left behind is named nowhere. */
export const PLAN_METADATA = 'cdk-pipelines:plan';

export interface PlanDocument {
  readonly schemaVersion: string;
  readonly pipeline: PipelineInfo;
  /** The Stages that are deployed, in the order they were added. */
  readonly applications: readonly ApplicationInfo[];
  /** CodePipeline stages, in the order they run. */
  readonly stages: readonly StageInfo[];
  /** By stage, then run order, then name. */
  readonly actions: readonly ActionInfo[];
  /** The plan itself: groups, joints and actions, parents before children. */
  readonly nodes: readonly NodeInfo[];
  /** Waits that nothing in the blueprint asks for: run orders are barriers across a CodePipeline stage. */
  readonly siblingWaits: readonly SiblingWait[];
  readonly budgets: readonly BudgetLine[];
  readonly warnings: readonly WarningInfo[];
  /** Roles in the pipeline's stack, by logical id. */
  readonly roles: readonly RoleInfo[];
}

export interface PipelineInfo {
  /** Construct path of the `CodePipeline`. */
  readonly path: string;
  /** Unique in the app; the plan document is named after it. */
  readonly name: string;
  /** Construct path of the stack that holds the pipeline. */
  readonly stack: string;
  /** Missing if they are known at deployment only. */
  readonly account?: string;
  readonly region?: string;
  readonly layout: 'default' | 'compact';
  readonly type: 'V1' | 'V2';
  readonly executionMode?: string;
  readonly selfMutation: boolean;
  readonly changeSets: boolean;
}

export interface ApplicationInfo {
  /** Construct path of the Stage: unique. */
  readonly id: string;
  readonly name: string;
  /** Id of the wave it was added in. */
  readonly wave: string;
}

export interface StageInfo {
  readonly name: string;
  /** Ids of its actions. */
  readonly actions: readonly string[];
}

export type ActionKind =
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

export interface ActionInfo {
  /** `<CodePipeline stage>/<name>`: unique. */
  readonly id: string;
  readonly stage: string;
  readonly name: string;
  /** From 1. */
  readonly runOrder: number;
  /** How many run orders it takes: 2 for a permissions check (compare, then ask), else 1 mostly. */
  readonly runOrders: number;
  /** How many actions of CodePipeline it is, where that is not 1: 2 for a permissions check. */
  readonly codePipelineActions?: number;
  /** Its node in the plan: the same in every layout, unlike names. */
  readonly node: string;
  readonly kind: ActionKind;
  /** Kind and name as messages say it: `ShellStep(Smoke)`. */
  readonly label: string;
  /** Whether the pipeline may stop here for a decision. */
  readonly gate: boolean;
  /** Id of the application that it belongs to; missing for what serves several. */
  readonly application?: string;
  /** Id of the wave; missing for what comes before the first one. */
  readonly wave?: string;
  readonly target?: TargetInfo;
  /** What a publisher publishes. */
  readonly assets?: readonly AssetInfo[];
  /** Construct path of the CodeBuild project that it runs. */
  readonly project?: string;
}

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

export interface AssetInfo {
  readonly id: string;
  /** As people call it; the id if it has no name. */
  readonly name: string;
  readonly image: boolean;
  /** Destinations, as the asset manifest names them. */
  readonly destinations: readonly string[];
}

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

export interface WaitInfo {
  /** Id of a node. */
  readonly node: string;
  readonly reason: string;
  /** `file:line` of the user's code, where CDK kept a stack trace. */
  readonly where?: string;
}

export interface SiblingWait {
  readonly stage: string;
  /** Applications in `applications` start this run order … */
  readonly runOrder: number;
  /** Ids of applications. */
  readonly applications: readonly string[];
  /**
   * … only after these actions of other applications are done: ids of actions, each listed once, with the run order that
   * comes next (so waits add up), and without repetition for each application: those of its own do not count for it.
   * They are in the CodePipeline stage before if this is the first run order of a stage that goes on with a wave.
   */
  readonly waitFor: readonly string[];
  /** Whether one of these stops for a decision. */
  readonly gate: boolean;
}

export type BudgetStatus = 'ok' | 'near' | 'over';

export interface BudgetLine {
  /** Which limit: `template-resources`. */
  readonly id: string;
  /** `max`: no more than the limit is taken. `min`: no less. `forbidden`: none. @default max */
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

export interface WarningInfo {
  readonly id: string;
  readonly message: string;
}

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
