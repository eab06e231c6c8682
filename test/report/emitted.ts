import type { Blueprint } from '../plan/blueprint';
import { jobsOf } from '../jobs/render';
import { plan } from '../plan/render';
import type { EmittedAction } from '../../lib/engines/codepipeline/private/context';
import type { Built } from '../../lib/engines/codepipeline/private/report/describe';
import { defaultPlan, layOut } from '../../lib/engines/codepipeline/private/layouts/default-stages';
import { groupBy } from '../../lib/private/lang';
import type { RealStage } from '../../lib/engines/codepipeline/private/report/real-pipeline';
import type { PlanOptions } from '../../lib/plan/options';

const OPTIONS = defaultPlan({ selfMutation: true, changeSets: true, publishAssetsInParallel: true });

/** A pipeline as if it had been made: each action takes one run order. */
export function built(blueprint: Blueprint, options: Partial<PlanOptions> = {}, maxActions = 50): Built {
  const made = plan(blueprint, { ...OPTIONS, ...options });
  const actions = layOut(made, maxActions).flatMap((stage) =>
    stage.tranches.flatMap((tranche, i) =>
      tranche.map(({ node, name }): EmittedAction => {
        const { content } = made.nodes[node];
        const gate = content.kind === 'step' && content.step.isGate;
        return { node, stage: stage.name, made: [{ name, runOrder: i + 1, gate }], end: i + 2 };
      }),
    ),
  );
  const fileSet = (key: number) => ({ name: `files${key}` });
  return { plan: made, blueprint: blueprint.data(), actions, jobs: jobsOf(made), fileSet };
}

/** The stages of a CodePipeline to which nobody has added anything. */
export function realStagesOf({ actions }: Built): RealStage[] {
  return [...groupBy(actions, (action) => action.stage)].map(([name, inStage]) => ({
    name,
    actions: inStage.flatMap(({ made }) => made.map(({ gate, ...action }) => ({ ...action, ...typeOf(gate) }))),
  }));
}

function typeOf(gate: boolean) {
  return gate ? { category: 'Approval', provider: 'Manual' } : { category: 'Build', provider: 'CodeBuild' };
}
