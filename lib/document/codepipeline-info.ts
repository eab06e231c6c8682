import type { ValueInfo } from './job-info';

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
  /** What CodePipeline is given, as text, if no job says what it does. Values that may be secret are `<hidden>`. */
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
