import { type IResolvable, type IResolveContext, Token, Tokenization } from 'aws-cdk-lib';
import type { Step } from './step';
import { STEP_OUTPUT } from './traits';
import { fail } from '../private/errors';

const CONSUMED = Symbol.for('cdk-pipelines.consumedOutputs');

/**
 * A value that a step makes known while the pipeline runs (a commit id, an exported variable).
 *
 * It travels through user code as a token. Which engine variable it stands for is decided when the
 * pipeline is laid out, and written here with `define()`.
 */
export class StepOutput implements IResolvable {
  public readonly creationStack: string[] = [];
  private definition?: string;

  constructor(
    public readonly step: Step,
    public readonly variable: string,
  ) {
    STEP_OUTPUT.implement(this, true);
  }

  public define(definition: string): void {
    this.definition = definition;
  }

  public resolve(_context: IResolveContext): string {
    return (
      this.definition ??
      fail({
        where: `Step '${this.step.id}'`,
        given: `its output '${this.variable}' is used where the pipeline cannot pass it`,
        expected:
          'an output that is handed to a step through its environment variables, and a producer in the same pipeline',
        fix: `put it into 'env' of the step that needs it; in a Step class of your own, call discoverReferencedOutputs() with it in the constructor`,
      })
    );
  }

  public toString(): string {
    return Token.asString(this);
  }

  public toJSON(): string {
    return `<output ${this.variable} of step ${this.step.id}>`;
  }
}

export function isStepOutput(x: unknown): x is StepOutput {
  return STEP_OUTPUT.isOn(x);
}

/** All outputs that are referenced anywhere in a structure of plain data. Handles structures that refer to themselves. */
export function findStepOutputs(structure: unknown): StepOutput[] {
  const found = new Set<StepOutput>();
  const seen = new Set<unknown>();
  const pending: unknown[] = [structure];
  while (pending.length > 0) {
    const x = pending.pop();
    if (typeof x === 'string' || typeof x === 'number') {
      tokensIn(x)
        .filter(isStepOutput)
        .forEach((o) => found.add(o));
    } else if (isStepOutput(x)) {
      found.add(x);
    } else if (typeof x === 'object' && x !== null && !seen.has(x)) {
      seen.add(x);
      pending.push(...childrenOf(x));
    }
  }
  return [...found];
}

function childrenOf(x: object): unknown[] {
  return Array.isArray(x) ? [...x].reverse() : Object.values(x).reverse();
}

function tokensIn(x: string | number): IResolvable[] {
  if (typeof x === 'number') {
    const token = Token.isUnresolved(x) ? Tokenization.reverseNumber(x) : undefined;
    return token ? [token] : [];
  }
  return Tokenization.reverseString(x).tokens;
}

/** Remember on the producing step that somebody consumes this output, so that the engine gives it a name. */
export function markConsumed(output: StepOutput): void {
  const holder = output.step as unknown as Record<symbol, Set<StepOutput> | undefined>;
  (holder[CONSUMED] ??= new Set()).add(output);
}

export function consumedOutputsOf(step: Step): StepOutput[] {
  const holder = step as unknown as Record<symbol, Set<StepOutput> | undefined>;
  return [...(holder[CONSUMED] ?? [])];
}
