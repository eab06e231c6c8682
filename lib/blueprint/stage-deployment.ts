import type { Stage } from 'aws-cdk-lib';
import { checkSteps, checkStage } from './check-arguments';
import { catchUp, checkOpen, ownList } from './seal';
import { StackDeployment } from './stack-deployment';
import type { StageConditions } from './stage-conditions';
import { stageOptionsOf } from './check-rules';
import type { StageOptionsData } from './stage-data';
import type { StackSteps, Step } from './step';
import { readStage, readStageEarly, watchSynthesis } from '../assembly/read-stage';
import type { StackData } from '../assembly/stack-data';
import { type Diagnostic, problem } from '../private/diagnostics';
import { fail, failIfAny, problemsOf } from '../private/errors';
import { noteDeclaration } from '../private/user-lines';

/**
 * Properties of a `StageDeployment`.
 */
export interface StageDeploymentProps extends StageConditions {
  /**
   * Name of the Stage in the pipeline.
   *
   * @default - the id of the Stage construct, with the ids of the Stages around it
   */
  readonly stageName?: string;

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
 * The deployment of one `Stage`: all its stacks, in the order of their dependencies.
 */
export class StageDeployment {
  /**
   * Make a deployment from a Stage.
   *
   * The Stage is synthesized when the pipeline is built, or when `stacks` is read for the first time;
   * what you add to it before the pipeline is built is deployed.
   *
   * @param stage the Stage; one without stacks is an error
   * @param props name, and steps around the deployment
   */
  public static fromStage(stage: Stage, props?: StageDeploymentProps): StageDeployment {
    checkStage('StageDeployment.fromStage()', stage, props);
    return new StageDeployment(stage, props ?? {});
  }

  /** Name of the Stage in the pipeline. */
  public readonly stageName: string;

  /** Steps that must succeed before any stack of the Stage is touched. */
  public readonly pre: Step[];

  /** Steps that run when all stacks of the Stage have been deployed. */
  public readonly post: Step[];

  /** Steps around single stacks of the Stage. */
  public readonly stackSteps: StackSteps[];

  /**
   * Whether stacks of this Stage are deployed through change sets.
   *
   * @default - as the pipeline says
   */
  public readonly prepareStep?: boolean;

  /**
   * The stacks of the Stage.
   *
   * Reading this before the pipeline is built synthesizes the Stage for the answer; stacks, resources and
   * assets that are added afterwards are still deployed.
   */
  public readonly stacks!: StackDeployment[];

  /**
   * What is attached to its CodePipeline stage.
   *
   * @internal
   */
  public readonly _options?: StageOptionsData;

  private readonly stage: Stage;
  private readonly placed = new Map<StackSteps, Set<Step>>();
  private deployments?: StackDeployment[];
  private lastRead: readonly StackDeployment[] = [];

  private constructor(stage: Stage, props: StageDeploymentProps) {
    noteDeclaration(this);
    this.stage = stage;
    watchSynthesis(stage);
    this.stageName = props.stageName ?? stage.stageName;
    this.pre = ownList(props.pre);
    this.post = ownList(props.post);
    this.stackSteps = ownList(props.stackSteps);
    this._options = stageOptionsOf(`Stage '${this.stageName}'`, props);
    // Read when it is asked for; and a property that can be set, for those who do that.
    Object.defineProperty(this, 'stacks', {
      enumerable: true,
      get: () => this.deployments ?? this.take(readStageEarly(this.stage)),
      set: (stacks: StackDeployment[]) => (this.deployments = stacks),
    });
  }

  /**
   * Add steps that must succeed before any stack of the Stage is touched.
   *
   * @param steps the steps. After the pipeline has been built this is an error.
   */
  public addPre(...steps: Step[]): void {
    checkSteps(`Stage '${this.stageName}', addPre()`, steps);
    checkOpen(this, `addPre() on stage '${this.stageName}'`);
    this.pre.push(...steps);
  }

