import type { StackOutputReference } from './outputs';
import type { FileSetLocation } from './shell-step-props';
import type { StepOutput } from './step-output';
import { Trait } from '../private/traits';

/** What a script is at this moment. */
export interface Script {
  readonly installCommands: readonly string[];
  readonly commands: readonly string[];
  readonly env: readonly ScriptVariable[];
  readonly inputs: readonly FileSetLocation[];
  readonly outputs: readonly FileSetLocation[];
}

export interface ScriptVariable {
  readonly name: string;
  readonly value: string | StepOutput | StackOutputReference;
}

/** Of steps that run a script: how to read it. */
export const SCRIPT = new Trait<() => Script>('Script');
