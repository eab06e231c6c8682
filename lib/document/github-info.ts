/** Properties by the names that GitHub has for them. */
type Settings = Readonly<Record<string, string>>;

/** What GitHub Actions runs: one workflow. */
export interface GitHubInfo {
  /** File of the workflow, from the root of the repository: `.github/workflows/deploy.yml`. */
  readonly file: string;
  /** Name of the workflow, as GitHub shows it. */
  readonly name: string;
  /** What starts it, as text: `push` to `{"branches":["main"]}`. */
  readonly triggers: Settings;
  /** Its other properties, as text: `concurrency`, `permissions`, `run-name`. */
  readonly settings?: Settings;
  /** In the order of the file: whoever is waited for comes first. */
  readonly jobs: readonly GitHubJobInfo[];
}

/** A job of a workflow. */
export interface GitHubJobInfo {
  /** Unique in the workflow. */
  readonly id: string;
  /** As GitHub shows it; a required status check has this name. */
  readonly name: string;
  /**
   * Ids of the nodes of the plan that it carries out: several if one job does their work, or runs once for each. Empty if it is of
   * the engine itself: what looks whether gates are protected, or ties waits into one.
   */
  readonly nodes: readonly string[];
  /** Ids of the jobs that it waits for. */
  readonly needs: readonly string[];
  /** Whether it stops for the decision of a person. */
  readonly gate: boolean;
  /** When it runs, as an expression. Missing if all that it needs must have succeeded, as GitHub has it. */
  readonly condition?: string;
  /** GitHub environment: its reviewers, its secrets, and what a role may trust. */
  readonly environment?: string;
  /** Label of the runner, or a list of labels as JSON. */
  readonly runsOn: string;
  /** What its token may do: `contents: read`. */
  readonly permissions: Settings;
  /** ARN of the role that it assumes in AWS, or an expression. */
  readonly role?: string;
  /** In the order they run. */
  readonly steps: readonly GitHubStepInfo[];
  /** Its other properties, as text: `timeout-minutes`, `concurrency`, `strategy`, `container`, `services`, `outputs`. */
  readonly settings?: Settings;
}

/** A step of a job. */
export interface GitHubStepInfo {
  readonly name?: string;
  /** The action that it runs, with its version. */
  readonly uses?: string;
  /** What a shell runs. */
  readonly run?: string;
  /** Its other properties, as text: `with`, `env`, `id`, `shell`, `working-directory`, `if`. */
  readonly settings?: Settings;
}
