import { Duration, Token } from 'aws-cdk-lib';
import * as cpa from 'aws-cdk-lib/aws-codepipeline-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { ManualApprovalStep } from '../../../../blueprint';
import type { AskJob, OwnJob, PermissionsCheckJob, ScriptJob } from '../../../../jobs/job';
import type { CodeBuildStep } from '../../codebuild-step';
import { addCodeBuildAction, type CodeBuildJob } from '../codebuild/codebuild-action';
import { CODEBUILD_STEP } from '../codebuild/codebuild-step-trait';
import type { ActionSite } from '../context';
import type { ActionFactory, ActionResult } from '../host';
import { ids } from '../naming';
import { fail } from '../../../../private/errors';
import { describeInput, isObject } from '../../../../private/inputs';

/** Ask a person. */
export function renderAsk(job: AskJob, { stage, request, context }: ActionSite): ActionResult {
  const { notificationTopic } = context.steps[job.step] as ManualApprovalStep;
  stage.addAction(
    new cpa.ManualApprovalAction({
      actionName: request.actionName,
      runOrder: request.runOrder,
      additionalInformation: job.showsRevision
        ? [job.comment, context.revision].filter(Boolean).join('\n\n')
        : job.comment,
      externalEntityLink: job.url,
      notificationTopic,
      notifyEmails: job.emails?.filter((email) => !isSubscribed(email, notificationTopic)),
      timeout: job.timeoutMinutes === undefined ? undefined : Duration.minutes(job.timeoutMinutes),
    }),
  );
  return { runOrdersConsumed: 1 };
}

/** CDK refuses to subscribe somebody twice, such as for two approvals that share a topic. */
function isSubscribed(email: string, topic: ITopic | undefined): boolean {
  return topic !== undefined && !Token.isUnresolved(email) && topic.node.tryFindChild(email) !== undefined;
}

/** Let a step make its own action. */
export function renderOwn(job: OwnJob | PermissionsCheckJob, { stage, request, context }: ActionSite): ActionResult {
  const step = context.steps[job.step];
  // Others are refused before anything is made.
  const result: unknown = context.produce(step as unknown as ActionFactory<never>, stage, request);
  return isResult(result)
    ? result
    : fail({
        where: `${context.pipeline.node.path}/${stage.stageName}/${request.actionName}`,
        given: `${describeInput(result)} as what produceAction() of ${step} returns`,
        expected: 'an object that says how many run orders its actions take',
        fix: 'end produceAction() with: return { runOrdersConsumed: 1 }',
      });
}

function isResult(x: unknown): x is ActionResult {
  return isObject(x) && Number.isInteger((x as Partial<ActionResult>).runOrdersConsumed);
}

/** Run a script in CodeBuild. A `CodeBuildStep`, or what extends it, says more of its project. */
export function renderScript(job: ScriptJob, site: ActionSite): ActionResult {
  const { context, request } = site;
  const step = context.steps[job.step];
  const isCodeBuildStep = CODEBUILD_STEP.isOn(step);
  const special = isCodeBuildStep ? specialTo(step as CodeBuildStep) : { settings: {} };
  const result = addCodeBuildAction(
    {
      job,
      name: step.id,
      kind: job.synth ? 'synth' : 'step',
      ...special,
      project: {
        id: job.synth ? ids.synthProject : step.id,
        description: context.emission.scriptDescription(request.actionName),
        name: isCodeBuildStep ? (step as CodeBuildStep).projectName : undefined,
      },
    },
    site,
  );
  if (isCodeBuildStep) {
    (step as CodeBuildStep)._addProject(context.pipeline.node.path, result.project!);
  }
  return result;
}

function specialTo(step: CodeBuildStep): Pick<CodeBuildJob, 'role' | 'actionRole' | 'settings'> {
  return {
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
