import type { Access } from '../cloud/access';
import type { Published } from '../cloud/assets';
import type { CloudFormation } from '../cloud/cloudformation';
import type { Principal } from '../cloud/iam';
import type { StandIns } from '../cloud/stand-ins';
import type { Artifacts } from './artifacts';
import type { WorkflowFile } from './workflow-file';

/** What is around a workflow. */
export interface GitHubWorld {
  /** `owner/name` of the repository that the workflow is in. */
  readonly repository: string;
  /** Directory of each repository, by its name. */
  readonly sources: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** The secret that opens another repository, by its name. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Whether somebody must approve; nothing, if nobody has made it. */
  readonly environments: Readonly<Record<string, boolean | undefined>>;
  /** Whether whoever is asked says no. */
  readonly rejects: (job: string) => boolean;
  /** The subject that a role trusts, by its ARN. Nothing: there is no such role. */
  readonly trustOf: (roleArn: string) => RegExp | undefined;
  /** What `cdk synth` makes. */
  readonly assembly: string;
  /** Names of stacks that CloudFormation does not change. */
  readonly brokenStacks: readonly string[];
  /** Whether permissions are broadened. */
  readonly broadened: boolean;
}

/** Something that people would see, and the job that it was in. */
export interface Seen {
  readonly what: string;
  readonly details: readonly string[];
  readonly job: string;
}

export type Result = 'success' | 'failure' | 'skipped';

export interface JobResult {
  readonly result: Result;
  readonly outputs: Readonly<Record<string, string>>;
}

/** What a job has done, for those that wait for it. To all others it may not have happened yet. */
export interface Effect {
  readonly job: string;
  readonly published?: Published;
  readonly stack?: (cloudFormation: CloudFormation) => void;
  /** Lines that it has added to the summary of the run. */
  readonly summary?: string;
}

/** A run of a workflow. */
export interface Run {
  readonly directory: string;
  readonly workflow: WorkflowFile;
  readonly world: GitHubWorld;
  readonly access: Access;
  readonly standIns: StandIns;
  readonly artifacts: Artifacts;
  /** Whether somebody must approve, by name; one that a job names is made, if it is not there. */
  readonly environments: Map<string, boolean>;
  readonly seen: Seen[];
  readonly failures: string[];
  readonly effects: Effect[];
  /** Who has which keys for AWS. */
  readonly keys: Map<string, Principal>;
  /** Rights of the tokens of jobs. */
  readonly rights: Map<string, Readonly<Record<string, string>>>;
  /** Where GitHub is asked, and tools. */
  readonly url: string;
  readonly bins: readonly string[];
  /** Says on which machine a step runs. */
  readonly onMachine: (step: string, running: Running) => void;
}

/** A job while it runs: on a machine of its own. */
export interface Running {
  readonly run: Run;
  readonly id: string;
  readonly name: string;
  /** The job itself, and all that it waits for. */
  readonly before: ReadonlySet<string>;
  readonly environment?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly token: string;
  readonly workspace: string;
  readonly temp: string;
  /** Variables that steps have set for those after them. */
  readonly env: Record<string, string>;
  readonly path: string[];
}
