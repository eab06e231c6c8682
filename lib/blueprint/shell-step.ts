import { checkDirectory, checkScript } from './check-arguments';
import { FileSet, type IFileSetProducer } from './file-set';
import { StackOutputReference } from './outputs';
import { readScript } from './read-script';
import { SCRIPT } from './script-trait';
import { ownList } from './seal';
import type { FileSetLocation, ShellStepProps } from './shell-step-props';
import { Step } from './step';
import { STEP } from './traits';
import { fail } from '../private/errors';
import { describeInput, isObject } from '../private/inputs';
import { mapValues } from '../private/lang';

/**
 * Runs shell commands. Every engine knows this step.
 *
 * @example
 * pipeline.addStage(prod, {
 *   post: [
 *     new pipelines.ShellStep('Smoke', {
 *       envFromCfnOutputs: { URL: prod.url },
 *       commands: ['curl --fail "$URL"'],
 *     }),
 *   ],
 * });
 */
export class ShellStep extends Step {
  /** The script, one command to an item. */
  public readonly commands: string[];

  /** Commands that prepare the machine. */
  public readonly installCommands: string[];

  /** Environment variables, by name. */
  public readonly env: Record<string, string>;

  /** Environment variables that get the value of a stack output, by name. */
  public readonly envFromCfnOutputs: Record<string, StackOutputReference>;

  /** Files that the script finds, and where. Made from the properties; changing it is not supported. */
  public readonly inputs: FileSetLocation[] = [];

  /** Files that the script leaves behind, and where. Use `addOutputDirectory()` to add to it. */
  public readonly outputs: FileSetLocation[] = [];

  private readonly additionalOutputs = new Map<string, FileSet>();
  private primaryDirectory?: string;

  /**
   * @param id name of the step, unique beside its siblings
   * @param props the script, what it receives and what it hands on
   */
  constructor(id: string, props: ShellStepProps) {
    super(id);
    STEP.implement(this, { kind: 'script', gate: false, actions: 1 });
    SCRIPT.implement(this, () => readScript(this));
    checkScript(id, props);
    this.commands = ownList(props.commands);
    this.installCommands = ownList(props.installCommands);
    this.env = props.env ?? {};
    this.envFromCfnOutputs = mapValues(props.envFromCfnOutputs ?? {}, (output) =>
      StackOutputReference.fromCfnOutput(output),
    );
    this.discoverReferencedOutputs({ env: this.env });

    if (props.input) {
      this.receive('.', props.input, 'input');
    }
    for (const [directory, producer] of Object.entries(props.additionalInputs ?? {})) {
      if (directory === '.') {
        fail({
          where: `Step '${id}'`,
          given: `additionalInputs for the directory '.'`,
          expected: 'the files of the working directory in the property input',
          fix: `pass ${producer} as input, or choose another directory`,
        });
      }
      this.receive(directory, producer, `additionalInputs['${directory}']`);
    }
    if (props.primaryOutputDirectory) {
      // Not through primaryOutputDirectory(): a subclass that overrides it has not been set up yet.
      this.handOnPrimarily(props.primaryOutputDirectory);
    }
  }

  /**
   * Stack outputs named in `envFromCfnOutputs`.
   */
  public get consumedStackOutputs(): StackOutputReference[] {
    return Object.values(this.envFromCfnOutputs);
  }

  /**
   * Make the content of a directory the primary output of the step.
   *
   * May be repeated with the same directory; another one is an error.
   *
   * @param directory relative to the working directory
   * @returns the primary output
   */
  public primaryOutputDirectory(directory: string): FileSet {
    checkDirectory(`${this}, primaryOutputDirectory()`, directory);
    if (this.primaryDirectory !== undefined) {
      if (this.primaryDirectory !== directory) {
        fail({
          where: `Step '${this.id}'`,
          given: `'${directory}' as primary output directory, where it is '${this.primaryDirectory}' already`,
          expected: 'one primary output directory for a step',
          fix: `use addOutputDirectory('${directory}') for further outputs`,
        });
      }
      return this.primaryOutput!;
    }
    return this.handOnPrimarily(directory);
  }

  /**
   * Hand on the content of one more directory.
   *
   * The same text gives the same file set again; `'a'` and `'./a'` are two.
   *
   * @param directory relative to the working directory
   * @returns the files, to be the input of another step
   */
  public addOutputDirectory(directory: string): FileSet {
    checkDirectory(`${this}, addOutputDirectory()`, directory);
    const known = this.additionalOutputs.get(directory);
    if (known) {
      return known;
    }
    const fileSet = new FileSet(directory, this);
    this.additionalOutputs.set(directory, fileSet);
    this.outputs.push({ directory, fileSet });
    return fileSet;
  }

  private handOnPrimarily(directory: string): FileSet {
    this.primaryDirectory = directory;
    const fileSet = new FileSet('Output', this);
    this.configurePrimaryOutput(fileSet);
    this.outputs.push({ directory, fileSet });
    return fileSet;
  }

  private receive(directory: string, producer: IFileSetProducer, property: string): void {
    const fileSet = producer.primaryOutput;
    if (!fileSet) {
      fail({
        where: `Step '${this.id}'`,
        given: `${isObject(producer) ? producer : describeInput(producer)} as ${property}, which produces no files`,
        expected: 'a file set, or a step that has a primary output',
        fix: `give the producing step a primaryOutputDirectory, or pass a source`,
      });
    }
    this.addDependencyFileSet(fileSet);
    this.inputs.push({ directory, fileSet });
  }
}
