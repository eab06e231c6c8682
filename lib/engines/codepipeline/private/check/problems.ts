import { Stack, Token } from 'aws-cdk-lib';
import type { Variable } from 'aws-cdk-lib/aws-codepipeline';
import { checkSessionTags } from './assumed-roles';
import { checkValues } from './check-values';
import { checkStageOptions } from './stage-option-problems';
import { checkStepActions } from './step-actions';
import { checkTriggers, triggeredPipeline } from './trigger-problems';
import { checkCommands } from '../../../../blueprint/check-commands';
import { checkInputs } from '../../../../blueprint/check-inputs';
import { checkApps } from '../../../../blueprint/lost-stages';
import type { Plan } from '../../../../plan/plan';
import type { Snapshot } from '../../../../plan/snapshot';
import { type StackSnapshot, stacksOf } from '../../../../plan/snapshot-data';
import { type Diagnostic, isError, problem } from '../../../../private/diagnostics';
import type { PipelineHost } from '../host';
import type { Attachments } from '../layouts/attach';
import type { LaidOutStage } from '../layouts/default-stages';
import type { Layout } from '../layouts/layout';
import { checkRootNames, checkStageNames } from '../layouts/stage-names';
import type { Settings } from '../settings';
import { checkVariables } from '../variables';

/** All that is known of a pipeline before anything of it is made. */
export interface Prepared {
  readonly pipeline: PipelineHost;
  readonly settings: Settings;
  readonly variables: readonly Variable[];
  readonly layout: Layout;
  readonly snapshot: Snapshot;
  readonly plan: Plan;
  readonly stages: readonly LaidOutStage[];
  /** What CodePipeline does around them. */
  readonly attachments: Attachments;
}

/** What makes a pipeline impossible; all of it, so that it is reported at once. */
export function findProblems(prepared: Prepared): Diagnostic[] {
  const { pipeline, settings, variables, layout, snapshot, plan, stages } = prepared;
  const { steps } = snapshot;
  const { path } = pipeline.node;
  const stacks = stacksOf(snapshot.data);
  return [
    ...snapshot.problems,
    ...plan.diagnostics.filter(isError).map((p) => ({ ...p, declared: p.steps?.map((key) => steps[key]) })),
    ...checkRootNames(plan, (root) => layout.rootName(root)),
    ...checkApps(pipeline, snapshot.stages),
    ...steps.flatMap((step) => [...checkCommands(step, pipeline), ...checkInputs(step, pipeline)]),
    ...checkValues(pipeline, settings, steps),
    ...checkVariables(pipeline, settings, variables),
    ...checkTriggers(triggeredPipeline(pipeline, settings), steps),
    ...checkAccounts(pipeline, stacks, settings),
    ...checkSessionTags(stacks),
    ...checkStageNames(path, stages),
    ...checkStepActions(path, stages, steps),
    ...checkStageOptions(prepared),
  ];
}

/**
 * Other accounts can read artifacts only if these are encrypted with a key of their own. Reported for all stacks at
 * once, before CDK refuses the first of them.
 */
function checkAccounts(pipeline: PipelineHost, stacks: readonly StackSnapshot[], settings: Settings): Diagnostic[] {
  const { account: here, region: ownRegion } = Stack.of(pipeline);
  if (settings.codePipeline || settings.artifactBucket || settings.crossAccountKeys || Token.isUnresolved(here)) {
    return [];
  }
  const elsewhere = stacks
    .filter((d) => d.account !== undefined && d.account !== here && deploysWithRoleOf(d, d.account))
    .filter((d) => !settings.crossRegionReplicationBuckets?.[d.region ?? ownRegion]?.encryptionKey);
  if (elsewhere.length === 0) {
    return [];
  }
  return [
    problem({
      where: pipeline.node.path,
      given: `stacks in other accounts than the pipeline's (${here}), without crossAccountKeys: ${elsewhere.map((d) => `'${d.path}' (${d.account})`).join(', ')}`,
      expected: 'artifacts that are encrypted with a key which other accounts can be allowed to use',
      fix: 'set crossAccountKeys: true on the pipeline, or pass an artifactBucket that has a KMS key',
    }),
  ];
}

function deploysWithRoleOf(stack: StackSnapshot, account: string): boolean {
  return [account, '${AWS::AccountId}'].some((owner) => stack.assumeRoleArn?.includes(`:iam::${owner}:`));
}
