import { ExecutionMode } from 'aws-cdk-lib/aws-codepipeline';
import { Stack, Token } from 'aws-cdk-lib';
import { assumedRoleWarnings } from './assumed-roles';
import type { ForeignGates } from '../report/sibling-waits';
import { assetsWithoutSelfMutation, hasAssets } from './asset-warnings';
import { loginWarnings } from './login-warnings';
import { permissionsCheckWarnings } from './permissions-checks';
import type { Prepared } from './problems';
import { scriptWarnings } from './script-warnings';
import { sourceWarnings } from './source-warnings';
import { toolWarnings } from './tool-warnings';
import { triggeredPipeline, triggerWarnings } from './trigger-problems';
import type { PipelineHost } from '../host';
import { needsOfAssembly } from '../../../../assembly/tool-warnings';
import { lostStages } from '../../../../blueprint/lost-stages';
import { approvalWarnings } from '../../../../blueprint/step-warnings';
import { isPlainWord } from '../../../../jobs/shell-words';
import { type StackSnapshot, stacksOf } from '../../../../plan/snapshot-data';
import { type Concern, type Diagnostic, isError, warning } from '../../../../private/diagnostics';
import { listed, quoted } from '../../../../private/text';
import type { Settings } from '../settings';
import { revisionWarnings } from '../revision';
import { variableWarnings } from '../variables';

/** As CDK says it of its own pipelines; here on the construct that somebody has declared, and not on the one inside. */
export const IMPLICIT_V1: Concern = {
  id: '@aws-cdk/aws-codepipeline:unspecifiedPipelineType',
  given:
    'V1 pipeline type is implicitly selected when `pipelineType` is not set. If you want to use V2 type, set `PipelineType.V2`.',
};

/** What works, but not as the user probably thinks. */
export function findWarnings(prepared: Prepared): Diagnostic[] {
  const { pipeline, settings, variables, layout, plan, snapshot } = prepared;
  const { data, steps, stages } = snapshot;
  const stacks = stacksOf(data);
  const concerns = [
    ...terminationProtection(stacks),
    ...tokensInTags(stacks),
    ...assumedRoleWarnings(stacks, settings),
    ...permissionsCheckWarnings(data, settings, stages, steps),
    ...overlappingExecutions(settings),
    ...lostStages(pipeline, stages),
    ...loginWarnings(pipeline, settings, layout),
    ...assetsWithoutSelfMutation(stacks, settings, layout),
    ...scriptWarnings(steps, settings),
    ...sourceWarnings(steps),
    ...approvalWarnings(steps),
    ...revisionWarnings(pipeline.synth, steps),
    ...variableWarnings({ settings, variables, steps, attachments: prepared.attachments }),
    ...triggerWarnings(triggeredPipeline(pipeline, settings), steps),
    ...selfUpdatePath(pipeline, settings),
    ...macros(pipeline),
    ...toolWarnings(settings, hasAssets(stacks), needsOfAssembly()),
    ...settingsOfExisting(settings),
  ];
  const where = pipeline.node.path;
  return [...plan.diagnostics.filter((d) => !isError(d)), ...concerns.map((c) => warning({ where, ...c }))];
}

/** By the id that newer versions of `aws-cdk-lib/pipelines` give it, so that who has acknowledged it is asked no more. */
function overlappingExecutions({ executionMode }: Settings): Concern[] {
  const overlapping = {
    id: '@aws-cdk/pipelines:parallelExecutionMode',
    given:
      'In the execution mode PARALLEL, executions run at the same time and may overtake each other: a gate guards its own execution ' +
      'only, and two of them may update the pipeline or deploy a stack at once',
    fix: 'use it only if your Stages can take that',
  };
  return executionMode === ExecutionMode.PARALLEL ? [overlapping] : [];
}

function settingsOfExisting({ codePipeline, pipelineType, selfMutation }: Settings): Concern[] {
  if (!codePipeline) {
    return [];
  }
  const ignored = {
    id: 'cdk-pipelines:pipelineTypeIgnored',
    given: "'pipelineType' has no effect together with 'codePipeline'",
    fix: `set it where '${codePipeline.node.path}' is made`,
  };
  const goesOn = {
    id: 'cdk-pipelines:noRestartOnUpdate',
    given:
      `The existing CodePipeline '${codePipeline.node.path}' updates itself, but does not restart then: an execution goes on ` +
      'with the old definition, and new stages wait for the next push',
    fix: 'set restartExecutionOnUpdate: true on it, or selfMutation: false here',
  };
  return [...(pipelineType ? [ignored] : []), ...(selfMutation && !restartsOnUpdate(codePipeline) ? [goesOn] : [])];
}

