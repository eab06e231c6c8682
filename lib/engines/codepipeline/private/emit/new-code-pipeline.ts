import * as cp from 'aws-cdk-lib/aws-codepipeline';
import { warn } from '../../../../cdk/warn';
import type { StackSnapshot } from '../../../../plan/snapshot-data';
import { explaining } from '../check/cdk-refusals';
import { IMPLICIT_V1 } from '../check/warnings';
import type { PipelineHost } from '../host';
import type { Layout } from '../layouts/layout';
import { ids } from '../naming';
import { pipelineTypeOf, type Settings } from '../settings';

/** Make the CodePipeline of a pipeline that was given none. `stacks`: what it will deploy. */
export function newCodePipeline(
  host: PipelineHost,
  settings: Settings,
  layout: Layout,
  stacks: readonly StackSnapshot[],
): cp.Pipeline {
  const pipelineType = pipelineTypeOf(host, settings);
  if (pipelineType === cp.PipelineType.V1 && settings.pipelineType === undefined) {
    warn(host, IMPLICIT_V1.id, IMPLICIT_V1.given);
  }
  const make = () =>
    new cp.Pipeline(host, ids.pipeline, {
      pipelineName: settings.pipelineName,
      pipelineType,
      // CDK would write null into the template.
      executionMode: settings.executionMode ?? undefined,
      crossAccountKeys: settings.crossAccountKeys,
      crossRegionReplicationBuckets: settings.crossRegionReplicationBuckets,
      reuseCrossRegionSupportStacks: settings.reuseCrossRegionSupportStacks,
      // Deployments must follow the definition that the self-update has just put in place.
      restartExecutionOnUpdate: true,
      role: settings.role ?? layout.newRole(host),
      enableKeyRotation: settings.enableKeyRotation,
      artifactBucket: settings.artifactBucket,
      usePipelineRoleForActions: settings.usePipelineRoleForActions,
    });
  return explaining({ pipeline: host, stacks, where: host.node.path, what: 'to make the CodePipeline' }, make);
}
