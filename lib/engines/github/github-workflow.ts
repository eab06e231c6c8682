import { attachCustomSynthesis, Names, type Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { demandStageOptions } from './private/check/properties';
import { buildWorkflow, type Built, filesOf } from './private/build';
import { keepFresh } from './private/file/keep-fresh';
import type { StepData } from './private/step-data';
import { stepDataOf } from './private/step-options';
import { synthesizeWorkflow } from './private/synthesize';
import type { AddGitHubStageOptions, GitHubStageOptions, GitHubWorkflowProps } from './props';
import type { GitHubStepOptions } from './step-options';
import { PipelineBase, type StageDeployment, type Step } from '../../blueprint';
import { problem } from '../../private/diagnostics';
import { fail, failIfAny } from '../../private/errors';
import { demandStep, inputsOf, refuse } from '../../private/inputs';

/**
 * A workflow of GitHub Actions that deploys CDK applications: of the same Stages, waves and steps as a `CodePipeline`.
 *
 * `cdk synth` writes the file of the workflow. In CI it only compares, and fails if the file in the repository is another one.
 *
 * @example
 * const delivery = new pipelines.github.GitHubWorkflow(app, 'Delivery', {
 *   synth: new pipelines.ShellStep('Synth', { commands: ['npm ci', 'npx cdk synth'] }),
 *   awsCreds: pipelines.github.AwsCredentials.fromOpenIdConnect({
 *     gitHubActionRoleArn: 'arn:aws:iam::111111111111:role/GitHubActionRole',
 *   }),
 * });
 * delivery.addStage(prod, { pre: [new pipelines.ManualApprovalStep('Release')] });
 */
export class GitHubWorkflow extends PipelineBase {
  private readonly props: GitHubWorkflowProps;
  /** By name of the Stage. */
  private readonly added = new Map<string, { readonly path: string; readonly options: GitHubStageOptions }>();
  private readonly configured = new Map<Step, StepData>();
  private made?: Built;

  /**
   * @param scope the app, or a construct in it
   * @param id id of the construct
   * @param props what makes the cloud assembly, and settings
   */
  constructor(scope: Construct, id: string, props: GitHubWorkflowProps) {
    super(scope, id, props);
    this.props = props;
    const writeFiles = keepFresh(this, () => (this.made ? filesOf(this.made) : []));
    attachCustomSynthesis(this, {
      onSynthesize: (session) => {
        if (this.made) {
          synthesizeWorkflow(this, this.made, session);
        }
        writeFiles();
      },
    });
  }

  /**
   * Deploy a Stage after everything that was added before, and say how GitHub Actions deploys it.
   *
   * @param stage the Stage. After the pipeline has been built this is an error.
   * @param options steps around the Stage, and its environment, credentials and machines. What `stageOptions` of the workflow say
   * of the same Stage does not count then.
   * @returns the deployment, to add more steps to
   */
  public addStageWithGitHubOptions(stage: Stage, options: AddGitHubStageOptions = {}): StageDeployment {
    const inputs = inputsOf(`${this.node.path}, addStageWithGitHubOptions()`);
    const given = options ?? {};
    demandStageOptions(inputs, given);
    refuse(inputs);
    const { gitHubEnvironment, awsCreds, runner, ...around } = given;
    const deployment = this.addStage(stage, around);
    const { path } = stage.node;
    if (this.added.has(deployment.stageName)) {
      fail({
        where: `${this.node.path}, addStageWithGitHubOptions('${path}')`,
        given: `options for Stage '${path}', and there are some for its name already: those of '${this.added.get(deployment.stageName)!.path}'`,
        expected: 'options once for each name of a Stage: they hold for all its deployments',
        fix: 'add it the second time with addStage(), or give the Stages different names',
      });
    }
    this.added.set(deployment.stageName, { path, options: { gitHubEnvironment, awsCreds, runner } });
    return deployment;
  }

  /**
   * Say how GitHub Actions runs a step: its machine, container, services, credentials, environment.
   *
   * @param step a step of this pipeline; any other is an error, and so is a call after the pipeline was built
   * @param options what is different for it. A second call for one step is an error.
   */
  public configureStep(step: Step, options: GitHubStepOptions): void {
    const inputs = inputsOf(`${this.node.path}, configureStep(${step})`);
    demandStep(inputs, 'step', step);
    if (this.configured.has(step)) {
      const [expected, fix] = ['one call for each step', 'say all of it in one call'];
      inputs.problems.push(problem({ where: inputs.where, given: 'a second call for this step', expected, fix }));
    }
    if (this.made) {
      const expected = 'a call before buildPipeline() or app.synth()';
      const fix = 'move the call before buildPipeline()';
      inputs.problems.push(
        problem({ where: inputs.where, given: 'a call after the pipeline was built', expected, fix }),
      );
    }
    const data = stepDataOf(inputs, options);
    refuse(inputs);
    this.configured.set(step, data);
  }

  /** The text of the workflow file. Reading it before the pipeline is built is an error. */
  public get workflowText(): string {
    return this.made
      ? this.made.text
      : fail({
          where: this.node.path,
          given: "'workflowText' was asked for, but the pipeline has not been built yet",
          expected: 'a pipeline that has been built',
          fix: 'call buildPipeline() before you read it',
        });
  }

  protected doBuildPipeline(): void {
    const added = [...this.added].map(([name, { options }]) => [name, options] as const);
    const stageOptions = { ...this.props.stageOptions, ...Object.fromEntries(added) };
    this.refuseNamesakes();
    const props = { ...this.props, stageOptions };
    this.made = buildWorkflow(this, { props, configured: this.configured }, Names.uniqueId(this));
  }

  /** Options of one Stage must not be those of another: it would be deployed with its rights. */
  private refuseNamesakes(): void {
    const stages = this.waves.flatMap((wave) => wave.stages);
    const problems = [...this.added].flatMap(([name, { path }]) => {
      const others = stages.filter((s) => s.stageName === name && s._stage?.node.path !== path);
      return [...new Set(others.map((s) => s._stage?.node.path))].map((other) =>
        problem({
          where: this.node.path,
          given: `options for Stage '${path}', and another Stage '${other}' with its name`,
          expected: 'Stages with names of their own where one has options',
          fix: 'set stageName of one of them',
        }),
      );
    });
    failIfAny(problems);
  }
}
