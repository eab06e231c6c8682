import { AspectPriority, Aspects, type Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkScope, checkStage, checkSynth } from './check-arguments';
import { checkStacks, checkWaves } from './check-lists';
import type { FileSet, IFileSetProducer } from './file-set';
import { partOfOptions, partOfPipeline, partOfScript, partOfStack, partOfStage, partOfStep, partOfWave } from './parts';
import { scriptOf } from './scripts';
import { checkOpen, Seal } from './seal';
import type { StageDeployment } from './stage-deployment';
import type { Step } from './step';
import { PIPELINE } from './traits';
import { type AddStageOpts, Wave, type WaveOptions } from './wave';
import { type Diagnostic, problem } from '../private/diagnostics';
import { alongside, fail, failIfAny, onBehalfOf, sayProblem } from '../private/errors';
import { noteDeclaration } from '../private/user-lines';

/** Something that remembers to have been read. */
interface Reopened {
  _reopen(): void;
}

/**
 * Properties that every pipeline has.
 */
export interface PipelineBaseProps {
  /**
   * The step whose primary output is the cloud assembly (the directory that `cdk synth` writes).
   *
   * A `ShellStep` without an output directory is taken to write `cdk.out`. A producer without a primary
   * output is an error.
   */
  readonly synth: IFileSetProducer;
}

/**
 * A pipeline for CDK applications, whatever engine runs it.
 *
 * Extend it to write an engine: `doBuildPipeline()` is called once, when everything has been declared, and
 * reads `waves`, `synth` and `cloudAssemblyFileSet`. `CodePipeline` is the engine that comes with the library.
 *
 * The pipeline is built by `buildPipeline()`, or else at synthesis.
 */
export abstract class PipelineBase extends Construct {
  /**
   * Whether something is a pipeline. Works across copies of this library.
   *
   * @param x anything
   */
  public static isPipeline(x: any): x is PipelineBase {
    return PIPELINE.isOn(x);
  }

  /** The step whose primary output is the cloud assembly. */
  public readonly synth: IFileSetProducer;

  /** The waves of the pipeline, in the order they are deployed. A Stage that was added alone is a wave of one. */
  public readonly waves: Wave[] = [];

  /** The cloud assembly: the primary output of `synth`. */
  public readonly cloudAssemblyFileSet: FileSet;

  private readonly seal: Seal;
  private readonly wavesAsOptions: Wave[] = [];
  private built = false;
  private closed = false;

  /**
   * @param scope the stack that holds the pipeline, or a construct in it
   * @param id id of the construct
   * @param props what makes the cloud assembly
   */
  constructor(scope: Construct, id: string, props: PipelineBaseProps) {
    checkScope(scope, id);
    super(scope, id);
    noteDeclaration(this);
    PIPELINE.implement(this, true);
    checkSynth(this.node.path, props);
    this.seal = new Seal(this.node.path);

    if (!props.synth.primaryOutput) {
      scriptOf(props.synth)?.primaryOutputDirectory('cdk.out');
    }
    if (!props.synth.primaryOutput) {
      fail({
        where: this.node.path,
        given: `${props.synth} as synth, which produces no files`,
        expected: 'a step whose primary output is the cloud assembly',
        fix: `set primaryOutputDirectory: 'cdk.out' on that step, or use a ShellStep of 'cdk-pipelines'`,
      });
    }
    this.synth = props.synth;
    this.cloudAssemblyFileSet = props.synth.primaryOutput;

    Aspects.of(this).add({ visit: () => this.built || this.buildPipeline() }, { priority: AspectPriority.MUTATING });
    this.node.addValidation({ validate: () => this._latecomers().map(sayProblem) });
  }

  /**
   * Deploy a Stage after everything that was added before.
   *
   * @param stage the Stage. After the pipeline has been built this is an error.
   * @param options steps around the Stage and its stacks
   * @returns the deployment, to add more steps to
   */
  public addStage(stage: Stage, options?: AddStageOpts): StageDeployment {
    checkStage(`${this.node.path}, addStage()`, stage, options);
    checkOpen(this, `addStage('${stage.node.path}')`);
    return this.addWave(stage.stageName).addStage(stage, options);
  }

