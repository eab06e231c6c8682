import type { Access } from './access';
import type { Published } from './assets';
import type { CloudFormation } from './cloudformation';
import type { Files } from './files';
import type { Principal } from './iam';
import type { DeployedStack, Found } from './stacks';
import type { StandIns } from './stand-ins';

/** What is around the pipeline. */
export interface World {
  /** Directory of each source, by the name of its repository. */
  readonly sources: Readonly<Record<string, string>>;
  /** Gates that a person rejects, by what they are called. All others are approved. */
  readonly rejected?: readonly string[];
  /** Whether the permissions check finds broader permissions. */
  readonly broadened?: boolean;
  /** Of environments of GitHub, whether somebody must approve; nothing: there is none. @default - as the plan says */
  readonly environments?: Readonly<Record<string, boolean | undefined>>;
  /** Names of stacks that CloudFormation does not change: only in workflows of GitHub. */
  readonly brokenStacks?: readonly string[];
}

/** Something that people would see. Begins and ends at the barriers around its run order. */
export interface Event {
  /** What it is, in words of the blueprint. */
  readonly what: string;
  readonly details: readonly string[];
  readonly begin: number;
  readonly end: number;
}

export interface Execution {
  readonly events: readonly Event[];
  /** Actions that failed, and why. */
  readonly failures: readonly string[];
  /** Whether one is over before another one begins, however long anything takes. @default - as their times say */
  readonly isBefore?: (earlier: Event, later: Event) => boolean;
}

/** What happens in one action, until its run order is done: then it counts. */
export interface Effects {
  readonly events: Omit<Event, 'begin' | 'end'>[];
  readonly artifacts: Map<string, Artifact>;
  readonly variables: Map<string, Readonly<Record<string, string>>>;
  readonly published: Published[];
  readonly stacks: ((cloudFormation: CloudFormation) => void)[];
}

export interface Artifact extends Files {
  readonly region: string;
}

/** What actions see: the state after all run orders before. */
export interface Cloud {
  readonly directory: string;
  readonly world: World;
  readonly stacks: readonly DeployedStack[];
  readonly pipeline: Found;
  readonly role: Principal;
  readonly access: Access;
  readonly standIns: StandIns;
  readonly artifacts: Map<string, Artifact>;
  readonly variables: Map<string, Readonly<Record<string, string>>>;
  readonly published: Published[];
  readonly cloudFormation: CloudFormation;
  /** Calls of the function that approves, which wait for their approval. */
  readonly approvers: { readonly functionName: string; readonly payload: string; readonly build: string }[];
  /** Builds of this execution, by action. */
  readonly builds: Map<string, string>;
  readonly assembly: string;
}

/** An action while it runs. */
export interface Running {
  readonly cloud: Cloud;
  readonly stage: string;
  readonly name: string;
  readonly region: string;
  /** With the values of variables. */
  readonly configuration: Readonly<Record<string, any>>;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly namespace?: string;
  /** Its own role, or that of the pipeline. */
  readonly role: Principal;
  readonly effects: Effects;
}
