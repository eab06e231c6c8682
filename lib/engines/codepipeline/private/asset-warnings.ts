import type { PipelineHost } from './host';
import type { Warning } from '../../../plan/plan';
import { PipelineLayout } from '../pipeline-layout';
import type { CodePipelineProps } from '../props';

export function hasAssets(pipeline: PipelineHost): boolean {
  return pipeline.waves.some((w) => w.stages.some((s) => s.stacks.some((stack) => stack.assets.length > 0)));
}

/** A pipeline that does not update itself publishes what it knew when it was last deployed. */
export function assetsWithoutSelfMutation(pipeline: PipelineHost, props: CodePipelineProps): Warning[] {
  const isCompact = props.layout === PipelineLayout.COMPACT;
  const onePublisher = isCompact ? (props.maxPublishers ?? 1) === 1 : props.publishAssetsInParallel === false;
  if (pipeline.selfMutationEnabled || onePublisher || !hasAssets(pipeline)) {
    return [];
  }
  const [change, way] = isCompact
    ? ['added or removed', 'remove maxPublishers']
    : ['changed', 'set publishAssetsInParallel: false'];
  return [
    {
      id: 'cdk-pipelines:assetsWithoutSelfMutation',
      message:
        `'selfMutation' is false: an asset that is ${change}, is not published by the pipeline as it was last deployed, and the ` +
        `deployment that wants it fails. Deploy the stack of the pipeline before each such push, or ${way}: then what is published is ` +
        'read from the cloud assembly.',
    },
  ];
}
