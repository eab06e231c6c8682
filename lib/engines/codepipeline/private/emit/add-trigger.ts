import * as cp from 'aws-cdk-lib/aws-codepipeline';
import type { ConnectionTriggers } from './source-actions';
import { filtersOf } from '../triggers';

/** Give a source the trigger that was asked for. CodePipeline allows one for each source, with filters. */
export function addTrigger(pipeline: cp.Pipeline, sourceAction: cp.IAction, triggers?: ConnectionTriggers): void {
  const { push, pullRequest } = filtersOf(triggers?.given ?? [], triggers?.branch ?? '');
  if (push.length + pullRequest.length === 0) {
    return;
  }
  pipeline.addTrigger({
    providerType: cp.ProviderType.CODE_STAR_SOURCE_CONNECTION,
    gitConfiguration: {
      sourceAction,
      ...(push.length > 0 && { pushFilter: [...push] }),
      ...(pullRequest.length > 0 && { pullRequestFilter: [...pullRequest] }),
    },
  });
}