  /**
   * Add a wave, to deploy several Stages side by side after everything that was added before.
   *
   * @param id name of the wave. After the pipeline has been built this is an error.
   * @param options steps around the wave
   * @returns the wave, to add Stages to
   */
  public addWave(id: string, options?: WaveOptions): Wave {
    const wave = new Wave(id, options);
    checkOpen(this, `addWave('${id}')`);
    this.waves.push(wave);
    if (options && 'stages' in options) {
      this.wavesAsOptions.push(options as Wave);
    }
    return wave;
  }

  /**
   * Close the declaration and make the resources of the pipeline.
   *
   * Call it when you need those resources; otherwise it happens at synthesis. A second call is an error.
   */
  public buildPipeline(): void {
    if (this.built) {
      fail({
        where: this.node.path,
        given: 'buildPipeline() after the pipeline was built',
        expected: 'one call at most: synthesis builds pipelines that are not built yet',
        fix: 'remove this call',
      });
    }
    this.built = true;
    try {
      onBehalfOf(this, () => {
        const unread = this.readStages((stage) => stage._isReadEarly);
        alongside(unread, () => {
          this.doBuildPipeline();
          this.close();
        });
        failIfAny(unread);
      });
    } catch (e) {
      this.reopen();
      throw e;
    }
  }

  /**
   * Make the resources: implemented by each engine.
   *
   * Whoever extends an engine may still add waves, Stages and steps here, before `super.doBuildPipeline()`.
   */
  protected abstract doBuildPipeline(): void;

  /**
   * Nothing more may come: the engine plans now. What could not be read is returned, so that it is reported with what
   * the engine finds.
   *
   * @internal
   */
  public _close(): Diagnostic[] {
    const unread = this.readStages(() => true);
    alongside(unread, () => this.close());
    return unread;
  }

  /**
   * What this step waits for has been read.
   *
   * @internal
   */
  public _closeStep(step: Step): void {
    this.seal.close(partOfStep(step));
  }

  /**
   * What these steps run has been read.
   *
   * @internal
   */
  public _closeScripts(steps: readonly Step[]): void {
    steps.flatMap((step) => scriptOf(step) ?? []).forEach((script) => this.seal.close(partOfScript(script)));
  }

  /**
   * What was declared after the pipeline had been planned, and would be lost; all in one problem.
   *
   * @internal
   */
  public _latecomers(): Diagnostic[] {
    const late = this.seal.latecomers();
    const lost = problem({
      where: this.node.path,
      given: `${late.join('; ')}: declared after the pipeline was built, so the pipeline does not have it`,
      expected: 'a pipeline that is complete before buildPipeline() or app.synth()',
      fix: 'declare it earlier, or call buildPipeline() later; in doBuildPipeline() of a subclass, declare it before super.doBuildPipeline()',
    });
    return late.length > 0 ? [lost] : [];
  }

  /**
   * Waves whose Stages nobody deploys: `addWave()` takes the steps of its options.
   *
   * @internal
   */
  public get _wavesAsOptions(): readonly Wave[] {
    return this.wavesAsOptions.filter((wave) => !this.waves.includes(wave));
  }

  private close(): void {
    if (this.closed) {
      return;
    }
    this.closed = true;
    // At once: nobody can go on with something that is no wave, Stage or stack.
    failIfAny(checkWaves(this.node.path, this.waves));
    const stages = this.waves.flatMap((wave) => wave.stages);
    failIfAny(checkStacks(stages));
    this.seal.close(partOfPipeline(this));
    this.waves.forEach((wave) => this.seal.close(partOfWave(wave)));
    this._wavesAsOptions.forEach((wave) => this.seal.close(partOfOptions(wave)));
    stages.forEach((stage) => this.seal.close(partOfStage(stage)));
    stages.flatMap((stage) => stage.stacks).forEach((stack) => this.seal.close(partOfStack(stack)));
  }

  /** Nothing was built: who goes on must not get a stack without a pipeline, and may have corrected what was wrong. */
  private reopen(): void {
    this.built = false;
    this.closed = false;
    // What a step remembers of having been read.
    this.seal.open().forEach((owner) => (owner as Partial<Reopened>)._reopen?.());
  }

  private readStages(which: (stage: StageDeployment) => boolean): Diagnostic[] {
    failIfAny(checkWaves(this.node.path, this.waves));
    // A deployment of another library has read its Stage by itself.
    return this.waves.flatMap((wave) => wave.stages.filter(which).flatMap((stage) => stage._read?.() ?? []));
  }
}
