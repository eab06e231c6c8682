import { PlanBuilder } from './builder';
import { checkPlan } from './check';
import { AssetPublishing } from './passes/assets';
import { preparation } from './passes/preparation';
import { connectSteps, placeMissingSteps } from './passes/steps';
import { placeWaves } from './passes/waves';
import type { Plan } from './plan';
import type { BlueprintSnapshot } from './snapshot-data';

export interface PlanOptions {
  /** Update the pipeline itself after the synth. */
  readonly selfMutation: boolean;
  /** Deploy through change sets. */
  readonly changeSets: boolean;
  /** Publish all assets of a type together. */
  readonly singlePublisherPerAssetType: boolean;
}

/**
 * Decide what happens, in which groups, and who waits for whom. Pure: data in, data out.
 *
 * What is wrong is collected in `problems`; a plan with problems must not be carried out.
 */
export function buildPlan(snapshot: BlueprintSnapshot, options: PlanOptions): Plan {
  const builder = new PlanBuilder(snapshot);
  const prepared = preparation(builder, options.selfMutation);
  const assets = new AssetPublishing(builder, prepared, options.singlePublisherPerAssetType);
  const stacks = placeWaves(builder, { prepared, assets, changeSets: options.changeSets });
  placeMissingSteps(builder);
  connectSteps(builder, stacks);
  checkPlan(builder);
  return builder.finish();
}
