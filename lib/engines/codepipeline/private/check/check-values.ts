import { type CfnElement, Stack, Stage } from 'aws-cdk-lib';
import { CODEBUILD_STEP } from '../codebuild/codebuild-step-trait';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { specOf } from '../codebuild/buildspec';
import type { PipelineHost } from '../host';
import { referencesIn } from '../../../../cdk/references';
import { elementsOf, renderElement, userPath } from '../../../../cdk/rendered';
import { onRefusedDependency } from '../../../../cdk/stack-dependencies';
import type { ManualApprovalStep, Step } from '../../../../blueprint';
import { scriptOf } from '../../../../blueprint/scripts';
import { STEP } from '../../../../blueprint/traits';
import { foreignValues } from '../../../../blueprint/foreign-values';
import { type Diagnostic, problem } from '../../../../private/diagnostics';
import { fail } from '../../../../private/errors';
import { quoted } from '../../../../private/text';
import type { CodeBuildOptions } from '../../codebuild-options';
import type { CodeBuildStep } from '../../codebuild-step';
import type { Settings } from '../settings';

/** A property as the user knows it, and what may hold tokens in it. */
type Place = readonly [property: string, value: unknown];

/**
 * Values of resources that the pipeline has yet to deploy, in what the pipeline itself is made of. CDK refuses them when
 * it writes the template, without a word about the step or the way out. Commands are looked at one by one, elsewhere.
 */
export function checkValues(pipeline: PipelineHost, settings: Settings, steps: readonly Step[]): Diagnostic[] {
  const { path } = pipeline.node;
  const problems = (where: string, places: readonly Place[]) =>
    places.flatMap(([property, value]) => problemsOf(where, property, foreignValues(value, pipeline)));
  return [
    ...problems(path, placesOfPipeline(settings)),
    ...steps.flatMap((step) =>
      problems(`${path}, step '${step.id}'`, placesOfStep(step)).map((p) => ({ ...p, declared: [step] })),
    ),
  ];
}

function problemsOf(where: string, property: string, found: readonly string[]): Diagnostic[] {
  const held = problem({
    where,
    given: `'${property}' holds a value of ${quoted(found)}, which the pipeline has yet to deploy`,
    expected: EXPECTED,
    fix: property === 'env' ? FIX_ENV : FIX_OTHERS,
  });
  return found.length > 0 ? [held] : [];
}

const EXPECTED = 'values that are known before the pipeline runs: its own stack is deployed first';
const FIX_ENV =
  'make a CfnOutput of the value in its stack, and pass that through envFromCfnOutputs instead of env. What has a name of its own (bucketName, topicName, …) can be written as text';
const FIX_OTHERS =
  'give the resource a name of its own (bucketName, topicName, …), and write that name, or the ARN made from it, as text here. A value for a script can come from a CfnOutput, through envFromCfnOutputs';

function placesOfStep(step: Step): Place[] {
  if (STEP.of(step)?.kind === 'approval') {
    const { comment, reviewUrl, notificationTopic, notifyEmails } = step as ManualApprovalStep;
    return [
      ['comment', comment],
      ['reviewUrl', reviewUrl],
      ['notificationTopic', notificationTopic?.topicArn],
      ['notifyEmails', notifyEmails],
    ];
  }
  const script = scriptOf(step);
  const ofScript: Place[] = script ? [['env', script.env]] : [];
  return CODEBUILD_STEP.isOn(step) ? [...ofScript, ...placesOfCodeBuild(step as CodeBuildStep)] : ofScript;
}

function placesOfCodeBuild(step: CodeBuildStep): Place[] {
  const { buildEnvironment, vpc, securityGroups, partialBuildSpec, rolePolicyStatements: rolePolicy } = step;
  return [
    ['projectName', step.projectName],
    ['role', step.role?.roleArn],
    ['actionRole', step.actionRole?.roleArn],
    ...placesOfOptions({ buildEnvironment, vpc, securityGroups, partialBuildSpec, rolePolicy }, 'rolePolicyStatements'),
  ];
}

function placesOfOptions(options: CodeBuildOptions, policy: string): Place[] {
  const { buildEnvironment, rolePolicy, partialBuildSpec, vpc, securityGroups } = options;
  return [
    ['buildEnvironment', Object.values(buildEnvironment?.environmentVariables ?? {}).map((v) => v.value)],
    [policy, [...(rolePolicy ?? [])].map((s: iam.PolicyStatement) => s.toStatementJson())],
    // What is in a file or an asset is not known here.
    ['partialBuildSpec', partialBuildSpec?.isImmediate ? specOf(partialBuildSpec, '') : undefined],
    ['vpc', vpc?.vpcId],
    ['securityGroups', [...(securityGroups ?? [])].map((g) => g.securityGroupId)],
  ];
}

const OPTIONS = [
  'codeBuildDefaults',
  'synthCodeBuildDefaults',
  'assetPublishingCodeBuildDefaults',
  'selfMutationCodeBuildDefaults',
] as const satisfies readonly (keyof Settings)[];

function placesOfPipeline(settings: Settings): Place[] {
  const ofProjects = OPTIONS.flatMap((name) =>
    placesOfOptions(settings[name] ?? {}, 'rolePolicy').map(([property, v]): Place => [`${name}.${property}`, v]),
  );
  return [
    ['pipelineName', settings.pipelineName],
    ['role', settings.role?.roleArn],
    ['artifactBucket', settings.artifactBucket?.bucketArn],
    ...ofProjects,
  ];
}

/**
 * The same for what others put into the pipeline's stack, such as grants to its roles: that is known only when CDK makes
 * the dependency, and refuses it.
 */
export function explainForeignValues(pipeline: PipelineHost): void {
  const stack = Stack.of(pipeline);
  onRefusedDependency(stack, (target) => {
    const users = Stage.of(target) === Stage.of(stack) ? [] : usersOf(stack, target);
    if (users.length > 0) {
      fail({
        where: pipeline.node.path,
        given: `${quoted(users, 5)} in the pipeline's stack ${users.length === 1 ? 'holds' : 'hold'} a value of '${target.node.path}', which the pipeline has yet to deploy`,
        expected: EXPECTED,
        fix: FIX_OTHERS,
      });
    }
  });
}

function usersOf(stack: Stack, target: Stack): string[] {
  const isForeign = (element: CfnElement) =>
    referencesIn(renderElement(element), stack).some((r) => Stack.of(r.target) === target);
  return elementsOf(stack).filter(isForeign).map(userPath);
}
