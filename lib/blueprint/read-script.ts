import { Token, Tokenization } from 'aws-cdk-lib';
import type { StackOutputReference } from './outputs';
import type { Script, ScriptVariable } from './script-trait';
import type { FileSetLocation } from './shell-step-props';
import { findStepOutputs, type StepOutput } from './step-output';
import { definedOnly } from '../private/lang';

/** A step as far as its script goes. */
interface Scripted {
  readonly installCommands: string[];
  readonly commands: string[];
  readonly env: Record<string, string>;
  readonly envFromCfnOutputs: Record<string, StackOutputReference>;
  readonly inputs: FileSetLocation[];
  readonly outputs: FileSetLocation[];
}

export function readScript({ env, envFromCfnOutputs, ...script }: Scripted): Script {
  const variables = Object.entries(definedOnly(env)).map(([name, given]) => {
    const text = asText(given);
    return { name, value: outputIn(text) ?? text };
  });
  const ofStacks = Object.entries(envFromCfnOutputs).map(([name, value]): ScriptVariable => ({ name, value }));
  const { installCommands, commands, inputs, outputs } = script;
  return { installCommands, commands, inputs, outputs, env: [...variables, ...ofStacks] };
}

/** Plain JavaScript lets numbers and the like through, and they have always become text. */
function asText(given: unknown): string {
  if (typeof given === 'number') {
    return Tokenization.stringifyNumber(given);
  }
  return typeof given === 'object' ? Token.asString(given) : String(given);
}

/** The output of a step, if the text is that and nothing else. */
function outputIn(text: string): StepOutput | undefined {
  const [output, ...others] = findStepOutputs(text);
  return output && others.length === 0 && output.toString() === text ? output : undefined;
}
