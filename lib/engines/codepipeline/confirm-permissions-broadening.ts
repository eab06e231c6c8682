import { Stack, type Stage } from 'aws-cdk-lib';
import type { IStage } from 'aws-cdk-lib/aws-codepipeline';
import * as cpa from 'aws-cdk-lib/aws-codepipeline-actions';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type {
  CodePipelineActionFactoryResult,
  ICodePipelineActionFactory,
  ProduceActionOptions,
} from './action-factory';
import type { CodePipeline } from './codepipeline';
import { SecurityCheck } from './private/emit/security-check';
import { Step } from '../../blueprint';
import { STEP } from '../../blueprint/traits';
import { asPattern } from '../../jobs/shell-words';
import { fail } from '../../private/errors';
import { describeInput, isObject } from '../../private/inputs';

/**
 * Properties of `ConfirmPermissionsBroadening`.
 */
export interface PermissionsBroadeningCheckProps {
  /**
   * The Stage whose stacks are compared: the one that this step stands before.
   */
  readonly stage: Stage;

  /**
   * Topic that gets a message when a person must decide.
   *
   * @default - nobody gets a message
   */
  readonly notificationTopic?: sns.ITopic;

  /**
   * Compare all stacks of the Stage, whatever its path is, and approve nothing but what this very build has compared.
   *
   * Without it the check is the one of `aws-cdk-lib/pipelines`: it passes over stacks that are in a construct of the Stage, takes
   * a blank in a construct path for the end of it, and may approve a later execution when its message comes late. Synthesis
   * warns where that matters. Setting it changes the template: the check gets a project and a function of its own.
   *
   * @default - false in the default layout; the compact layout always does so
   */
  readonly strict?: boolean;
}

/**
 * Stops the pipeline when a deployment would broaden IAM permissions or open security groups, and lets it pass
 * otherwise. Give it as a `pre` step of the Stage that it checks.
 *
 * Makes two actions, so it counts twice towards the actions that a CodePipeline stage may have. Works with the
 * CodePipeline engine only.
 *
 * @example
 * pipeline.addStage(prod, {
 *   pre: [new pipelines.ConfirmPermissionsBroadening('Permissions', { stage: prod })],
 * });
 */
export class ConfirmPermissionsBroadening extends Step implements ICodePipelineActionFactory {
  private readonly props: PermissionsBroadeningCheckProps;

  /**
   * @param id name of the step, unique beside its siblings
   * @param props what is checked, and who gets a message
   */
  constructor(id: string, props: PermissionsBroadeningCheckProps) {
    super(id);
    const checks = () => ({
      stage: this.props.stage.node.path,
      strict: this.props.strict === true,
      ...(this.props.notificationTopic && { notifies: true as const }),
    });
    STEP.implement(this, { kind: 'permissions-check', gate: true, actions: 2, checks });
    if (!isObject(props) || !isObject(props.stage) || !('node' in props.stage)) {
      fail({
        where: `Step '${id}'`,
        given: `${describeInput(isObject(props) ? props.stage : props)} as stage`,
        expected: 'the Stage whose stacks are compared',
        fix: 'write { stage: prod }, with the Stage that the step stands before',
      });
    }
    this.props = props;
  }

  /**
   * Make the check and the approval, and add them to the stage.
   *
   * @param stage the CodePipeline stage
   * @param options names and numbers to use
   */
  public produceAction(stage: IStage, options: ProduceActionOptions): CodePipelineActionFactoryResult {
    const { pipeline, artifacts, runOrder } = options;
    const { strictCommands, cliVersionForAll: cliVersion } = pipeline._commands;
    const strict = strictCommands || this.props.strict === true;
    const strictStep = strict && !strictCommands;
    const check = SecurityCheck.of(pipeline, pipeline.pipeline, { strict, strictStep, cliVersion });
    check.readStacksIn(accountsOf(this.props.stage, pipeline));
    const { project } = check;
    this.props.notificationTopic?.grantPublish(project);

    const approval = `${options.actionName}.Confirm`;
    const namespace = check.takeNamespace(this.props.stage.node.addr);
    stage.addAction(
      new cpa.CodeBuildAction({
        actionName: `${options.actionName}.Check`,
        runOrder,
        input: artifacts.toCodePipeline(pipeline.cloudAssemblyFileSet),
        project,
        variablesNamespace: namespace,
        environmentVariables: this.variables(stage, approval, strict),
      }),
    );
    stage.addAction(
      new cpa.ManualApprovalAction({
        actionName: approval,
        runOrder: runOrder + 1,
        additionalInformation: `#{${namespace}.MESSAGE}`,
        externalEntityLink: `#{${namespace}.LINK}`,
      }),
    );
    return { runOrdersConsumed: 2, project };
  }

  /** @internal */
  public get _checkedStage(): Stage {
    return this.props.stage;
  }

  private variables(stage: IStage, approval: string, strict: boolean) {
    const { stage: checked, notificationTopic } = this.props;
    return {
      STAGE_PATH: { value: strict ? asPattern(checked.node.path) : checked.node.path },
      STAGE_NAME: { value: stage.stageName },
      ACTION_NAME: { value: approval },
      ...(notificationTopic && {
        NOTIFICATION_ARN: { value: notificationTopic.topicArn },
        NOTIFICATION_SUBJECT: { value: `Confirm permission broadening in ${checked.stageName}` },
      }),
    };
  }
}

/** Accounts of the stacks that are compared; what is not set is the pipeline's. */
function accountsOf(stage: Stage, pipeline: CodePipeline): string[] {
  const deployments = pipeline.waves.flatMap((wave) => wave.stages.filter((s) => s._stage === stage));
  const accounts = deployments.flatMap((s) => s.stacks.map((stack) => stack.account));
  return (accounts.length > 0 ? accounts : [stage.account]).map((account) => account ?? Stack.of(pipeline).account);
}
