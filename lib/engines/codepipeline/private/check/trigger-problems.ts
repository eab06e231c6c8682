import { Token } from 'aws-cdk-lib';
import { PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import type { Step } from '../../../../blueprint';
import { readOutputsOf } from '../../../../blueprint/step-output';
import { type Concern, type Diagnostic, problem } from '../../../../private/diagnostics';
import { quoted } from '../../../../private/text';
import type { PipelineHost } from '../host';
import { howToHaveV2, pipelineTypeOf, type Settings } from '../settings';
import type { ConnectionTriggers, SourceKind } from '../emit/source-actions';
import { LIMITS_OF_CODEPIPELINE } from '../limits/limits-of-codepipeline';
import { patternsOf, takesOtherBranches, type TriggerData } from '../triggers';

const FILTERS = 'https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-filter.html';

const MOST = {
  filters: LIMITS_OF_CODEPIPELINE['trigger-filters'].limit,
  patterns: LIMITS_OF_CODEPIPELINE['trigger-patterns'].limit,
  length: LIMITS_OF_CODEPIPELINE['trigger-pattern'].limit,
};

/** What of a pipeline decides which triggers it may have. */
export interface TriggeredPipeline {
  readonly path: string;
  readonly isV2: boolean;
  readonly selfMutation: boolean;
  readonly allowUnreviewedBranches: boolean;
  /** How it comes to have the type V2. */
  readonly fixType: string;
}

export function triggeredPipeline(pipeline: PipelineHost, settings: Settings): TriggeredPipeline {
  return {
    path: pipeline.node.path,
    isV2: pipelineTypeOf(pipeline, settings) === PipelineType.V2,
    selfMutation: settings.selfMutation,
    allowUnreviewedBranches: settings.allowUnreviewedBranches ?? false,
    fixType: howToHaveV2(settings),
  };
}

interface Triggered {
  readonly step: Step;
  readonly triggers: ConnectionTriggers;
}

function triggered(steps: readonly Step[]): Triggered[] {
  return steps.flatMap((step) => {
    const { triggers } = (step as { readonly _source?: SourceKind })._source ?? {};
    return triggers ? [{ step, triggers }] : [];
  });
}

/** What of the triggers CodePipeline would refuse, and what would let anybody rewrite the pipeline. */
export function checkTriggers(pipeline: TriggeredPipeline, steps: readonly Step[]): Diagnostic[] {
  return triggered(steps).flatMap(({ step, triggers }) => {
    const say = (given: string, expected: string, fix: string) =>
      problem({ where: pipeline.path, given: `${step}: ${given}`, expected, fix, source: FILTERS, declared: [step] });
    return [
      ...checkTogether(triggers, say),
      ...triggers.given.flatMap((trigger) => checkPatterns(trigger, say)),
      ...checkType(triggers, pipeline, say),
      ...checkBranches(triggers, pipeline, say),
    ];
  });
}

type Say = (given: string, expected: string, fix: string) => Diagnostic;

function checkTogether({ given, triggerOnPush }: ConnectionTriggers, say: Say): Diagnostic[] {
  const isNone = given.some(({ on }) => on === 'nothing');
  const pushes = given.filter(({ on }) => on === 'push' || on === 'tag').length;
  const requests = given.filter(({ on }) => on === 'pull-request').length;
  const one = 'one answer to what starts the pipeline';
  return [
    ...(given.length === 0
      ? [
          say(
            'an empty list of triggers',
            'at least one trigger',
            'leave triggers out to start with every push to the branch, or write [Trigger.none()] to start by hand',
          ),
        ]
      : []),
    ...(isNone && given.length > 1 ? [say('Trigger.none() together with other triggers', one, 'remove one')] : []),
    ...(isNone && triggerOnPush === true
      ? [say('Trigger.none() together with triggerOnPush: true', one, 'remove one of them')]
      : []),
    ...(pushes + requests > 0 && triggerOnPush === false
      ? [say('triggers together with triggerOnPush: false', one, 'remove triggerOnPush')]
      : []),
    ...[pushes, requests]
      .filter((count) => count > MOST.filters)
      .map((count) =>
        say(
          `${count} triggers for ${count === pushes ? 'pushes and tags' : 'pull requests'}`,
          `at most ${MOST.filters}`,
          'put patterns together in one trigger',
        ),
      ),
  ];
}

function checkPatterns(trigger: TriggerData, say: Say): Diagnostic[] {
  const lists = listsOf(trigger);
  const none = trigger.on === 'tag' && trigger.tags.length === 0;
  return [
    ...(none ? [say('Trigger.tags([])', 'a pattern of tags', "write Trigger.tags(['v*'])")] : []),
    ...Object.entries(lists).flatMap(([name, given]) => {
      const { includes, excludes } = patternsOf(given);
      const tooMany = [includes, excludes].filter((patterns) => patterns.length > MOST.patterns);
      const wrong = [...includes, ...excludes].filter(
        (p) => !Token.isUnresolved(p) && (p.length === 0 || p.length > MOST.length),
      );
      return [
        ...tooMany.map((patterns) =>
          say(
            `${patterns.length} ${name} to ${patterns === includes ? 'include' : 'exclude'} in one trigger`,
            `at most ${MOST.patterns}`,
            'use wider patterns, or a second trigger',
          ),
        ),
        ...wrong.map((pattern) =>
          say(
            `a pattern of ${pattern.length} characters in ${name}`,
            `1 to ${MOST.length} characters`,
            'write a pattern such as main or src/**',
          ),
        ),
      ];
    }),
  ];
}

function listsOf(trigger: TriggerData): Record<string, readonly string[]> {
  switch (trigger.on) {
    case 'push':
    case 'pull-request':
      return { branches: trigger.branches ?? [], paths: trigger.paths ?? [] };
    case 'tag':
      return { tags: trigger.tags };
    default:
      return {};
  }
}

function checkType({ given }: ConnectionTriggers, { isV2, fixType }: TriggeredPipeline, say: Say): Diagnostic[] {
  return isV2 || given.every(({ on }) => on === 'nothing')
    ? []
    : [say('triggers on a pipeline of type V1', 'a pipeline of type V2', fixType)];
}

/** Whoever may push to such a branch, or open a pull request, decides what the pipeline does, up to production. */
function checkBranches(triggers: ConnectionTriggers, pipeline: TriggeredPipeline, say: Say): Diagnostic[] {
  const others = triggers.given.filter((trigger) => takesOtherBranches(trigger, triggers.branch));
  const { selfMutation, allowUnreviewedBranches } = pipeline;
  if (others.length === 0 || (allowUnreviewedBranches && !selfMutation)) {
    return [];
  }
  const what = others.some(({ on }) => on === 'pull-request')
    ? 'pull requests start the pipeline'
    : `pushes to other branches than '${triggers.branch}' start the pipeline`;
  const result = selfMutation
    ? 'the pipeline would rewrite itself from code that nobody has reviewed, with all that it may do'
    : 'code that nobody has reviewed would be deployed wherever the pipeline deploys';
  return [
    say(
      `${what}, and ${result}`,
      `executions of '${triggers.branch}' only, or a pipeline made for other branches`,
      'remove the trigger; or make a pipeline of its own for such branches, that deploys to accounts for tests only, with selfMutation: false and allowUnreviewedBranches: true',
    ),
  ];
}

/** What works, but not as the user probably thinks. */
export function triggerWarnings({ selfMutation }: TriggeredPipeline, steps: readonly Step[]): Concern[] {
  const all = triggered(steps);
  return [
    ...all.flatMap(({ step, triggers: { given } }) => [
      ...(given.some(({ on }) => on === 'tag') ? tagWarnings(step, selfMutation) : []),
    ]),
    ...silentConnections(steps, all),
  ];
}

function tagWarnings(step: Step, selfMutation: boolean): Concern[] {
  const anybody = {
    id: `cdk-pipelines:tagRewritesPipeline:${step.id}`,
    given:
      `${step}: a tag may be on a commit of any branch, and the pipeline updates itself from there: whoever may push a tag decides ` +
      'what the pipeline does',
    fix: 'protect these tags at your repository provider, and acknowledge this warning; or set selfMutation: false',
    source: FILTERS,
  };
  const nameless = {
    id: `cdk-pipelines:noBranchOfTag:${step.id}`,
    given: `A step reads 'BranchName' of ${step}, which is empty in an execution that a tag starts`,
    fix: "read 'CommitId', or find the branch in the script",
    source: FILTERS,
  };
  return [...(selfMutation ? [anybody] : []), ...(readOutputsOf(step).includes('BranchName') ? [nameless] : [])];
}

/** With a trigger on one of them, CodePipeline looks at triggers only. */
function silentConnections(steps: readonly Step[], all: readonly Triggered[]): Concern[] {
  const starts = all.some(({ triggers }) => triggers.given.some(({ on }) => on !== 'nothing'));
  const silent = steps.filter((step) => {
    const { kind, triggers, origin } = (step as { readonly _source?: SourceKind })._source ?? {};
    return kind === 'CodeStarConnectionSource' && !triggers && origin?.trigger !== 'none';
  });
  const concern = {
    id: 'cdk-pipelines:connectionWithoutTrigger',
    given: `${quoted(silent.map((step) => step.id))}: another source has triggers, and then a connection without triggers may start nothing`,
    fix: 'give each connection its triggers: Trigger.push() for every push to its branch, Trigger.none() for none',
    source: FILTERS,
  };
  return starts && silent.length > 0 ? [concern] : [];
}
