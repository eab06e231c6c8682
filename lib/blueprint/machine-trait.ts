import { Trait } from '../private/traits';

/** What a script asks of the machine that it runs on. Its strings may be tokens. */
export interface MachineWishes {
  /** How long the script may take, in minutes. */
  readonly timeoutMinutes?: number;
  /** ARN of the role in AWS that the script has. */
  readonly roleArn?: string;
  readonly variables: readonly MachineVariable[];
  /** Names of all other properties that somebody has set, in the order of the alphabet. */
  readonly others: readonly string[];
}

/** A variable of the machine. The script may have another one of that name, which counts then. */
export interface MachineVariable {
  readonly name: string;
  /** What `value` is: text, or the name of what is kept elsewhere. */
  readonly kind: 'PLAINTEXT' | 'PARAMETER_STORE' | 'SECRETS_MANAGER';
  readonly value: string;
}

/** Of scripts that ask something of their machine: what it is at this moment. */
export const MACHINE = new Trait<() => MachineWishes>('Machine');