  /**
   * Add steps that run when all stacks of the Stage have been deployed.
   *
   * @param steps the steps. After the pipeline has been built this is an error.
   */
  public addPost(...steps: Step[]): void {
    checkSteps(`Stage '${this.stageName}', addPost()`, steps);
    checkOpen(this, `addPost() on stage '${this.stageName}'`);
    this.post.push(...steps);
  }

  /** @internal */
  public get _stage(): Stage {
    return this.stage;
  }

  /**
   * Whether somebody has asked for the stacks.
   *
   * @internal
   */
  public get _isReadEarly(): boolean {
    return this.deployments !== undefined;
  }

  /**
   * Read the Stage as it is now. What is wrong with it is returned; the rest has been read.
   *
   * @internal
   */
  public _read(): readonly Diagnostic[] {
    const problems = problemsOf(this, () => this.take(readStage(this.stage)));
    // Who asks for the stacks again is not to fail again.
    this.deployments ??= [];
    return problems;
  }

  /**
   * Whether nothing is known of the stacks, because the Stage could not be read.
   *
   * @internal
   */
  public get _isUnread(): boolean {
    return this.lastRead.length === 0;
  }

  private take(stacks: StackData[]): StackDeployment[] {
    if (stacks.length === 0) {
      fail({
        where: this.stage.node.path,
        given: 'a Stage without any Stack',
        expected: 'at least one Stack in each Stage that is added to a pipeline',
        fix: 'create a Stack with this Stage as its scope, or do not add the Stage',
      });
    }
    // Stacks that were handed out early may be held by the user: they stay the same objects, with new data.
    const known = new Map(this.lastRead.map((d) => [d.stackArtifactId, d]));
    const byId = new Map(
      stacks.map((data) => {
        const deployment = known.get(data.id);
        deployment?._refresh(data);
        return [data.id, deployment ?? StackDeployment._fromData(data)];
      }),
    );
    const problems = stacks.flatMap((data) => this.connect(byId, data));
    const now = [...byId.values()];
    this.deployments ??= [];
    catchUp(this.deployments, this.lastRead, now);
    this.lastRead = now;
    failIfAny([...problems, ...this.placeStackSteps(byId)]);
    return this.deployments;
  }

  private connect(byId: Map<string, StackDeployment>, data: StackData): Diagnostic[] {
    const isHere = (id: string) => byId.has(id);
    byId.get(data.id)!._connect(data.dependsOn.filter(isHere).map((id) => byId.get(id)!));
    return data.dependsOn
      .filter((id) => !isHere(id))
      .map((id) =>
        problem({
          where: data.path,
          given: `a dependency on stack '${id}', which is not in Stage '${this.stage.node.path}'`,
          expected: 'stacks that depend on stacks of their own Stage only',
          fix: 'move both stacks into one Stage, or add their Stages to the pipeline in order and drop the dependency',
        }),
      );
  }

  private placeStackSteps(byId: Map<string, StackDeployment>): Diagnostic[] {
    return this.stackSteps.flatMap((instructions) => {
      const { stack } = instructions;
      const deployment = byId.get(stack.artifactId);
      if (deployment) {
        this.placeAround(deployment, instructions);
        return [];
      }
      return [
        problem({
          where: this.stage.node.path,
          given: `stackSteps for stack '${stack.node.path}', which is not in this Stage`,
          expected: 'stackSteps for stacks of the Stage they are given with',
          fix: 'give these stackSteps to the addStage() call of the Stage that has the stack',
        }),
      ];
    });
  }

  /** Steps may still come to lists that were placed when the stacks were read early. */
  private placeAround(deployment: StackDeployment, instructions: StackSteps): void {
    const lists = [instructions.pre ?? [], instructions.changeSet ?? [], instructions.post ?? []];
    const placed = this.placed.get(instructions) ?? new Set();
    const [pre, changeSet, post] = lists.map((list) => [...list].filter((step) => !placed.has(step)));
    deployment.addStackSteps(pre, changeSet, post);
    this.placed.set(instructions, new Set(lists.flatMap((list) => [...list])));
  }
}
