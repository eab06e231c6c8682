import type { ShellStep } from './shell-step';
import { STEP } from './traits';

/** The step as a script, if it is one: of whatever class that extends `ShellStep`. */
export function scriptOf(step: unknown): ShellStep | undefined {
  return STEP.of(step)?.kind === 'script' ? (step as ShellStep) : undefined;
}
