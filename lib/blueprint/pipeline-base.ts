import { AspectPriority, Aspects, type Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkStage, checkSynth } from './check-arguments';
import type { FileSet, IFileSetProducer } from './file-set';
import { Seal } from './seal';
import { scriptOf } from './scripts';
import type { StageDeployment } from './stage-deployment';
import { PIPELINE } from './traits';
import { type AddStageOpts, Wave, type WaveOptions } from './wave';
import { fail, failIfAny, PipelineError, type Problem } from '../private/errors';

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

  private readonly seal = new Seal();
  private built = false;

  /**
   * @param scope the stack that holds the pipeline, or a construct in it
   * @param id id of the construct
   * @param props what makes the cloud assembly
   */
  constructor(scope: Construct, id: string, props: PipelineBaseProps) {
    super(scope, id);
    PIPELINE.implement(this, true);
    checkSynth(this.node.path, props);

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
    this.seal.check(`addStage('${stage.node.path}')`);
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
    this.seal.check(`addWave('${id}')`);
    const wave = new Wave(id, options);
    this.waves.push(wave);
    return wave;
  }

  /**
   * Close the declaration and make the resources of the pipeline.
   *
   * Call it when you need those resources; otherwise it happens at synthesis. A second call is an error.
   */
  public buildPipeline(): void {
    this.seal.check('buildPipeline()');
    this.built = true;
    this.sealAll();
    this.doBuildPipeline();
  }

  /**
   * Make the resources: implemented by each engine.
   */
  protected abstract doBuildPipeline(): void;

  private sealAll(): void {
    const path = this.node.path;
    this.seal.close(path, this.waves);
    this.waves.forEach((wave) => wave._seal(path));
    const problems: Problem[] = [];
    for (const stage of this.waves.flatMap((wave) => wave.stages)) {
      try {
        stage._seal(path);
      } catch (e) {
        if (!(e instanceof PipelineError)) {
          throw e;
        }
        problems.push(...e.problems);
      }
    }
    failIfAny(problems);
  }
}
