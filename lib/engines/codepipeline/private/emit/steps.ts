import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import { CODEBUILD_STEP } from '../codebuild/codebuild-step-trait';
import * as cpa from 'aws-cdk-lib/aws-codepipeline-actions';
import type { ManualApprovalStep, ShellStep, Step } from '../../../../blueprint';
import { STEP } from '../../../../blueprint/traits';
import { fail } from '../../../../private/errors';
import { type ActionRequest, type ActionResult, makesOwnAction } from '../host';
import type { CodeBuildStep } from '../../codebuild-step';
import { addCodeBuildAction, type CodeBuildJob } from '../codebuild/codebuild-action';
import type { EmitContext } from '../context';
import { ids } from '../naming';
import { type ProjectKind, supportFor } from '../codebuild/project-defaults';

type StepRenderer = (
  step: Step,
  stage: cp.IStage,
  options: ActionRequest,
  context: EmitContext,
  kind: ProjectKind,
) => ActionResult;

/** Kinds of steps that this engine knows, the most special first: a subclass inherits from the first that fits. */
const RENDERERS: readonly (readonly [(step: Step) => boolean, StepRenderer])[] = [
  [
    (step) => STEP.of(step)?.kind === 'approval',
    (step, stage, options) => addApproval(step as ManualApprovalStep, stage, options),
  ],
  [(step) => CODEBUILD_STEP.isOn(step), (step, ...rest) => addCodeBuildStep(step as CodeBuildStep, ...rest)],
  [(step) => STEP.of(step)?.kind === 'script', (step, ...rest) => addShellStep(step as ShellStep, ...rest)],
];

/** Make the action of a step: by the step itself if it knows how, else by its kind. */
export function renderStep(
  step: Step,
  role: 'synth' | 'source' | 'step',
  stage: cp.IStage,
  options: ActionRequest,
  context: EmitContext,
): ActionResult {
  const label = `${step}`;
  const factory: unknown = step;
  if (makesOwnAction(factory)) {
    return context.produce(factory, stage, options);
  }
  const renderer = RENDERERS.find(([fits]) => fits(step))?.[1];
  if (!renderer) {
    fail({
      where: `${context.pipeline.node.path}/${stage.stageName}/${options.actionName}`,
      given: `${label}, a step that the CodePipeline engine does not know`,
      expected: 'a step that makes its own action, or one of a kind that is known here',
      fix: 'implement ICodePipelineActionFactory (produceAction) in that class, or extend ShellStep, CodeBuildStep or ManualApprovalStep',
    });
  }
  return renderer(step, stage, options, context, role === 'synth' ? 'synth' : 'step');
}

function addApproval(
  step: ManualApprovalStep,
  stage: cp.IStage,
  { actionName, runOrder }: ActionRequest,
): ActionResult {
  stage.addAction(
    new cpa.ManualApprovalAction({
      actionName,
      runOrder,
      additionalInformation: step.comment,
      externalEntityLink: step.reviewUrl,
      notificationTopic: step.notificationTopic,
    }),
  );
  return { runOrdersConsumed: 1 };
}

function addShellStep(...[step, stage, options, context, kind]: Parameters<StepRenderer>): ActionResult {
  const job = context.emission.adapt(
    jobOf(step as ShellStep, projectId(step, kind)),
    options.actionName,
    kind === 'synth',
  );
  return addCodeBuildAction(stage, job, options, supportFor(kind, context));
}

function addCodeBuildStep(...[step, stage, options, context, kind]: Parameters<StepRenderer>): ActionResult {
  const codeBuildStep = step as CodeBuildStep;
  const job = context.emission.adapt(
    codeBuildJobOf(codeBuildStep, projectId(step, kind)),
    options.actionName,
    kind === 'synth',
  );
  const result = addCodeBuildAction(stage, job, options, supportFor(kind, context));
  codeBuildStep._addProject(context.pipeline.node.path, result.project!);
  return result;
}

function projectId(step: Step, kind: ProjectKind): string {
  return kind === 'synth' ? ids.synthProject : step.id;
}

function jobOf(step: ShellStep, projectId: string): CodeBuildJob {
  return {
    stepId: step.id,
    projectId,
    commands: step.commands,
    installCommands: step.installCommands,
    env: step.env,
    envFromCfnOutputs: step.envFromCfnOutputs,
    inputs: step.inputs,
    outputs: step.outputs,
    settings: {},
  };
}

function codeBuildJobOf(step: CodeBuildStep, projectId: string): CodeBuildJob {
  return {
    ...jobOf(step, projectId),
    projectName: step.projectName,
    role: step.role,
    actionRole: step.actionRole,
    settings: {
      buildEnvironment: step.buildEnvironment,
      rolePolicy: step.rolePolicyStatements,
      securityGroups: step.securityGroups,
      partialBuildSpec: step.partialBuildSpec,
      vpc: step.vpc,
      subnetSelection: step.subnetSelection,
      cache: step.cache,
      timeout: step.timeout,
      fileSystemLocations: step.fileSystemLocations,
      logging: step.logging,
    },
  };
}
