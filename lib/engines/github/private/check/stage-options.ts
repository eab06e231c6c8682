import { OF_STAGES } from './capabilities';
import type { Lost } from './capability';
import type { PipelineBase } from '../../../../blueprint';
import type { StageOptionsData } from '../../../../blueprint/stage-data';
import { type Concern, type Diagnostic, problem } from '../../../../private/diagnostics';

/** What is attached to a wave or a Stage, and is not on GitHub. */
interface Missing extends Lost {
  readonly place: string;
  readonly property: keyof typeof OF_STAGES;
}

export function checkStageOptions(pipeline: PipelineBase): Diagnostic[] {
  return missingIn(pipeline)
    .filter(({ is }) => is === 'error')
    .map(({ place, property, loss, fix }) =>
      problem({ where: pipeline.node.path, given: `${property} of ${place}`, expected: `none: ${loss}`, fix }),
    );
}

export function stageOptionWarnings(pipeline: PipelineBase): Concern[] {
  return missingIn(pipeline)
    .filter(({ is }) => is === 'warning')
    .map(({ place, property, loss, fix }) => ({
      id: `cdk-pipelines:notOnGitHub:${property}:${place}`,
      given: `${place}: ${property}: ${loss}`,
      fix,
    }));
}

function missingIn({ waves }: PipelineBase): Missing[] {
  return waves.flatMap((wave) => [
    ...missingOf(`wave '${wave.id}'`, wave._options),
    ...wave.stages.flatMap((stage) => missingOf(`Stage '${stage.stageName}'`, stage._options)),
  ]);
}

function missingOf(place: string, options: StageOptionsData = {}): Missing[] {
  const { beforeEntry, onSuccess, onFailure, disabled } = options;
  const properties: (keyof typeof OF_STAGES)[] = [
    ...(beforeEntry ? (['beforeEntry'] as const) : []),
    ...(onSuccess ? (['onSuccess'] as const) : []),
    ...(onFailure ? ([onFailure.result === 'RETRY' ? 'retry' : 'onFailure'] as const) : []),
    ...(disabled === undefined ? [] : (['transition'] as const)),
  ];
  return properties.map((property) => ({ place, property, ...OF_STAGES[property] }));
}
