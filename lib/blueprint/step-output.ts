import { type CfnElement, type IResolvable, type IResolveContext, Token, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { STEP_OUTPUT } from './traits';
import { fail } from '../private/errors';
import { quoted } from '../private/text';

/** A step as far as its outputs go. */
export interface OutputProducer {
  readonly id: string;
}

/** What the outputs of a step are called in one pipeline. */
export interface NamedOutputs {
  /** Construct path of the pipeline, for messages. */
  readonly pipeline: string;
  /** What is made in these constructs belongs to that pipeline. */
  readonly scopes: readonly IConstruct[];
  /** The resource whose actions pass the outputs on. */
  readonly resource: CfnElement;
  /** The text that stands for an output, by variable. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Variables that somebody reads, by the step that has them. */
const read = new WeakMap<OutputProducer, Set<string>>();

/** One step may be in several pipelines, and is called differently in each. */
const named = new WeakMap<OutputProducer, NamedOutputs[]>();

/**
 * A value that a step makes known while the pipeline runs (a commit id, an exported variable).
 *
 * It travels through user code as a token. Which engine variable it stands for is decided when a pipeline is laid out,
 * for that pipeline, and looked up when the token is resolved somewhere in it.
 */
export class StepOutput<S extends OutputProducer = OutputProducer> implements IResolvable {
  public readonly creationStack: string[] = [];

  constructor(
    public readonly step: S,
    public readonly variable: string,
  ) {
    STEP_OUTPUT.implement(this, true);
  }

  public resolve(context: IResolveContext): string {
    const known = (named.get(this.step) ?? []).filter(({ texts }) => texts.has(this.variable));
    const here = [isIn, isOf, isAround].map((fits) => known.filter((outputs) => fits(outputs, context)));
    const fitting = here.find(({ length }) => length > 0) ?? known;
    const texts = new Set(fitting.map((outputs) => outputs.texts.get(this.variable)!));
    return texts.size === 1 ? [...texts][0] : this.fail(fitting);
  }

  public toString(): string {
    return Token.asString(this);
  }

  public toJSON(): string {
    return `<output ${this.variable} of step ${this.step.id}>`;
  }

  private fail(known: readonly NamedOutputs[]): never {
    const where = `Step '${this.step.id}'`;
    const output = `its output '${this.variable}'`;
    if (known.length > 1) {
      fail({
        where,
        given: `${output} is used outside of the pipelines that the step is in (${quoted(known.map((k) => k.pipeline))})`,
        expected: 'a place that belongs to one of them: the output has another name in each',
        fix: `put it into 'env' of a step of one of these pipelines, or make a step for each`,
      });
    }
    fail({
      where,
      given: `${output} is used where the pipeline cannot pass it`,
      expected:
        'an output that is handed to a step through its environment variables, and a producer in the same pipeline',
      fix: `put it into 'env' of the step that needs it; in a custom step, call discoverReferencedOutputs() with it in the constructor`,
    });
  }
}

/** CDK resolves what it refers to construct by construct … */
function isIn({ scopes }: NamedOutputs, { scope }: IResolveContext): boolean {
  return scopes.some((pipeline) => isWithin(scope, pipeline));
}

/** … and the template as a whole, where the path in it tells the resource. */
function isOf({ resource }: NamedOutputs, { documentPath }: IResolveContext): boolean {
  return documentPath[0] === 'Resources' && documentPath[1] === resource.logicalId;
}

function isAround({ scopes }: NamedOutputs, { scope }: IResolveContext): boolean {
  return scopes.some((pipeline) => isWithin(pipeline, scope));
}

function isWithin(construct: IConstruct, scope: IConstruct): boolean {
  let c: IConstruct | undefined = construct;
  while (c !== undefined && c !== scope) {
    c = c.node.scope;
  }
  return c === scope;
}

export function isStepOutput<S extends OutputProducer>(x: unknown): x is StepOutput<S> {
  return STEP_OUTPUT.isOn(x);
}

/** All outputs that are referenced anywhere in a structure of plain data. Handles structures that refer to themselves. */
export function findStepOutputs<S extends OutputProducer>(structure: unknown): StepOutput<S>[] {
  const found = new Set<StepOutput<S>>();
  const seen = new Set<unknown>();
  const pending: unknown[] = [structure];
  while (pending.length > 0) {
    const x = pending.pop();
    if (typeof x === 'string' || typeof x === 'number') {
      tokensIn(x)
        .filter(isStepOutput<S>)
        .forEach((o) => found.add(o));
    } else if (isStepOutput<S>(x)) {
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

/** Somebody reads this output, so the engine must give it a name. */
export function noteRead({ step, variable }: StepOutput): void {
  read.set(step, (read.get(step) ?? new Set()).add(variable));
}

/** As `noteRead`, of all outputs in a text. */
export function noteOutputsRead(text: string | undefined): void {
  findStepOutputs(text).forEach(noteRead);
}

/** The variables of a step that somebody reads. */
export function readOutputsOf(step: OutputProducer): string[] {
  return [...(read.get(step) ?? [])];
}

/** Say what the outputs of a step are called in a pipeline. */
export function nameOutputs(step: OutputProducer, outputs: NamedOutputs): void {
  named.set(step, [...(named.get(step) ?? []), outputs]);
}
