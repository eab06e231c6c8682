import { type ResourceEnvironment, Stack, Token } from 'aws-cdk-lib';
import { type CfnPipeline, ExecutionMode, PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import type { IFileSetProducer, Step } from '../../../../blueprint';
import type { ConditionData, RuleData, StageOptionsData } from '../../../../blueprint/stage-data';
import { rollsBack } from '../../../../plan/attached';
import { findStepOutputs } from '../../../../blueprint/step-output';
import { type Diagnostic, problem } from '../../../../private/diagnostics';
import { quoted } from '../../../../private/text';
import { placeOf } from '../emit/stage-options';
import type { Plan } from '../../../../plan/plan';
import type { PipelineHost } from '../host';
import { LIMITS_OF_CODEPIPELINE, SKIPPING_RULES } from '../limits/limits-of-codepipeline';
import type { Attachments } from '../layouts/attach';
import type { Layout } from '../layouts/layout';
import type { LaidOutStage } from '../layouts/default-stages';
import { howToHaveV2, pipelineTypeOf, type Settings } from '../settings';

export const CONDITIONS = 'https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html';
const ROLLBACK = 'https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-rollback.html';

const MOST_RULES = LIMITS_OF_CODEPIPELINE['condition-rules'].limit;

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
    ...conditionsIn(prepared, attached).flatMap((site) => [
      ...checkCondition(where, site),
      ...site.condition.rules.flatMap((rule) => checkRule(prepared, site, rule)),
    ]),
  ];
}

/** A condition, where it is, and what is done before it is looked at. */
interface Site {
  readonly condition: ConditionData;
  readonly subject: string;
  /** Stages of which all steps are done then. */
  readonly done: number;
  /** The stage in which a step runs. */
  readonly stageOf: (step: Step) => number | undefined;
}

function conditionsIn({ stages, snapshot }: LaidOut, attached: readonly Attached[]): Site[] {
  const steps = stages.flatMap(({ tranches }, index) =>
    tranches
      .flat()
      .flatMap(({ work }) => (work.kind === 'step' ? [[snapshot.steps[work.step.key], index] as const] : [])),
  );
  const places = new Map(steps);
  return attached.flatMap(({ stage, index, options: { beforeEntry, onSuccess } }) =>
    (
      [
        ['beforeEntry', beforeEntry, index],
        ['onSuccess', onSuccess, index + 1],
      ] as const
    ).flatMap(([kind, condition, done]) =>
      condition
        ? [
            {
              condition,
              subject: `'${kind}' of the CodePipeline stage '${stage.name}'`,
              done,
              stageOf: (step: Step) => places.get(step),
            },
          ]
        : [],
    ),
  );
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
  const { codePipeline, executionMode } = settings;
  const mode = codePipeline
    ? (codePipeline.node.defaultChild as CfnPipeline | undefined)?.executionMode
    : executionMode;
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
        ...(mode === ExecutionMode.PARALLEL
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

function checkCondition(where: string, { subject, condition: { rules, result } }: Site): Diagnostic[] {
  const providers = rules.map(({ provider }) => provider);
  const wrong = result === 'SKIP' ? [...new Set(providers)].filter((p) => !SKIPPING_RULES.includes(p)) : [];
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

function checkRule(prepared: LaidOut, site: Site, rule: RuleData): Diagnostic[] {
  const { subject } = site;
  const reads = (text: string | undefined) =>
    findStepOutputs<Step>(text).flatMap(({ step }) => checkEarlier(prepared, site, step, 'an output'));
  switch (rule.provider) {
    case 'CloudWatchAlarm':
      return checkPlace(prepared, subject, `the alarm '${rule.alarm.node.path}'`, rule.alarm.alarmArn, rule.alarm.env);
    case 'Commands':
      return rule.input ? checkInput(prepared, site, rule.input) : [];
    case 'VariableCheck':
      return reads(rule.variable);
    case 'LambdaInvoke': {
      const { handler, payload } = rule;
      const what = `the function '${handler.node.path}'`;
      return [...checkPlace(prepared, subject, what, handler.functionArn, handler.env), ...reads(payload)];
    }
    default:
      return [];
  }
}

function checkInput(prepared: LaidOut, site: Site, input: IFileSetProducer): Diagnostic[] {
  const files = input.primaryOutput;
  return files ? checkEarlier(prepared, site, files.producer, 'files') : [withoutFiles(prepared, site.subject, input)];
}

function withoutFiles({ pipeline }: LaidOut, subject: string, input: IFileSetProducer): Diagnostic {
  return problem({
    where: pipeline.node.path,
    given: `${subject} runs commands on the files of ${input}, which has none`,
    expected: 'a step with an output',
    fix: 'set primaryOutputDirectory of that step, or remove input',
  });
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

/** What a rule reads must be there when it is looked at. */
function checkEarlier(
  { pipeline, stages }: LaidOut,
  { subject, done, stageOf }: Site,
  step: Step,
  what: string,
): Diagnostic[] {
  const at = stageOf(step);
  const late = problem({
    where: pipeline.node.path,
    given: `${subject} reads ${what} of ${step}, which ${at === undefined ? 'is not in the pipeline' : `runs in '${stages[at].name}'`}`,
    expected: 'a step that is done before',
    fix: 'move the step to an earlier Stage or wave, or use the synth or a source',
    declared: [step],
  });
  return at !== undefined && at < done ? [] : [late];
}
