import type { StackSnapshot } from '../../../../plan/snapshot-data';
import type { Concern } from '../../../../private/diagnostics';
import type { Layout } from '../layouts/layout';
import type { Settings } from '../settings';

export function hasAssets(stacks: readonly StackSnapshot[]): boolean {
  return stacks.some((stack) => stack.assets.length > 0);
}

/** A pipeline that does not update itself publishes what it knew when it was last deployed. */
export function assetsWithoutSelfMutation(
  stacks: readonly StackSnapshot[],
  settings: Settings,
  { publishers: { isOne, change, fix } }: Layout,
): Concern[] {
  if (settings.selfMutation || isOne(settings) || !hasAssets(stacks)) {
    return [];
  }
  return [
    {
      id: 'cdk-pipelines:assetsWithoutSelfMutation',
      given:
        `'selfMutation' is false: an asset that is ${change} is not published by the pipeline as it was last deployed, and the ` +
        'deployment that needs it fails',
      fix: `deploy the stack of the pipeline before each such push, or ${fix}: then what is published is read from the cloud assembly`,
    },
  ];
}
