import { Stage } from 'aws-cdk-lib';
import { PipelineBase } from './pipeline-base';
import { type Concern, type Diagnostic, problem } from '../private/diagnostics';
import { quoted } from '../private/text';

/** Stages that look as if they were deployed, and are not. */
export function lostStages(pipeline: PipelineBase, stages: readonly Stage[]): Concern[] {
  return [...stagesInStages(pipeline, stages), ...wavesAsOptions(pipeline)];
}

/** The stacks of a Stage do not include those of the Stages in it. */
function stagesInStages(pipeline: PipelineBase, stages: readonly Stage[]): Concern[] {
  const inner = [...new Set(stages.flatMap(innerStages))];
  if (inner.length === 0) {
    return [];
  }
  // A pipeline that is in the Stage may deploy them.
  const pipelines = pipeline.node.root.node.findAll().filter((c) => PipelineBase.isPipeline(c));
  const deployed = new Set(pipelines.flatMap(stagesOf));
  return inner
    .filter((stage) => !deployed.has(stage))
    .map((stage) => ({
      id: `cdk-pipelines:stageInStage:${stage.node.path}`,
      given:
        `Stage '${stage.node.path}' is in a Stage that the pipeline deploys, but its own stacks are not deployed: a Stage deploys ` +
        'the stacks of no other Stage',
      fix: 'add it with addStage() too, or make it a Construct instead of a Stage',
    }));
}

function stagesOf(pipeline: PipelineBase): Stage[] {
  return pipeline.waves.flatMap((w) => w.stages.map((s) => s._stage)).filter((s) => s !== undefined);
}

function innerStages(stage: Stage): Stage[] {
  return stage.node.findAll().filter((c): c is Stage => Stage.isStage(c) && c !== stage);
}

function wavesAsOptions(pipeline: PipelineBase): Concern[] {
  return pipeline._wavesAsOptions
    .filter((wave) => wave.stages.length > 0)
    .map((wave) => ({
      id: `cdk-pipelines:waveAsOptions:${wave.id}`,
      given:
        `Wave '${wave.id}' was given as the options of addWave(), which takes its steps and not its Stages: ` +
        `${quoted(wave.stages.map((s) => s.stageName))} ${wave.stages.length === 1 ? 'is' : 'are'} not deployed`,
      fix: 'call addStage() on the wave that addWave() returns, or push the wave to pipeline.waves',
    }));
}

/** A Stage of another App is synthesized into another cloud assembly, which the pipeline never gets. */
export function checkApps(pipeline: PipelineBase, stages: readonly Stage[]): Diagnostic[] {
  return stages
    .filter((stage) => stage.node.root !== pipeline.node.root)
    .map((stage) =>
      problem({
        where: pipeline.node.path,
        given: `Stage '${stage.node.path}', which is in another App than the pipeline`,
        expected: 'Stages in the App of the pipeline: they are deployed from its cloud assembly',
        fix: 'make the Stage in the App of the pipeline: new Stage(app, …)',
      }),
    );
}
