import type { IConstruct } from 'constructs';
import { describeWaits } from './describe-waits';
import { findDeployments, findGate, findStage } from './find';
import { snapshotOf } from './snapshot-text';
import { planOf } from './synthesize';
import { aroundDocument, aroundStage } from '../document/around';
import { findNode } from '../document/names';
import { PlanGraph } from '../document/plan-graph';
import { choosePlan, readPlans } from '../document/read-plans';

/**
 * What a pipeline will do, to assert on in the tests of an application: what is deployed before what, and which
 * approvals stand in between.
 *
 * `PipelinePlan.of(pipeline)` synthesizes the app; `PipelinePlan.fromAssembly(directory)` reads a cloud assembly.
 *
 * All answers come from what the pipeline waits for because somebody asked for it. What runs earlier only because run
 * orders are barriers for all that is in a CodePipeline stage is not counted: another layout may change it. An action that
 * you add to the CodePipeline yourself is counted: all that runs after it waits for it. On GitHub a job waits for all that it needs.
 *
 * A deployment is named by its stack (name or construct path), by the id of its node in the plan (`Prod/Data/Deploy`),
 * or by its action. The name of a Stage or of a wave stands for all deployments in it. A name of nothing, or of several
 * things, is an error with the nearest names.
 */
export class PipelinePlan {
  /**
   * Synthesize the app that a pipeline is in, and read its plan.
   *
   * @param pipeline A pipeline of this library, in an App. One without an App is an error.
   */
  public static of(pipeline: IConstruct): PipelinePlan {
    return new PipelinePlan(new PlanGraph(planOf(pipeline).document));
  }

  /**
   * Read the plan of a pipeline.
   *
   * @param directory The cloud assembly, also for pipelines in its Stages. A file `*.plan.json` is fine as well.
   *   It is an error if there is no plan in it.
   * @param pipelineName Construct path of the pipeline, or its unique name in the app. Without it there must be one pipeline.
   */
  public static fromAssembly(directory: string, pipelineName?: string): PipelinePlan {
    const plan = choosePlan(readPlans(directory), pipelineName, directory, 'say which one as the second argument');
    return new PipelinePlan(new PlanGraph(plan.document));
  }

  private constructor(private readonly plan: PlanGraph) {}

  /**
   * Construct path of the pipeline.
   */
  public get pipelinePath(): string {
    return this.plan.document.pipeline.path;
  }

  /**
   * Names of the CodePipeline stages, in the order they run. GitHub has none: there, it is what jobs belong to, such as a wave or a Stage,
   * in the order of their first jobs.
   */
  public get stageNames(): string[] {
    return this.plan.stages.map((stage) => stage.name);
  }

  /**
   * What the library warns about: the messages, in the order they were found.
   */
  public get warnings(): string[] {
    return this.plan.document.warnings.map((warning) => warning.message);
  }

  /**
   * Names of the actions of a CodePipeline stage, by run order, then by name. On GitHub: of the jobs that belong together, in the order of
   * the file.
   *
   * @param stage Name of the stage. One that the pipeline does not have is an error.
   */
  public actionsOfStage(stage: string): string[] {
    return findStage(this.plan, stage).actions.map((action) => action.name);
  }

  /**
   * What CodePipeline does around a stage, a line each: what must hold before it is entered and when it has succeeded, what happens
   * after a failure, and whether it is closed. `after a failure it is rolled back`. As `npx cdk-pipelines show` prints it. Nothing, if
   * GitHub runs the pipeline.
   *
   * @param stage Name of the CodePipeline stage. One that the pipeline does not have is an error.
   */
  public conditionsOfStage(stage: string): string[] {
    return aroundStage(findStage(this.plan, stage), this.plan.document.codePipeline);
  }

  /**
   * The triggers and variables of the pipeline, a line for each trigger and one for all variables. As `npx cdk-pipelines show`
   * prints them. Of a workflow of GitHub: its triggers, its concurrency, and what else it has around its jobs.
   */
  public get triggersAndVariables(): string[] {
    return aroundDocument(this.plan.document);
  }

  /**
   * Whether one deployment is always done before another one begins. Of Stages and waves: all deployments of the first
   * before any of the second.
   *
   * @param first A deployment, Stage, wave, or step.
   * @param second A deployment, Stage, wave, or step.
   */
  public deploysBefore(first: string, second: string): boolean {
    const earlier = findDeployments(this.plan, first);
    return findDeployments(this.plan, second).every((later) => {
      const before = new Set(this.plan.before(later));
      return earlier.every((node) => before.has(node));
    });
  }

  /**
   * Whether a deployment waits for a decision: an approval, a permissions check, or another step that may stop the
   * pipeline until somebody decides. Of Stages and waves: whether all deployments in it do. A gate that a condition passes by is none:
   * that of a stage of CodePipeline, or that of a job of GitHub.
   *
   * @param deployment A deployment, Stage, wave, or step.
   * @param gate The step that must have opened; without it, any does. One that is no gate is an error.
   */
  public isGatedBy(deployment: string, gate?: string): boolean {
    const node = gate === undefined ? undefined : findGate(this.plan, gate);
    return findDeployments(this.plan, deployment).every((one) => {
      const gates = this.plan.gatesBefore(one);
      return node === undefined ? gates.length > 0 : gates.some((other) => this.plan.indexOf(other.node) === node);
    });
  }

  /**
   * Everything that a step or a deployment waits for, the nearest first, one line for each action: its id, the reason,
   * and the line of the application's code if it is known. `Prod/Promote: pre of wave 'Prod' (app.ts:12)`
   *
   * @param name A deployment, step, or group of the plan.
   */
  public waitsFor(name: string): string[] {
    return describeWaits(this.plan, findNode(this.plan, name));
  }

  /**
   * The plan as text, for snapshot tests: stages, run orders, actions with their kinds and targets, what jobs of GitHub have, and what
   * is done last before each of them. It holds no hashes and no reasons, so it changes only when the pipeline does.
   */
  public snapshot(): string {
    return snapshotOf(this.plan);
  }
}
