import {
  defaultPlan,
  type LaidOutStage,
  layOut,
} from '../../../../lib/engines/codepipeline/private/layouts/default-stages';
import { buildPlan } from '../../../../lib/plan/build-plan';
import type { PlanOptions } from '../../../../lib/plan/options';
import type { Plan } from '../../../../lib/plan/plan';
import { isError } from '../../../../lib/private/diagnostics';
import type { Blueprint } from '../../../plan/blueprint';

const DEFAULT = defaultPlan({ selfMutation: true, changeSets: true, publishAssetsInParallel: true });

/** A plan as the default layout wants it, unless said otherwise. */
export function plan(blueprint: Blueprint, options: Partial<PlanOptions> = {}): Plan {
  return buildPlan(blueprint.data(), { ...DEFAULT, ...options });
}

/** A plan that can be carried out. */
export function soundPlan(blueprint: Blueprint, options: Partial<PlanOptions> = {}): Plan {
  const made = plan(blueprint, options);
  expect(made.diagnostics.filter(isError)).toEqual([]);
  return made;
}

/** A line for each CodePipeline stage: its name, then its tranches. */
export function textOf(stages: readonly LaidOutStage[]): string[] {
  return stages.map((s) => `${s.name}: ${s.tranches.map((t) => t.map((a) => a.name).join(' ')).join(' > ')}`);
}

/** The stages of the default layout, without those that every pipeline has in front. */
export function deployments(blueprint: Blueprint, options: Partial<PlanOptions> = {}, maxActions = 50): string[] {
  return withoutPreparation(textOf(layOut(soundPlan(blueprint, options), maxActions)));
}

export function withoutPreparation(lines: readonly string[]): string[] {
  return lines.filter((line) => !/^(Source|Build|UpdatePipeline):/.test(line));
}
