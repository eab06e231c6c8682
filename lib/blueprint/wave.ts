import type { Stage } from 'aws-cdk-lib';
import { checkSteps, checkStage, checkWave } from './check-arguments';
import { checkOpen, ownList } from './seal';
import type { StageConditions } from './stage-conditions';
import { stageOptionsOf } from './check-rules';
import type { StageOptionsData } from './stage-data';
import { StageDeployment } from './stage-deployment';
import type { StackSteps, Step } from './step';

/**
 * Properties of a `Wave`.
 */
export interface WaveProps extends StageConditions {
  /**
   * Steps that must succeed before any Stage of the wave is touched.
   *
   * @default - no steps
   */
  readonly pre?: Step[];

  /**
   * Steps that run when all Stages of the wave have been deployed.
   *
   * @default - no steps
   */
  readonly post?: Step[];

  /**
   * Give each Stage of the wave a CodePipeline stage of its own, one after the other, instead of one for the whole
   * wave in which they run side by side.
   *
   * In one CodePipeline stage, run orders are barriers: a Stage may wait for the approval of another one. Apart, Stages
   * without approvals come first, then by name; the CodePipeline stages are called `<wave>.<Stage>`, and those for
   * `pre` and `post` `<wave>.Pre` and `<wave>.Post`.
   *
   * @default false
   */
  readonly stagePerApplication?: boolean;
}

/**
 * Options of `addWave()`.
 */
export interface WaveOptions extends StageConditions {
  /**
   * Steps that must succeed before any Stage of the wave is touched.
   *
   * @default - no steps
   */
  readonly pre?: Step[];

  /**
   * Steps that run when all Stages of the wave have been deployed.
   *
   * @default - no steps
   */
  readonly post?: Step[];

  /**
   * Give each Stage of the wave a CodePipeline stage of its own, one after the other, instead of one for the whole
   * wave in which they run side by side.
   *
   * In one CodePipeline stage, run orders are barriers: a Stage may wait for the approval of another one. Apart, Stages
   * without approvals come first, then by name; the CodePipeline stages are called `<wave>.<Stage>`, and those for
   * `pre` and `post` `<wave>.Pre` and `<wave>.Post`.
   *
   * @default false
   */
  readonly stagePerApplication?: boolean;
}

/**
 * Options of `addStage()`.
 */
export interface AddStageOpts extends StageConditions {
  /**
   * Steps that must succeed before any stack of the Stage is touched.
   *
   * @default - no steps
   */
  readonly pre?: Step[];

  /**
   * Steps that run when all stacks of the Stage have been deployed.
   *
   * @default - no steps
   */
  readonly post?: Step[];

  /**
   * Steps around single stacks of the Stage.
   *
   * @default - no such steps
   */
  readonly stackSteps?: StackSteps[];
}

/**
 * Stages that are deployed side by side. The next wave starts when all of this one is done.
 *
 * @example
 * const world = pipeline.addWave('World', { pre: [new pipelines.ManualApprovalStep('Release')] });
 * world.addStage(new cdk.Stage(app, 'Europe', { env: { account: '111111111111', region: 'eu-west-1' } }));
 * world.addStage(new cdk.Stage(app, 'America', { env: { account: '222222222222', region: 'us-east-1' } }));
 */
export class Wave {
  /** Name of the wave. */
  public readonly id: string;

  /** Steps that must succeed before any Stage of the wave is touched. */
  public readonly pre: Step[];

  /** Steps that run when all Stages of the wave have been deployed. */
  public readonly post: Step[];

  /** Whether each Stage of the wave gets a CodePipeline stage of its own. */
  public readonly stagePerApplication: boolean;

  /** The Stages of the wave. */
  public readonly stages: StageDeployment[] = [];

  /**
   * What is attached to its CodePipeline stage.
   *
   * @internal
   */
  public readonly _options?: StageOptionsData;

  /**
   * @param id name of the wave. In CodePipeline it names the stage, unless the wave has exactly one Stage:
   * then the Stage's name is used
   * @param props steps around the wave
   */
  constructor(id: string, props?: WaveProps) {
    checkWave(id, props);
    this.id = id;
    this.pre = ownList(props?.pre);
    this.post = ownList(props?.post);
    this.stagePerApplication = props?.stagePerApplication ?? false;
    this._options = stageOptionsOf(`Wave '${id}'`, props);
  }

  /**
   * Deploy a Stage in this wave, beside the others.
   *
   * @param stage the Stage. After the pipeline has been built this is an error.
   * @param options steps around the Stage and its stacks
   * @returns the deployment, to add more steps to
   */
  public addStage(stage: Stage, options: AddStageOpts = {}): StageDeployment {
    checkStage(`Wave '${this.id}', addStage()`, stage, options);
    checkOpen(this, `addStage('${stage.node.path}') on wave '${this.id}'`);
    const deployment = StageDeployment.fromStage(stage, options);
    this.stages.push(deployment);
    return deployment;
  }

  /**
   * Add steps that must succeed before any Stage of the wave is touched.
   *
   * @param steps the steps. After the pipeline has been built this is an error.
   */
  public addPre(...steps: Step[]): void {
    checkSteps(`Wave '${this.id}', addPre()`, steps);
    checkOpen(this, `addPre() on wave '${this.id}'`);
    this.pre.push(...steps);
  }

  /**
   * Add steps that run when all Stages of the wave have been deployed.
   *
   * @param steps the steps. After the pipeline has been built this is an error.
   */
  public addPost(...steps: Step[]): void {
    checkSteps(`Wave '${this.id}', addPost()`, steps);
    checkOpen(this, `addPost() on wave '${this.id}'`);
    this.post.push(...steps);
  }
}
