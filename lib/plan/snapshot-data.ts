import type { Attached } from './attached';
import type { AssetData, StackData } from '../assembly/stack-data';
import type { Origin, Question } from '../blueprint/traits';

export type { Origin, Question };

/**
 * The blueprint as plain data: all that planning needs to know, and nothing of the CDK.
 *
 * Steps are known by a number, stacks by their artifact id.
 */
export interface BlueprintSnapshot {
  /** Construct path of the pipeline, for messages. */
  readonly path: string;
  readonly steps: readonly StepSnapshot[];
  /** The step that makes the cloud assembly; none if it comes from outside the pipeline. */
  readonly synth?: number;
  readonly waves: readonly WaveSnapshot[];
}

export type StepKind = 'script' | 'approval' | 'permissions-check' | 'custom';

export interface StepSnapshot {
  readonly key: number;
  readonly id: string;
  /** Kind and name, for messages. */
  readonly label: string;
  readonly kind: StepKind;
  readonly isSource: boolean;
  /** Whether the step waits for a decision, so that losing it matters. */
  readonly isGate: boolean;
  /** How many actions the engine makes of it, as far as that is known before. */
  readonly actions: number;
  /** Of a permissions check: construct path of the Stage that is compared; `strict`: all its stacks, whatever their path. */
  readonly checks?: { readonly stage: string; readonly strict: boolean };
  /** Of a source: what it fetches, if that is known. */
  readonly origin?: Origin;
  readonly dependsOn: readonly StepDependency[];
  /** Stack outputs that it reads. */
  readonly consumes: readonly OutputSnapshot[];
  /** Variables of its own that somebody reads. */
  readonly outputs: readonly string[];
}

/** Where a value comes from. */
export type Value =
  | { readonly literal: string }
  | { readonly output: { readonly step: number; readonly variable: string } }
  | { readonly stackOutput: { readonly stackId: string; readonly stackPath: string; readonly outputName: string } };

export interface Variable {
  readonly name: string;
  readonly value: Value;
}

/** Files, known by a number, and the directory where they are. */
export interface Placed {
  readonly directory: string;
  readonly fileSet: number;
  /** Patterns of the files to take. @default - all */
  readonly files?: readonly string[];
}

/** What a shell runs, in a machine of its own. */
export interface ScriptSnapshot {
  /** They prepare the machine. */
  readonly installCommands: readonly string[];
  readonly commands: readonly string[];
  /** In the order they were given: of two with one name, the later one counts. */
  readonly env: readonly Variable[];
  /** Files that it finds. The one for `.` is what it starts in. */
  readonly inputs: readonly Placed[];
  /** Files that it hands on. */
  readonly outputs: readonly Placed[];
}

export interface StepDependency {
  readonly step: number;
  readonly why: 'file-set' | 'output' | 'declared';
  /** Whether one of its variables is read, also where that is not the reason: it may hand on files as well. */
  readonly readsOutput?: boolean;
}

export interface OutputSnapshot {
  readonly stackId: string;
  /** Construct path of the stack, for messages. */
  readonly stackPath: string;
  readonly outputName: string;
  /** What to do if the pipeline does not deploy the stack. */
  readonly remedy?: string;
}

export interface WaveSnapshot {
  readonly id: string;
  readonly attached?: Attached;
  readonly pre: readonly number[];
  readonly post: readonly number[];
  /** Whether its Stages are not side by side: each of them has a group of its own, one after the other. */
  readonly apart: boolean;
  readonly stages: readonly StageSnapshot[];
}

export interface StageSnapshot {
  readonly name: string;
  readonly attached?: Attached;
  /** Construct path of the Stage. */
  readonly path: string;
  readonly pre: readonly number[];
  readonly post: readonly number[];
  readonly stacks: readonly StackSnapshot[];
}

/** All that is known of a stack: as the cloud assembly says, but for what the user has changed in the deployment. */
export interface StackSnapshot extends StackData {
  readonly pre: readonly number[];
  readonly changeSet: readonly number[];
  readonly post: readonly number[];
  readonly assets: readonly AssetSnapshot[];
}

export interface AssetSnapshot extends AssetData {
  /** Of the stack that wants it. */
  readonly account?: string;
  readonly region?: string;
}

/** In the order of declaration. */
export function stacksOf({ waves }: BlueprintSnapshot): StackSnapshot[] {
  return waves.flatMap((wave) => wave.stages.flatMap((stage) => stage.stacks));
}
