import type { Step } from './step';
import { EXTERNAL_FILES } from './traits';
import { fail } from '../private/errors';

/**
 * Anything that can hand a `FileSet` to a step: a `FileSet` itself, a `Step` that has a primary output,
 * or a custom step.
 */
export interface IFileSetProducer {
  /**
   * The files that this producer hands on.
   *
   * @default - nothing is produced; using such a producer as an input is an error
   */
  readonly primaryOutput?: FileSet;
}

/**
 * A bundle of files that one step of the pipeline makes and later steps receive.
 *
 * In CodePipeline each file set becomes an artifact.
 */
export class FileSet implements IFileSetProducer {
  /** A name for people; two file sets may share it. */
  public readonly id: string;

  /** The file set itself, so that it can stand wherever a producer is asked for. */
  public readonly primaryOutput?: FileSet;

  private _producer?: Step;

  /**
   * @param id a name for people; two file sets may share it
   * @param producer the step that makes these files; may be given later with `producedBy()`
   */
  constructor(id: string, producer?: Step) {
    this.id = id;
    this.primaryOutput = this;
    this.producedBy(producer);
  }

  /**
   * The step that makes these files.
   *
   * Reading it before a producer is known is an error.
   */
  public get producer(): Step {
    if (!this._producer) {
      fail({
        where: `FileSet '${this.id}'`,
        given: this._isExternal ? 'its files come from outside the pipeline' : 'no step is known to produce it',
        expected: 'a file set that a step of this pipeline produces',
        fix: `pass the step to the constructor, or call producedBy(step) on the file set`,
      });
    }
    return this._producer;
  }

  /**
   * Say which step makes these files.
   *
   * Works once; naming a second producer is an error.
   *
   * @param producer the producing step; leaving it out changes nothing
   */
  public producedBy(producer?: Step): void {
    if (this._producer) {
      fail({
        where: `FileSet '${this.id}'`,
        given: `a second producer, ${producer}, where ${this._producer} is the producer already`,
        expected: 'one producer for a file set',
        fix: 'make a file set of its own for the second step',
      });
    }
    this._producer = producer;
  }

  /** A short text for messages. */
  public toString(): string {
    return `FileSet(${this.id})`;
  }

  /**
   * Whether the files come from an action that this library does not manage.
   *
   * @internal
   */
  public get _isExternal(): boolean {
    return EXTERNAL_FILES.isOn(this);
  }
}
