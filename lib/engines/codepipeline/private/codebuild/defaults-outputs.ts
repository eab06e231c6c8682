import type { Step } from '../../../../blueprint';
import { findStepOutputs, noteRead } from '../../../../blueprint/step-output';
import type { CodeBuildOptions } from '../../codebuild-options';
import type { CodePipelineProps } from '../../props';

/**
 * Steps whose outputs are used in settings for all CodeBuild projects: whatever runs in CodeBuild waits for
 * them. What comes after the synth (self-update, publishing) waits for them through the synth.
 */
export function codeBuildDefaultsOutputs(props: CodePipelineProps): (step: Step) => Step[] {
  const all = producers(props.codeBuildDefaults);
  const synthOnly = [
    ...producers(props.synthCodeBuildDefaults),
    ...producers(props.selfMutationCodeBuildDefaults),
    ...producers(props.assetPublishingCodeBuildDefaults),
  ];
  return (step) => [...all, ...(step === props.synth ? synthOnly : [])].filter((producer) => producer !== step);
}

function producers(options: CodeBuildOptions | undefined): Step[] {
  const variables = Object.values(options?.buildEnvironment?.environmentVariables ?? {});
  const outputs = findStepOutputs<Step>(variables.map((v) => v.value));
  outputs.forEach(noteRead);
  return outputs.map((o) => o.step);
}
