import { PlanBuilder } from './builder';
import { checkPlan } from './check';
import { AssetPublishing } from './passes/assets';
import { preparation } from './passes/preparation';
import { publisherPolicy } from './passes/publishers';
import { connectSteps, placeMissingSteps } from './passes/steps';
import { placeWaves } from './passes/waves';
import type { Plan } from './plan';
import type { BlueprintSnapshot } from './snapshot-data';

export interface PlanOptions {
  /** Update the pipeline itself after the synth. */
  readonly selfMutation: boolean;
  /** Deploy through change sets; `for-steps`: only the stacks that have steps between creation and execution. */
  readonly changeSets: boolean | 'for-steps';
  /** Publish all assets of a type together. */
  readonly singlePublisherPerAssetType: boolean;
  /** Pack assets into at most so many publishers of files, and as many of images. @default - one for each asset */
  readonly maxPublishers?: number;
  /**
   * Give every wave a group of its own, also a wave of one Stage: then a second Stage changes nothing for the first.
   *
   * @default false
   */
  readonly waveGroups?: boolean;
}

/**
 * Decide what happens, in which groups, and who waits for whom. Pure: data in, data out.
 *
 * What is wrong is collected in `problems`; a plan with problems must not be carried out.
 */
export function buildPlan(snapshot: BlueprintSnapshot, options: PlanOptions): Plan {
  const builder = new PlanBuilder(snapshot);
  const prepared = preparation(builder, options.selfMutation);
  const assets = new AssetPublishing(builder, prepared, publisherPolicy(snapshot, options));
  const { changeSets, waveGroups = false } = options;
  const stacks = placeWaves(builder, { prepared, assets, changeSets, waveGroups });
  placeMissingSteps(builder);
  connectSteps(builder, stacks);
  checkPlan(builder);
  return builder.finish();
}
