import { type ResourceEnvironment, Stack, Token } from 'aws-cdk-lib';
import { ExecutionMode, PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import type { IFileSetProducer, Step } from '../../../../blueprint';
import type { ConditionData, RuleData, StageOptionsData } from '../../../../blueprint/stage-data';
import { findStepOutputs } from '../../../../blueprint/step-output';
import { type Diagnostic, problem } from '../../../../private/diagnostics';
import { quoted } from '../../../../private/text';
import { placeOf } from '../emit/stage-options';
import type { Plan } from '../../../../plan/plan';
import type { PipelineHost } from '../host';
import { type Attachments, rollsBack } from '../layouts/attach';
import type { Layout } from '../layouts/layout';
import type { LaidOutStage } from '../layouts/default-stages';
import { howToHaveV2, pipelineTypeOf, type Settings } from '../settings';

export const CONDITIONS = 'https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html';
const ROLLBACK = 'https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-rollback.html';

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html */
const MOST_RULES = 5;

/** Rules that may decide to pass over a stage. */
const SKIPPING = ['LambdaInvoke', 'VariableCheck'];

/** What of a pipeline decides what may be attached to its stages. */
export interface LaidOut {
  readonly pipeline: PipelineHost;
  readonly settings: Settings;
  readonly layout: Layout;
  readonly plan: Plan;
  readonly snapshot: { readonly steps: readonly Step[] };
  readonly stages: readonly LaidOutStage[];
  readonly attachments: Attachments;
}

export interface Attached {
  readonly stage: LaidOutStage;
  readonly index: number;
  readonly options: StageOptionsData;
}

/** What is attached, and where. */
export function attachedIn({ stages, attachments }: LaidOut): Attached[] {
  return [...attachments.of].map(([index, options]) => ({ stage: stages[index], index, options }));
}

/** What of the options of stages CodePipeline would refuse, or not carry out. */
export function checkStageOptions(prepared: LaidOut): Diagnostic[] {
  const attached = attachedIn(prepared);
  const where = prepared.pipeline.node.path;
  return [
    ...prepared.attachments.problems,
    ...checkType(prepared, attached),
    ...checkRollback(prepared, attached),
    ...attached.flatMap(({ stage, index, options }) =>
      conditionsOf(options).flatMap(([kind, condition]) => {
        const subject = `'${kind}' of the CodePipeline stage '${stage.name}'`;
        return [
          ...checkCondition(where, subject, condition),
          ...condition.rules.flatMap((rule) => checkRule(prepared, subject, rule, index)),
        ];
      }),
    ),
  ];
}

function conditionsOf({ beforeEntry, onSuccess }: StageOptionsData): [string, ConditionData][] {
  return [
    ...(beforeEntry ? [['beforeEntry', beforeEntry] as [string, ConditionData]] : []),
    ...(onSuccess ? [['onSuccess', onSuccess] as [string, ConditionData]] : []),
  ];
}

function checkType({ pipeline, settings }: LaidOut, attached: readonly Attached[]): Diagnostic[] {
  const asking = attached.filter(({ options: { disabled: _, ...rest } }) => Object.keys(rest).length > 0);
  const isRight = asking.length === 0 || pipelineTypeOf(pipeline, settings) === PipelineType.V2;
  const wrong = problem({
    where: pipeline.node.path,
    given: `conditions on ${quoted(asking.map(({ stage }) => stage.name))} in a pipeline of type V1`,
    expected: 'a pipeline of type V2',
    fix: howToHaveV2(settings),
    source: CONDITIONS,
  });
  return isRight ? [] : [wrong];
}

/** CodePipeline goes back to executions of the pipeline as it is now, and to none in parallel. */
function checkRollback(prepared: LaidOut, attached: readonly Attached[]): Diagnostic[] {
  const { pipeline, settings, layout, plan } = prepared;
  const names = attached.filter(({ options }) => rollsBack(options)).map(({ stage }) => stage.name);
  const say = (why: string, expected: string, fix: string) =>
    problem({
      where: pipeline.node.path,
      given: `a rollback of ${quoted(names)} ${why}`,
      expected,
      fix,
      source: ROLLBACK,
    });
  const publishes = plan.nodes.some(({ content }) => content.kind === 'publish');
  return names.length === 0
    ? []
    : [
        ...(settings.executionMode === ExecutionMode.PARALLEL
          ? [say('in the execution mode PARALLEL', 'another execution mode', 'set executionMode: ExecutionMode.QUEUED')]
          : []),
        ...(layout.assetsChangePipeline && publishes
          ? [
              say(
                'in the default layout, where each new asset changes the pipeline, and CodePipeline goes back only to executions of the pipeline as it is now: there would be none',
                'a layout in which assets do not change the pipeline',
                'set layout: PipelineLayout.COMPACT',
              ),
            ]
          : []),
      ];
}

function checkCondition(where: string, subject: string, { rules, result }: ConditionData): Diagnostic[] {
  const providers = rules.map(({ provider }) => provider);
  const wrong = result === 'SKIP' ? [...new Set(providers)].filter((p) => !SKIPPING.includes(p)) : [];
  return [
    ...(rules.length > MOST_RULES
      ? [
          problem({
            where,
            given: `${subject} with ${rules.length} rules, an alarm each counting as one`,
            expected: `at most ${MOST_RULES}`,
            fix: 'put alarms together in one composite alarm, or commands into one rule',
            source: CONDITIONS,
          }),
        ]
      : []),
    ...(wrong.length > 0
      ? [
          problem({
            where,
            given: `${subject} would skip the stage because of ${wrong.join(' and ')}`,
            expected: 'rules of variables and functions only',
            fix: 'write EntryCondition.failUnless(…), or check a variable or call a function',
            source: CONDITIONS,
          }),
        ]
      : []),
  ];
}

function checkRule(prepared: LaidOut, subject: string, rule: RuleData, stage: number): Diagnostic[] {
  switch (rule.provider) {
    case 'CloudWatchAlarm':
      return checkPlace(prepared, subject, `the alarm '${rule.alarm.node.path}'`, rule.alarm.alarmArn, rule.alarm.env);
    case 'Commands':
      return rule.input && !rule.input.primaryOutput
        ? [withoutFiles(prepared, subject, rule.input)]
        : checkEarlier(prepared, subject, rule.input?.primaryOutput?.producer, stage, 'files');
    case 'VariableCheck':
      return producersIn(rule.variable).flatMap((step) => checkEarlier(prepared, subject, step, stage, 'an output'));
    case 'LambdaInvoke': {
      const { handler, payload } = rule;
      return [
        ...checkPlace(prepared, subject, `the function '${handler.node.path}'`, handler.functionArn, handler.env),
        ...producersIn(payload).flatMap((step) => checkEarlier(prepared, subject, step, stage, 'an output')),
      ];
    }
    default:
      return [];
  }
}

function withoutFiles({ pipeline }: LaidOut, subject: string, input: IFileSetProducer): Diagnostic {
  return problem({
    where: pipeline.node.path,
    given: `${subject} runs commands on the files of ${input}, which has none`,
    expected: 'a step with an output',
    fix: 'set primaryOutputDirectory of that step, or remove input',
  });
}

function producersIn(text: string | undefined): Step[] {
  return findStepOutputs<Step>(text).map((output) => output.step);
}

/** CodePipeline looks at alarms, and calls functions, of its own account. */
function checkPlace(
  { pipeline }: LaidOut,
  subject: string,
  what: string,
  arn: string,
  env: ResourceEnvironment,
): Diagnostic[] {
  const { account } = placeOf(arn, env);
  const own = Stack.of(pipeline).account;
  const isOwn = Token.isUnresolved(account) || Token.isUnresolved(own) || account === own;
  const wrong = problem({
    where: pipeline.node.path,
    given: `${subject} uses ${what} in account ${account}`,
    expected: `something in the account of the pipeline (${own}): CodePipeline looks nowhere else`,
    fix: 'make an alarm in the account of the pipeline on the metrics of the other one (cross-account observability), or a function there that asks in the other account',
    source: CONDITIONS,
  });
  return isOwn ? [] : [wrong];
}

/** What a rule reads must be there when the stage begins. */
function checkEarlier(
  { pipeline, stages, snapshot }: LaidOut,
  subject: string,
  step: Step | undefined,
  stage: number,
  what: string,
): Diagnostic[] {
  const key = step ? snapshot.steps.indexOf(step) : -1;
  const at = stages.findIndex(({ tranches }) =>
    tranches.flat().some(({ work }) => work.kind === 'step' && work.step.key === key),
  );
  const isAfter = subject.startsWith("'onSuccess'");
  if (step === undefined || (at >= 0 && (isAfter ? at <= stage : at < stage))) {
    return [];
  }
  return [
    problem({
      where: pipeline.node.path,
      given: `${subject} reads ${what} of ${step}, which ${at < 0 ? 'is not in the pipeline' : `runs in '${stages[at].name}'`}`,
      expected: 'a step that is done before',
      fix: 'move the step to an earlier Stage or wave, or use the synth or a source',
      declared: [step],
    }),
  ];
}
