import * as pipelines from '../../../../lib';
import { type Lib, ours } from '../../../parity/harness';

/** The library, with every pipeline in the compact layout. */
export const compact = {
  ...ours,
  CodePipeline: class extends pipelines.CodePipeline {
    constructor(...[scope, id, given]: ConstructorParameters<typeof pipelines.CodePipeline>) {
      const { publishAssetsInParallel: _, cdkAssetsCliVersion: __, ...props } = given;
      super(scope, id, { useChangeSets: true, ...props, layout: pipelines.PipelineLayout.COMPACT });
    }
  },
} as unknown as Lib;
