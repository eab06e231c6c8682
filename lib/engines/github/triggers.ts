/** Pushes that start a workflow. */
export interface PushTrigger {
  /**
   * Branches, with `*`, `**` and `!` as GitHub has them. Nothing but patterns with `!` is an error, here and elsewhere: it starts nothing.
   *
   * @default - all
   */
  readonly branches?: string[];

  /**
   * Branches that do not.
   *
   * @default - none
   */
  readonly branchesIgnore?: string[];

  /**
   * Tags.
   *
   * @default - none if there are branches, else all
   */
  readonly tags?: string[];

  /**
   * Tags that do not.
   *
   * @default - none
   */
  readonly tagsIgnore?: string[];

  /**
   * Files of which one at least must have changed.
   *
   * @default - any
   */
  readonly paths?: string[];

  /**
   * Files that do not count.
   *
   * @default - none
   */
  readonly pathsIgnore?: string[];
}

/** A time at which a workflow starts. */
export interface ScheduleTrigger {
  /** Five fields, UTC: `0 3 * * 1`. What GitHub does not take is an error. */
  readonly cron: string;
}

/** An input that people may set when they start the workflow by hand. Steps get it as an environment variable of that name. */
export interface DispatchInput {
  /**
   * What it is for.
   *
   * @default - GitHub shows the name
   */
  readonly description?: string;

  /**
   * Its value where nobody sets it, also in runs that something else has started.
   *
   * @default - empty
   */
  readonly defaultValue?: string;

  /**
   * Whether it must be set.
   *
   * @default false
   */
  readonly required?: boolean;

  /**
   * The values that it may have.
   *
   * @default - any
   */
  readonly options?: string[];
}

/** Lets people start the workflow by hand. */
export interface WorkflowDispatchTrigger {
  /**
   * Whether it may be started on branches that a push does not deploy: with code that nobody has merged.
   *
   * Where `branches` of `push` are patterns other than names with `*` at the end, GitHub cannot check this, and rules of
   * environments must say which branches may deploy.
   *
   * @default false
   */
  readonly fromAnyBranch?: boolean;

  /**
   * What can be set, by name.
   *
   * @default - nothing
   */
  readonly inputs?: { readonly [name: string]: DispatchInput };
}

/** What starts a workflow. Pull requests do not: code that nobody has merged must not deploy. */
export interface WorkflowTriggers {
  /**
   * Pushes.
   *
   * @default - none
   */
  readonly push?: PushTrigger;

  /**
   * Times.
   *
   * @default - none
   */
  readonly schedule?: ScheduleTrigger[];

  /**
   * By hand.
   *
   * @default - nobody can start it by hand
   */
  readonly workflowDispatch?: WorkflowDispatchTrigger;
}
