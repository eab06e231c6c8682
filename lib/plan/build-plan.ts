import { PlanBuilder } from './builder';
import { checkPlan } from './check';
import type { PlanOptions } from './options';
import { preparation } from './passes/preparation';
import { placePublishers } from './passes/publishers';
import { connectSteps, placeMissingSteps } from './passes/steps';
import { placeWaves } from './passes/waves';
import type { Plan } from './plan';
import type { BlueprintSnapshot } from './snapshot-data';

/**
 * Decide what happens, in which groups, and who waits for whom. Pure: data in, data out.
 *
 * What is wrong is collected in `problems`; a plan with problems must not be carried out.
 */
export function buildPlan(snapshot: BlueprintSnapshot, options: PlanOptions): Plan {
  const builder = new PlanBuilder(snapshot, options.names);
  const prepared = preparation(builder, options.selfMutation);
  const published = placePublishers(builder, prepared, options.publishers);
  const stackNodes = new Map<string, number>();
  placeWaves({ builder, options, prepared, published, stackNodes });
  placeMissingSteps(builder);
  connectSteps(builder, stackNodes);
  checkPlan(builder, options);
  return builder.finish();
}
