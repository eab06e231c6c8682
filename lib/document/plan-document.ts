/*
 * What `<pipeline>.plan.json` in the cloud assembly holds, for people and programs that never see a construct. Plain data,
 * versioned; `schema/plan.schema.json` is made from these types and their comments (`npm run schema`). Everything that
 * reads a plan (`npx cdk-pipelines`, `PipelinePlan`) depends on this file and on nothing else.
 */

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
  readonly pipeline: PipelineInfo;
  /** The Stages that are deployed, in the order they were added. */
  readonly applications: readonly ApplicationInfo[];
  /** The plan itself: groups, joints and actions, parents before children. The same in every layout, and on every engine. */
  readonly nodes: readonly NodeInfo[];
  /** What really is in the CodePipeline, also what was added to it by hand. Missing if another engine runs the plan. */
  readonly codePipeline?: CodePipelineInfo;
  /** How much of what AWS accepts is used: for each limit what is near or over it, else the greatest use. */
  readonly budgets: readonly BudgetLine[];
  /** What works, but probably not as the user thinks. */
  readonly warnings: readonly WarningInfo[];
  /** Roles in the pipeline's stack, by logical id. */
  readonly roles: readonly RoleInfo[];
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
  /** What an action does. */
  readonly work?: WorkInfo;
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

export type JobInfo = ScriptJobInfo | DeployJobInfo | AskJobInfo | PermissionsCheckJobInfo | SourceJobInfo | OwnJobInfo;

/** Commands in a shell, on a machine of their own. */
export interface ScriptJobInfo {
  readonly kind: 'script';
  /** They prepare the machine. */
  readonly installCommands: readonly string[];
  readonly commands: readonly string[];
  /** Variables of the environment, and where their values come from. */
  readonly env: Readonly<Record<string, ValueInfo>>;
  /** Files that it finds. Those in `.` are what it starts in. */
  readonly inputs: readonly FilesInfo[];
  /** Files that it hands on. */
  readonly outputs: readonly FilesInfo[];
}

/** A stack is deployed. */
export interface DeployJobInfo {
  readonly kind: 'deploy';
  /** `prepare` makes a change set, `execute` carries it out, `update` does both at once. */
  readonly mode: 'update' | 'prepare' | 'execute';
}

/** A person decides. */
export interface AskJobInfo {
  readonly kind: 'ask';
  readonly comment?: string;
  /** A page with what is to be reviewed. */
  readonly url?: string;
}

/** What a Stage may do is compared with what it could do before; a person decides if it is more. */
export interface PermissionsCheckJobInfo {
  readonly kind: 'permissions-check';
  /** Construct path of the Stage that is compared: mostly the id of an application. */
  readonly stage?: string;
}

/** Files are fetched. */
export interface SourceJobInfo {
  readonly kind: 'source';
  readonly provider: 'connection' | 'github' | 'codecommit' | 's3' | 'ecr';
  /** As the provider knows it: `owner/repository`, `s3://bucket/key`, `image:tag`. */
  readonly repository: string;
  readonly branch?: string;
  /** What starts the pipeline: the provider reports a change, it is asked from time to time, or nothing does. */
  readonly trigger: 'change' | 'poll' | 'none';
}

/** The step makes its own action: what that does is up to it. */
export interface OwnJobInfo {
  readonly kind: 'own';
}

/** Where a value comes from. */
export type ValueInfo = LiteralInfo | OutputInfo | StackOutputInfo | ParameterInfo | SecretInfo;

export interface LiteralInfo {
  readonly literal: string;
}

/** A variable that a step exports. */
export interface OutputInfo {
  readonly output: {
    /** Id of the node. */
    readonly node: string;
    readonly variable: string;
  };
}

/** An output of a stack that the pipeline deploys. */
export interface StackOutputInfo {
  readonly stackOutput: {
    /** Construct path. */
    readonly stack: string;
    readonly name: string;
  };
}

/** A parameter in Systems Manager. */
export interface ParameterInfo {
  readonly parameter: string;
}

/** A secret in Secrets Manager. */
export interface SecretInfo {
  readonly secret: string;
}

/** Files in a directory. */
export interface FilesInfo {
  readonly directory: string;
  /** Names of file sets are for people: two may have one name. */
  readonly fileSet: string;
  /** Of an input: id of the node that makes them. Missing if they come from outside the pipeline. */
  readonly from?: string;
  /** Patterns of the files to take. Missing if all are taken. */
  readonly files?: readonly string[];
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

/** What CodePipeline runs. */
export interface CodePipelineInfo {
  readonly type: 'V1' | 'V2';
  readonly executionMode?: string;
  /** How CodePipeline stages are filled. */
  readonly layout: 'default' | 'compact';
  /** In the order they run. */
  readonly stages: readonly StageInfo[];
  /** CodeBuild projects that actions run, by logical id. Missing are those of other stacks. */
  readonly projects: readonly ProjectInfo[];
  /** Waits that nothing in the blueprint asks for: run orders are barriers across a CodePipeline stage. */
  readonly siblingWaits: readonly SiblingWait[];
}

/** A CodePipeline stage. */
export interface StageInfo {
  readonly name: string;
  /** By run order, then by name. */
  readonly actions: readonly ActionInfo[];
}

/** An action of CodePipeline. A node of the plan has several if its step makes several. */
export interface ActionInfo {
  /** Unique in its stage. */
  readonly name: string;
  /**
   * @asType integer
   * @minimum 1
   */
  readonly runOrder: number;
  /** Id of its node in the plan. Missing if it was added by hand, or is in a CodePipeline that was there before. */
  readonly node?: string;
  /** `Source`, `Build`, `Deploy`, `Approval` and so on, as CodePipeline calls it. */
  readonly category: string;
  /** `CodeBuild`, `CloudFormation`, `Manual` and so on. */
  readonly provider: string;
  /** Whether it stops the pipeline for a decision. */
  readonly gate: boolean;
  /** Construct path of the CodeBuild project that it runs. */
  readonly project?: string;
  /** Construct path of the role that it assumes, or what is known of its ARN. Missing if `target` says it, or if it has none. */
  readonly role?: string;
  /** What CodePipeline is told, as text, if no job says what it does. Values that may be secret are `<hidden>`. */
  readonly configuration?: Readonly<Record<string, string>>;
}

/** A CodeBuild project: a machine, and what it may do. */
export interface ProjectInfo {
  /** Construct path. */
  readonly path: string;
  /** `LINUX_CONTAINER` and so on. */
  readonly type: string;
  readonly image: string;
  readonly computeType: string;
  readonly privileged: boolean;
  readonly timeoutMinutes?: number;
  /** Construct path of the role, or what is known of its ARN. */
  readonly role: string;
  /** Variables of the environment that are not of one action, but of the project. */
  readonly env: Readonly<Record<string, ValueInfo>>;
}

/** Who waits for what another application does, unasked. */
export interface SiblingWait {
  readonly stage: string;
  /**
   * Applications in `applications` start this run order …
   *
   * @asType integer
   * @minimum 1
   */
  readonly runOrder: number;
  /** Ids of applications. */
  readonly applications: readonly string[];
  /**
   * … only after these actions of other applications are done: `<CodePipeline stage>/<name>`, each listed once, with the
   * run order that comes next (so waits add up), and without repetition for each application: those of its own do not
   * count for it. They are in the CodePipeline stage before if this is the first run order of a stage that goes on with a wave.
   */
  readonly waitFor: readonly string[];
  /** Whether one of these stops for a decision. */
  readonly gate: boolean;
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
