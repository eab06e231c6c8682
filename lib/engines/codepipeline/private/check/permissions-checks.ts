import type { Stage } from 'aws-cdk-lib';
import { ExecutionMode } from 'aws-cdk-lib/aws-codepipeline';
import type { Step } from '../../../../blueprint';
import { isPlainWord } from '../../../../jobs/shell-words';
import type { BlueprintSnapshot, StageSnapshot, StepSnapshot } from '../../../../plan/snapshot-data';
import type { Concern } from '../../../../private/diagnostics';
import { listed, quoted } from '../../../../private/text';
import type { Settings } from '../settings';

type Check = StepSnapshot & { readonly checks: NonNullable<StepSnapshot['checks']> };

/** What permissions checks do not see, or cannot do, although their user thinks so. */
export function permissionsCheckWarnings(
  blueprint: BlueprintSnapshot,
  settings: Settings,
  stages: readonly Stage[],
  steps: readonly Step[],
): Concern[] {
  const checks = blueprint.steps.filter((step): step is Check => step.checks !== undefined);
  const deployed = blueprint.waves.flatMap((wave) => wave.stages);
  const lax = checks.filter((check) => !check.checks.strict && !settings.strictCommands);
  return [
    ...checks.filter((check) => !isDeployed(steps[check.key], stages)).map(ofAnotherPipeline),
    ...checks.flatMap((check) => beforeOthers(check, deployed)),
    ...lax.flatMap((check) => missedStacks(check, deployed)),
    ...lax.filter((check) => !isPlainWord(check.checks.stage)).map(brokenPath),
    ...(isParallel(settings) ? checks.map(inParallel) : []),
  ];
}

/** Another App may have a Stage of the same path. */
function isDeployed(step: Step, stages: readonly Stage[]): boolean {
  return stages.includes((step as Step & { readonly _checkedStage: Stage })._checkedStage);
}

/** Of no use where that Stage is deployed by somebody else. */
function ofAnotherPipeline({ id, label, checks }: Check): Concern {
  return {
    id: `cdk-pipelines:checkOfAnotherStage:${id}`,
    given: `${label} compares Stage '${checks.stage}', which this pipeline does not deploy`,
    fix: 'give it the Stage that it stands before',
  };
}

/** What it stands before is deployed unseen. */
function beforeOthers({ key, id, label, checks }: Check, deployed: readonly StageSnapshot[]): Concern[] {
  const before = deployed.filter(
    ({ pre, stacks, path }) =>
      path !== checks.stage && [pre, ...stacks.flatMap((s) => [s.pre, s.changeSet])].some((list) => list.includes(key)),
  );
  const elsewhere = {
    id: `cdk-pipelines:checkBeforeAnotherStage:${id}`,
    given: `${label} stands before ${quoted(before.map((stage) => stage.path))}, and compares Stage '${checks.stage}': what it stands before is not compared`,
    fix: 'give it the Stage that it stands before, and make a check for each Stage',
  };
  return before.length > 0 && deployed.some((stage) => stage.path === checks.stage) ? [elsewhere] : [];
}

/** `<Stage>/*` are the stacks right in the Stage, and not those in a construct of it. */
function missedStacks({ id, label, checks }: Check, deployed: readonly StageSnapshot[]): Concern[] {
  const stage = deployed.find(({ path }) => path === checks.stage);
  const missed = (stage?.stacks ?? []).filter(({ path }) => path.slice(checks.stage.length + 1).includes('/'));
  const unseen = {
    id: `cdk-pipelines:checkMissesStacks:${id}`,
    given:
      `${label} does not see stacks that are in a construct of Stage '${checks.stage}': ` +
      `${listed(
        missed.map(({ path }) => `'${path}'`),
        10,
      )}. They are deployed without being compared, and nobody is asked`,
    fix: 'set strict: true on the check, or make these stacks right in the Stage',
  };
  return missed.length > 0 ? [unseen] : [];
}

/** The shell takes what is in the path for something else. */
function brokenPath({ id, label, checks }: Check): Concern {
  return {
    id: `cdk-pipelines:checkOfBrokenPath:${id}`,
    given:
      `${label} hands the path '${checks.stage}' to a shell without quotes: a blank ends it, and other characters stand for other paths, ` +
      'so it may compare other stacks, find nothing new in them, and approve',
    fix: 'set strict: true on the check, or choose construct ids of letters, digits, - and _',
  };
}

/** Approvals of an execution that runs beside others are not in the state of the pipeline. */
function inParallel({ id, label }: Check): Concern {
  return {
    id: `cdk-pipelines:checkInParallel:${id}`,
    given:
      `${label}: in the execution mode PARALLEL it waits for a person each time, also when nothing is broadened: what would approve ` +
      'then cannot find the approval',
    fix: 'choose ExecutionMode.QUEUED or SUPERSEDED, or approve by hand',
  };
}

function isParallel({ executionMode, codePipeline }: Settings): boolean {
  const resource = codePipeline?.node.defaultChild as { executionMode?: unknown } | undefined;
  return (executionMode ?? resource?.executionMode) === ExecutionMode.PARALLEL;
}
