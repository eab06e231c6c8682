import type { Stage, StageSynthesisOptions } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';

type Synth = (options?: StageSynthesisOptions) => CloudAssembly;

/** Come between a Stage and whoever synthesizes it: the App may do so before anybody of ours. */
export function aroundSynthesis(
  stage: Stage,
  around: (synth: Synth, options?: StageSynthesisOptions) => CloudAssembly,
): void {
  const synth = stage.synth.bind(stage);
  stage.synth = (options) => around(synth, options);
}

/** Whether the Stage has been synthesized and keeps the result. */
export function isSynthesized(stage: Stage): boolean {
  return (stage as unknown as { readonly assembly?: object }).assembly !== undefined;
}
