import type { Blueprint } from '../plan/blueprint';
import { plan } from '../plan/render';
import type { EmittedAction } from '../../lib/engines/codepipeline/private/context';
import type { Built } from '../../lib/engines/codepipeline/private/report/describe';
import { layOut } from '../../lib/engines/codepipeline/private/layouts/default-stages';
import type { PlanOptions } from '../../lib/plan/options';

/** A pipeline as if it had been made: each action takes one run order. */
export function built(blueprint: Blueprint, options: Partial<PlanOptions> = {}, maxActions = 50): Built {
  const made = plan(blueprint, options);
  const actions = layOut(made, maxActions).flatMap((stage) =>
    stage.tranches.flatMap((tranche, i) =>
      tranche.map(({ node, name }): EmittedAction => ({
        node,
        name,
        stage: stage.name,
        runOrder: i + 1,
        runOrders: 1,
      })),
    ),
  );
  return { plan: made, blueprint: blueprint.data(), actions };
}
