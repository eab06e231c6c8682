import type { ValueInfo } from './job-info';

/** Properties by the names that CloudFormation has for them. */
type Settings = Readonly<Record<string, string>>;

/** What CodePipeline runs. */
export interface CodePipelineInfo {
  readonly type: 'V1' | 'V2';
  readonly executionMode?: string;
  /** Its other properties, as text: triggers, variables, where artifacts are kept. */
  readonly settings?: Settings;
  /** How CodePipeline stages are filled. */
  readonly layout: 'default' | 'compact';
  /** Who gets messages, and of what. Missing if nobody does. */
  readonly notifications?: readonly NotificationInfo[];
  /** In the order they run. */
  readonly stages: readonly StageInfo[];
  /** CodeBuild projects that actions run, by logical id. Missing are those of other stacks. */
  readonly projects: readonly ProjectInfo[];
  /** Waits that nothing in the blueprint asks for: run orders are barriers across a CodePipeline stage. */
  readonly siblingWaits: readonly SiblingWait[];
}

/** A rule by which messages are sent. */
export interface NotificationInfo {
  /** Construct path of the rule. */
  readonly path: string;
  /** As CodePipeline calls them: `codepipeline-pipeline-pipeline-execution-failed`. */
  readonly events: readonly string[];
  /** Construct paths of topics, or what is known of the ARNs of topics and channels. */
  readonly targets: readonly string[];
  /** Whether any message is sent. */
  readonly enabled: boolean;
}

/** A CodePipeline stage. */
export interface StageInfo {
  readonly name: string;
  /** Its other properties, as text: conditions, what is done after a failure. */
  readonly settings?: Settings;
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
  /** Whether a function may decide in place of a person: when a permissions check finds that nothing is broadened. */
  readonly autoApproved?: boolean;
  /** Construct path of the CodeBuild project that it runs. */
  readonly project?: string;
  /** What its variables are called: `#{namespace.NAME}`. Missing if nobody may ask for them. */
  readonly namespace?: string;
  /** Construct path of the role that it assumes, or what is known of its ARN. Missing if `target` says it, or if it has none. */
  readonly role?: string;
  /**
   * How it is configured, as text. Missing is what else says: `project`; of an action that deploys, what `target` and its
   * job have. Values that may be secret are `<hidden>`.
   */
  readonly configuration?: Settings;
  /** Its other properties, as text: artifacts, region, timeout. Missing are those that all have. */
  readonly settings?: Settings;
}

/** A CodeBuild project: a machine, and what it may do. */
export interface ProjectInfo {
  /** Construct path. */
  readonly path: string;
  readonly logicalId?: string;
  /** As CodeBuild knows it. Missing if CloudFormation makes a name. */
  readonly name?: string;
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
  /**
   * What really runs, with logins and whatever was merged into the commands: JSON or YAML, or the name of a file that is
   * among what the build is given.
   */
  readonly buildspec?: string;
  /** Its other properties, as text: network, cache, files, keys. Missing are those that all have. */
  readonly settings?: Settings;
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
