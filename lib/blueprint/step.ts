import { type Stack, Token } from 'aws-cdk-lib';
import type { FileSet, IFileSetProducer } from './file-set';
import type { StackOutputReference } from './outputs';
import { checkOpen } from './seal';
import { findStepOutputs, noteRead, readOutputsOf } from './step-output';
import { STEP } from './traits';
import { fail } from '../private/errors';
import { demand, demandStep, demandSteps, describeInput, inputsOf, refuse } from '../private/inputs';
import { noteDeclaration } from '../private/user-lines';

/**
 * One thing that the pipeline does besides deploying: fetch a source, run a script, wait for a person, …
 *
 * A step may receive and produce `FileSet`s and may wait for other steps. The same object is one step,
 * wherever it is mentioned: it runs once.
 *
 * Use `ShellStep`, `CodeBuildStep`, `ManualApprovalStep` and the like, or extend this class; for the
 * CodePipeline engine a custom step also implements `ICodePipelineActionFactory`.
 */
export abstract class Step implements IFileSetProducer {
  /**
   * Let the given steps run one after the other.
   *
   * Each step gets a dependency on the one before it; `addStepDependency()` serves where the order is
   * not a simple line.
   *
   * @param steps the steps, first one first; fewer than two are left as they are
   * @returns the same steps
   */
  public static sequence(steps: Step[]): Step[] {
    const inputs = inputsOf('Step.sequence()');
    demand(inputs, Array.isArray(steps), 'steps', steps, 'a list of steps', 'write Step.sequence([first, second])');
    demandSteps(inputs, { steps });
    refuse(inputs);
    for (let i = 1; i < steps.length; i++) {
      steps[i].addStepDependency(steps[i - 1]);
    }
    return steps;
  }

  /** Name of the step; unique beside its siblings. An action is named after it. */
  public readonly id: string;

  /** File sets that this step receives. */
  public readonly dependencyFileSets: FileSet[] = [];

  /**
   * Whether the step fetches something from outside the pipeline.
   *
   * CodePipeline runs such steps together in the first stage.
   */
  public readonly isSource: boolean = false;

  private _primaryOutput?: FileSet;
  private readonly _dependencies = new Set<Step>();
  private readonly _outputProducers = new Set<Step>();

  /**
   * @param id name of the step, unique beside its siblings; a token is an error
   */
  constructor(id: string) {
    noteDeclaration(this);
    STEP.implement(this, { kind: 'custom', gate: false, actions: 1 });
    if (typeof id !== 'string') {
      fail({
        where: `a ${className(this) ?? 'custom step'}`,
        given: `${describeInput(id)} as its id`,
        expected: 'a name, as a string',
        fix: `write new ${className(this) ?? 'YourStep'}('…', …)`,
      });
    }
    if (Token.isUnresolved(id)) {
      fail({
        where: `Step '${id}'`,
        given: 'an id that is only known at deploy time (a token)',
        expected: 'a name that is known at synthesis: actions and logical ids are made from it',
        fix: 'use a literal string as the id',
      });
    }
    this.id = id;
  }

  /**
   * The steps this one waits for: producers of the file sets it receives, then dependencies that were
   * declared or found in its properties. Without repetition.
   */
  public get dependencies(): Step[] {
    const producers = this.dependencyFileSets.filter((f) => !f._isExternal).map((f) => f.producer);
    return [...new Set([...producers, ...this._dependencies])];
  }

  /**
   * The file set that stands for this step where a producer is asked for.
   *
   * `undefined` when the step produces nothing.
   */
  public get primaryOutput(): FileSet | undefined {
    return this._primaryOutput;
  }

  /**
   * Stack outputs that this step reads while it runs; it waits for the stacks that produce them.
   */
  public get consumedStackOutputs(): StackOutputReference[] {
    return [];
  }

  /** A short text for messages. */
  public toString(): string {
    const kind = className(this);
    return kind === undefined ? `a custom step '${this.id}'` : `${kind}(${this.id})`;
  }

  /**
   * Let this step wait for another one.
   *
   * @param step the step to wait for. If it is placed nowhere else in the pipeline, it is placed beside
   * this one. Calling this after the pipeline has been built is an error.
   */
  public addStepDependency(step: Step): void {
    const inputs = inputsOf(`${this}, addStepDependency()`);
    demandStep(inputs, 'step', step);
    refuse(inputs);
    checkOpen(this, `addStepDependency(${step}) on ${this}`);
    this._dependencies.add(step);
  }

  /**
   * Let this step receive a file set, and so wait for the step that produces it.
   *
   * @param fs the file set to receive
   */
  protected addDependencyFileSet(fs: FileSet): void {
    this.dependencyFileSets.push(fs);
  }

  /**
   * Make a file set the primary output of this step.
   *
   * @param fs the file set, produced by this step
   */
  protected configurePrimaryOutput(fs: FileSet): void {
    this._primaryOutput = fs;
  }

  /**
   * Look for outputs of other steps (`sourceAttribute()`, `exportedVariable()`) in a structure, and wait
   * for the steps they come from.
   *
   * Call it in the constructor of a custom step with whatever properties may hold such values.
   *
   * @param structure strings, arrays and objects, nested as you like; everything else is passed over
   */
  protected discoverReferencedOutputs(structure: any): void {
    for (const output of findStepOutputs<Step>(structure)) {
      noteRead(output);
      if (output.step !== this) {
        checkOpen(this, `an output of ${output.step} in ${this}`);
        // Not through addStepDependency(): a subclass that overrides it has not been set up yet.
        this._outputProducers.add(output.step);
        this._dependencies.add(output.step);
      }
    }
  }

  /**
   * Whether a dependency is there because of an output that was found in the properties.
   *
   * @internal
   */
  public _findsOutputOf(step: Step): boolean {
    return this._outputProducers.has(step);
  }

  /**
   * Variables of this step that somebody reads.
   *
   * @internal
   */
  public get _readOutputs(): string[] {
    return readOutputsOf(this);
  }

  /**
   * What tells this step apart from another one of the same id, where ids are made and not chosen.
   *
   * @internal
   */
  public get _distinction(): string | undefined {
    return undefined;
  }
}

/** Not known where jsii made the object: it does not say what a class of another language is called, and takes `Step` itself. */
function className({ constructor }: Step): string | undefined {
  return constructor === Step || constructor.name === '' ? undefined : constructor.name;
}

/**
 * Steps to run around the deployment of one stack of a `Stage`.
 *
 * @example
 * pipeline.addStage(prod, {
 *   stackSteps: [{ stack: prod.database, changeSet: [new pipelines.ManualApprovalStep('Review')] }],
 * });
 */
export interface StackSteps {
  /** The stack; it must belong to the Stage these instructions are given with. */
  readonly stack: Stack;

  /**
   * Steps that must succeed before anything is done for the stack.
   *
   * @default - no steps
   */
  readonly pre?: Step[];

  /**
   * Steps between the creation of the change set and its execution. Not possible without change sets.
   *
   * @default - no steps
   */
  readonly changeSet?: Step[];

  /**
   * Steps that run when the stack has been deployed.
   *
   * @default - no steps
   */
  readonly post?: Step[];
}