/** CloudFormation actions of CodePipeline cannot turn it on. */
function terminationProtection(stacks: readonly StackSnapshot[]): Concern[] {
  const guarded = stacks.filter((stack) => stack.terminationProtection);
  const ignored = {
    id: 'cdk-pipelines:terminationProtectionIgnored',
    given: `${quoted(guarded.map((stack) => stack.path))}: terminationProtection has no effect on stacks that CodePipeline deploys`,
    fix: 'turn it on by hand after the first deployment (aws cloudformation update-termination-protection); it stays on',
  };
  return guarded.length > 0 ? [ignored] : [];
}

/** Tags go through a file in the cloud assembly, and that file is not a template: nobody would fill the value in. */
function tokensInTags(stacks: readonly StackSnapshot[]): Concern[] {
  const tags = stacks.flatMap(({ path, tags: given }) =>
    Object.entries(given)
      .filter((tag) => tag.some((text) => Token.isUnresolved(text)))
      .map(([key]) => (Token.isUnresolved(key) ? `a tag of '${path}'` : `'${key}' of '${path}'`)),
  );
  const leftOut = {
    id: 'cdk-pipelines:tokenInStackTag',
    given: `Stack tags with a value that is only known at deploy time (a token) are left out: ${listed(tags, 10)}`,
    fix: "write the value as literal text, or tag the resources only: Tags.of(…).add(key, value, { excludeResourceTypes: ['aws:cdk:stack'] })",
  };
  return tags.length > 0 ? [leftOut] : [];
}

/** A macro may make anything of the template, once it has been read: the plan, and who checks it, know nothing of that. */
function macros(pipeline: PipelineHost): Concern[] {
  const { transforms = [] } = Stack.of(pipeline).templateOptions;
  const strange = transforms.filter((name) => !name.startsWith('AWS::'));
  const unknown = {
    id: 'cdk-pipelines:macroInPipelineStack',
    given: `The stack of the pipeline uses ${quoted(strange)}: a macro may change the pipeline when it is deployed, and the plan, gate policies and all tools show it as it was before`,
    fix: 'put what needs the macro into another stack',
  };
  return strange.length > 0 ? [unknown] : [];
}

/** Where the command is the one that it has always been, the shell takes what is in the path for something else. */
function selfUpdatePath(pipeline: PipelineHost, settings: Settings): Concern[] {
  const { path } = Stack.of(pipeline).node;
  const broken = {
    id: 'cdk-pipelines:brokenPathInSelfUpdate',
    given:
      `The pipeline updates itself with 'cdk deploy ${path}', where a blank ends the path and other characters stand for other ` +
      'paths: it may deploy other stacks, and not its own',
    fix: 'choose construct ids of letters, digits, - and _ for the stack of the pipeline and what it is in, or set layout: PipelineLayout.COMPACT',
  };
  return settings.selfMutation && !settings.strictCommands && !isPlainWord(path) ? [broken] : [];
}

function restartsOnUpdate(codePipeline: NonNullable<Settings['codePipeline']>): boolean {
  const resource = codePipeline.node.defaultChild as { restartExecutionOnUpdate?: unknown } | undefined;
  return resource?.restartExecutionOnUpdate === true;
}

/**
 * Run orders are barriers: where Stages share a CodePipeline stage, one waits for the gates of another. `gates` is
 * what the layout makes of the plan.
 */
export function foreignGateWarnings(where: string, gates: readonly ForeignGates[]): Diagnostic[] {
  return gates.map(({ stage, applications, gates: foreign }) =>
    warning({
      where,
      id: 'cdk-pipelines:waitsForOthersApproval',
      given:
        `In the CodePipeline stage '${stage}', ${quoted(applications)} ${applications.length === 1 ? 'waits' : 'wait'} for a decision about another Stage: ` +
        `${foreign.map((g) => `${g.label} of '${g.application}'`).join(', ')}. Run orders are barriers for all that is in ` +
        'a CodePipeline stage',
      fix:
        'set stagePerApplication: true on the wave: then each Stage has a CodePipeline stage of its own, and those without a gate ' +
        'come first; or move the gate to the pre of the wave',
    }),
  );
}
