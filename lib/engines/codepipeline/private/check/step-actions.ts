import type { Step } from '../../../../blueprint';
import { SCRIPT } from '../../../../blueprint/script-trait';
import { STEP } from '../../../../blueprint/traits';
import type { StepSnapshot } from '../../../../plan/snapshot-data';
import { type Diagnostic, problem, type ProblemParts } from '../../../../private/diagnostics';
import { problemsOf } from '../../../../private/errors';
import type { CodeBuildStep } from '../../codebuild-step';
import { combineArtifacts, specOf } from '../codebuild/buildspec';
import { CODEBUILD_STEP } from '../codebuild/codebuild-step-trait';
import { makesOwnAction } from '../host';
import type { LaidOutStage } from '../layouts/default-stages';
import { LIMITS } from '../limits/limit-table';

/** A step, and the place of its action. */
interface PlacedStep {
  readonly step: Step;
  readonly read: StepSnapshot;
  readonly where: string;
}

/** What would go wrong while the actions of steps are made. */
export function checkStepActions(
  path: string,
  stages: readonly LaidOutStage[],
  steps: readonly Step[],
): readonly Diagnostic[] {
  const placed = stages.flatMap(({ name: stage, tranches }) =>
    tranches.flat().flatMap(({ work, name }): PlacedStep[] => {
      const where = `${path}/${stage}/${name}`;
      return work.kind === 'step' ? [{ step: steps[work.step.key], read: work.step, where }] : [];
    }),
  );
  return [
    ...placed.flatMap(checkKind),
    ...checkInputArtifacts(placed),
    ...placed.flatMap(checkArtifactCounts),
    ...placed.flatMap(checkBuildSpec),
  ];
}

/** A step that neither makes its own action nor is of a kind that has one here. */
function checkKind({ step, read, where }: PlacedStep): Diagnostic[] {
  if (read.kind !== 'custom' || makesOwnAction(step)) {
    return [];
  }
  const { engine } = STEP.of(step)!;
  if (engine !== undefined) {
    return [
      problem({
        where,
        given: `${read.label}, which only ${engine} can run`,
        expected: 'steps that CodePipeline can run',
        fix: 'write it as a ShellStep or CodeBuildStep, which all engines run',
        declared: [step],
      }),
    ];
  }
  return [
    problem({
      where,
      given: `${read.label}, a step that the CodePipeline engine does not know`,
      expected: 'a step that makes its own action, or one of a kind that is known here',
      fix: 'implement ICodePipelineActionFactory (produceAction) in that class, or extend ShellStep, CodeBuildStep or ManualApprovalStep',
      declared: [step],
    }),
  ];
}

/** CDK would refuse it, too, and say neither which step it is nor what helps. */
function checkArtifactCounts({ step, read, where }: PlacedStep): Diagnostic[] {
  if (read.kind !== 'script' || makesOwnAction(step)) {
    return [];
  }
  const { inputs, outputs } = SCRIPT.of(step)!();
  // An artifact may have been imported several times. What is no input at all is reported elsewhere.
  const received = new Set(inputs.map((input) => (input?.fileSet?._isExternal ? input.fileSet.id : input?.fileSet)));
  const tooMany = (count: number, what: string, limit: 'codebuild-inputs' | 'codebuild-outputs') =>
    count > LIMITS[limit].limit
      ? [
          problem({
            where,
            given: `${read.label} has ${count} ${what}`,
            expected: `at most ${LIMITS[limit].limit} ${LIMITS[limit].what}`,
            fix: LIMITS[limit].remedy,
            source: LIMITS[limit].source,
            declared: [step],
          }),
        ]
      : [];
  return [
    ...tooMany(received.size, 'inputs', 'codebuild-inputs'),
    ...tooMany(outputs.length, 'outputs', 'codebuild-outputs'),
  ];
}

/**
 * CodeBuild starts with files only: with those of the step, or else of the first step that hands some on.
 *
 * A custom step may say what it hands on while it makes its action. What comes after such a step is decided then.
 */
function checkInputArtifacts(placed: readonly PlacedStep[]): Diagnostic[] {
  const first = placed.findIndex(({ step }) => step.primaryOutput !== undefined || makesOwnAction(step));
  return placed
    .slice(0, first < 0 ? undefined : first + 1)
    .filter(({ step, read }) => read.kind === 'script' && SCRIPT.of(step)!().inputs.every((i) => i.directory !== '.'))
    .map(({ step, where }) => problem({ ...missingInput(where, step.id), declared: [step] }));
}

export function missingInput(where: string, step: string): ProblemParts {
  return {
    where,
    given: `step '${step}' without an input, in a pipeline without a source that could stand in for it`,
    expected: 'an input for every CodeBuild action: CodeBuild cannot start without one',
    fix: 'set input on the step (for a synth: a CodePipelineSource), or give the pipeline a source',
  };
}

/** Pieces of buildspec that cannot be combined with ours. Those of settings are found when they are used. */
function checkBuildSpec({ step, read, where }: PlacedStep): readonly Diagnostic[] {
  const { partialBuildSpec } = step as Partial<CodeBuildStep>;
  if (read.kind !== 'script' || !CODEBUILD_STEP.isOn(step) || !partialBuildSpec) {
    return [];
  }
  return problemsOf(step, () => {
    const { artifacts } = specOf(partialBuildSpec, where);
    if (artifacts && SCRIPT.of(step)!().outputs.length > 0) {
      combineArtifacts(artifacts, {}, where);
    }
  });
}
