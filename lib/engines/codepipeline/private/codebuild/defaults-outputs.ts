import type { IFileSetProducer, Step } from '../../../../blueprint';
import { STEP } from '../../../../blueprint/traits';
import { findStepOutputs, noteRead } from '../../../../blueprint/step-output';
import type { CodeBuildOptions } from '../../codebuild-options';
import type { Settings } from '../settings';

/**
 * Steps whose outputs are used in settings for all CodeBuild projects: whatever runs in CodeBuild waits for
 * them. What comes after the synth (self-update, publishing) waits for them through the synth.
 */
export function codeBuildDefaultsOutputs(settings: Settings, synth: IFileSetProducer): (step: Step) => Step[] {
  const all = producers(settings.codeBuildDefaults);
  const synthOnly = [
    ...producers(settings.synthCodeBuildDefaults),
    ...producers(settings.selfMutationCodeBuildDefaults),
    ...producers(settings.assetPublishingCodeBuildDefaults),
  ];
  return (step) =>
    STEP.of(step)?.kind === 'script'
      ? [...all, ...(step === synth ? synthOnly : [])].filter((producer) => producer !== step)
      : [];
}

function producers(options: CodeBuildOptions | undefined): Step[] {
  const variables = Object.values(options?.buildEnvironment?.environmentVariables ?? {});
  const outputs = findStepOutputs<Step>(variables.map((v) => v.value));
  outputs.forEach(noteRead);
  return outputs.map((o) => o.step);
}
