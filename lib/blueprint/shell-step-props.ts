import type { CfnOutput } from 'aws-cdk-lib';
import type { FileSet, IFileSetProducer } from './file-set';

/**
 * Properties of a `ShellStep`.
 */
export interface ShellStepProps {
  /**
   * The script: one shell command to an item, run in order. The step fails with the first that fails.
   *
   * A value that is only known while the pipeline runs does not belong here, but into `env` or
   * `envFromCfnOutputs`, and then as `$NAME` into the command.
   */
  readonly commands: string[];

  /**
   * Commands that prepare the machine, before `commands`. Engines may show them as a phase of their own.
   *
   * @default - nothing to install
   */
  readonly installCommands?: string[];

  /**
   * Environment variables, by name. Values may hold outputs of other steps, such as
   * `source.sourceAttribute('CommitId')` or `step.exportedVariable('VERSION')`.
   *
   * @default - no variables
   */
  readonly env?: Record<string, string>;

  /**
   * Environment variables, by name, that get the value of a stack's output. The step waits for the stack.
   *
   * @default - no variables from stack outputs
   */
  readonly envFromCfnOutputs?: Record<string, CfnOutput>;

  /**
   * The files in whose directory the script runs. A producer without a primary output is an error.
   *
   * @default - no files of its own; CodeBuild then receives the source whose action has the first name in the alphabet; with an
   * existing CodePipeline that has its own sources, the cloud assembly
   */
  readonly input?: IFileSetProducer;

  /**
   * More files, by the directory in which to put them: relative to the working directory, `..` allowed
   * (`'../other-repository'`). The directory `'.'` belongs to `input`; giving it here is an error.
   *
   * @default - no more files
   */
  readonly additionalInputs?: Record<string, IFileSetProducer>;

  /**
   * Directory, relative to the working directory, whose content is the primary output of the step.
   *
   * @default - the step hands on nothing (a `ShellStep` given as `synth` hands on `cdk.out`)
   */
  readonly primaryOutputDirectory?: string;
}

/**
 * A file set, and where its files are while a step runs.
 */
export interface FileSetLocation {
  /** Directory, relative to the working directory of the step. */
  readonly directory: string;

  /** The files. */
  readonly fileSet: FileSet;
}
