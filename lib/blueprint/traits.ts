import { Trait } from '../private/traits';

/** What a step is, for whoever plans it or carries it out. Its class says so in the constructor. */
export interface StepTrait {
  readonly kind: 'script' | 'approval' | 'permissions-check' | 'custom';
  /** Whether it waits for a decision, so that losing it matters. */
  readonly gate: boolean;
  /** How many actions become of it, as far as that is known before. */
  readonly actions: number;
  /** Of an approval: what a person is asked. */
  readonly question?: () => Question;
  /** Of a permissions check: what it compares. */
  readonly checks?: () => PermissionsCheck;
  /** Of a source: what it fetches. */
  readonly origin?: Origin;
  /** The only engine that runs it. @default - each engine says which kinds it knows */
  readonly engine?: string;
}

export interface PermissionsCheck {
  /** Construct path of the Stage. */
  readonly stage: string;
  /** Whether it looks at all stacks, whatever their path. */
  readonly strict: boolean;
  /** Whether somebody gets a message of it. */
  readonly notifies?: true;
}

/** Its strings may be tokens. */
export interface Origin {
  readonly provider: 'connection' | 'github' | 'codecommit' | 's3' | 'ecr';
  /** What the provider knows it by: `owner/repository`, `s3://bucket/key`, `image:tag`. */
  readonly repository: string;
  readonly branch?: string;
  /** What starts the pipeline: the provider reports a change, it is asked from time to time, or nothing does. */
  readonly trigger: 'change' | 'poll' | 'none';
  /** Whether who gets it gets the history, too. */
  readonly clone?: boolean;
}

/** Its strings may be tokens. */
export interface Question {
  readonly comment?: string;
  /** Address of a page with what is to be reviewed. */
  readonly url?: string;
  /** How long a decision is waited for. @default - as long as the engine does */
  readonly timeoutMinutes?: number;
  /** Whether a message is sent, to whoever has subscribed to its topic. */
  readonly notifies?: true;
  /** Who gets a message. */
  readonly emails?: readonly string[];
  /** Whether the engine adds which revision is approved. */
  readonly showsRevision?: true;
}

export const STEP = new Trait<StepTrait>('Step');

/** Of pipelines, whatever their engine. */
export const PIPELINE = new Trait<true>('Pipeline');

/** Of file sets that come from an action which this library does not manage. */
export const EXTERNAL_FILES = new Trait<true>('ExternalFileSet');

/** Of tokens that stand for an output of a step. */
export const STEP_OUTPUT = new Trait<true>('StepOutput');
