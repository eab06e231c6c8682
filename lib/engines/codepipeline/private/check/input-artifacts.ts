import type { Step } from '../../../../blueprint';
import { SCRIPT } from '../../../../blueprint/script-trait';
import { type Diagnostic, problem, type ProblemParts } from '../../../../private/diagnostics';
import { makesOwnAction } from '../host';
import type { LaidOutStage } from '../layouts/default-stages';

/**
 * CodeBuild starts with files only: with those of the step, or else of the first step that hands some on.
 *
 * A custom step may say what it hands on while it makes its action. What comes after such a step is decided then.
 */
export function checkInputArtifacts(
  path: string,
  stages: readonly LaidOutStage[],
  steps: readonly Step[],
): Diagnostic[] {
  const missing: Diagnostic[] = [];
  for (const { name: stage, tranches } of stages) {
    for (const { work, name } of tranches.flat()) {
      if (work.kind !== 'step') {
        continue;
      }
      const step = steps[work.step.key];
      if (work.step.kind === 'script' && SCRIPT.of(step)!().inputs.every((input) => input.directory !== '.')) {
        const where = `${path}/${stage}/${name}`;
        missing.push(problem({ ...missingInput(where, step.id), declared: [step] }));
      }
      if (step.primaryOutput || makesOwnAction(step)) {
        return missing;
      }
    }
  }
  return missing;
}

export function missingInput(where: string, step: string): ProblemParts {
  return {
    where,
    given: `step '${step}' without an input, in a pipeline without a source that could stand in for it`,
    expected: 'an input for every CodeBuild action: CodeBuild cannot start without one',
    fix: 'set input on the step (for a synth: a CodePipelineSource), or give the pipeline a source',
  };
}
