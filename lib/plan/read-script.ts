import type { Placed, Question, ScriptSnapshot, StepSnapshot, Value } from './snapshot-data';
import type { FileSet, FileSetLocation, Step } from '../blueprint';
import { SCRIPT, type ScriptVariable } from '../blueprint/script-trait';
import { STEP } from '../blueprint/traits';

/** Reads what steps run and ask: late, as that may still change while the actions before it are made. */
export class ScriptReader {
  /** By their numbers. */
  public readonly fileSets: FileSet[] = [];
  private readonly fileSetKeys = new Map<FileSet, number>();
  private readonly stepKeys: ReadonlyMap<unknown, number>;

  constructor(
    private readonly snapshots: readonly StepSnapshot[],
    private readonly steps: readonly Step[],
  ) {
    this.stepKeys = new Map(steps.map((step, key) => [step, key]));
  }

  /** The number of a file set. */
  public keyOf(fileSet: FileSet): number {
    const key = this.fileSetKeys.get(fileSet) ?? this.fileSets.push(fileSet) - 1;
    this.fileSetKeys.set(fileSet, key);
    return key;
  }

  /** What a file set is called, and which step makes it; none if its files come from outside the pipeline. */
  public originOf(key: number): { readonly name: string; readonly step?: number } {
    const fileSet = this.fileSets[key];
    return { name: fileSet.id, step: fileSet._isExternal ? undefined : this.stepKeys.get(fileSet.producer) };
  }

  /** What a step runs at this moment; it must be a script. */
  public script(step: number): ScriptSnapshot {
    const { installCommands, commands, env, inputs, outputs } = SCRIPT.of(this.steps[step])!();
    return {
      installCommands: [...installCommands],
      commands: [...commands],
      env: env.map(({ name, value }) => ({ name, value: this.valueOf(value) })),
      inputs: inputs.map((location) => this.place(location)),
      outputs: outputs.map((location) => this.place(location)),
    };
  }

  /** What an approval asks at this moment. */
  public question(step: number): Question {
    return STEP.of(this.steps[step])?.question?.() ?? {};
  }

  private place({ directory, fileSet }: FileSetLocation): Placed {
    return { directory, fileSet: this.keyOf(fileSet) };
  }

  private valueOf(value: ScriptVariable['value']): Value {
    if (typeof value === 'string') {
      return { literal: value };
    }
    if ('outputName' in value) {
      return {
        stackOutput: {
          stackId: value._artifactId,
          stackPath: value.stackDescription,
          outputName: value.outputName,
        },
      };
    }
    const step = this.stepKeys.get(value.step);
    // Only outputs that the snapshot knows of have a name. CDK reports others when it resolves the token.
    const isKnown = step !== undefined && this.snapshots[step].outputs.includes(value.variable);
    return isKnown ? { output: { step, variable: value.variable } } : { literal: value.toString() };
  }
}
