import type { AssetSnapshot, Question, ScriptSnapshot, StackSnapshot, StepSnapshot } from '../plan/snapshot-data';

/** Commands, whoever they are from: a script of the user, publishing, the update of the pipeline itself. */
export type Commands = ScriptSnapshot;

export interface ScriptJob extends Commands {
  readonly kind: 'script';
  readonly step: number;
  /** Whether it makes the cloud assembly. */
  readonly synth: boolean;
}

export interface PublishJob extends Commands {
  readonly kind: 'publish';
  readonly publisher: string;
  /** Whether it publishes images; files otherwise. */
  readonly images: boolean;
  readonly assets: readonly AssetSnapshot[];
}

export interface SelfUpdateJob extends Commands {
  readonly kind: 'self-update';
}

/** Compare what a Stage may do with what it could do before, and ask somebody if it is more. */
export interface PermissionsCheckJob {
  readonly kind: 'permissions-check';
  readonly step: number;
  /** Construct path of the Stage. */
  readonly checks?: string;
}

export interface DeployJob {
  readonly kind: 'deploy';
  readonly stack: StackSnapshot;
  /** `prepare` makes a change set, `execute` carries it out, `update` does both at once. */
  readonly mode: 'update' | 'prepare' | 'execute';
  /** Whether somebody reads outputs of the stack. */
  readonly captureOutputs: boolean;
}

/** Wait until a person decides. */
export interface AskJob extends Question {
  readonly kind: 'ask';
  readonly step: number;
}

/** The step makes its own action. */
export interface OwnJob {
  readonly kind: 'own';
  readonly step: number;
  /** What it fetches, if it is a source of which that is known. */
  readonly origin?: StepSnapshot['origin'];
}

/** What runs at a node of the plan, as data. Its strings may be CDK tokens. */
export type Job = ScriptJob | PublishJob | SelfUpdateJob | PermissionsCheckJob | DeployJob | AskJob | OwnJob;

/** Those that are commands. */
export type CommandsJob = ScriptJob | PublishJob | SelfUpdateJob;
