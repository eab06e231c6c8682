import type { Blueprint } from './blueprint';
import { defaultPlan, layOut } from '../../lib/engines/codepipeline/private/layouts/default-stages';
import { buildPlan } from '../../lib/plan/build-plan';
import type { PlanOptions } from '../../lib/plan/options';
import type { Plan } from '../../lib/plan/plan';
import { isError } from '../../lib/private/diagnostics';
import { renderProblem } from '../../lib/private/errors';

export const OPTIONS = defaultPlan({ selfMutation: true, changeSets: true, publishAssetsInParallel: true });

export function plan(blueprint: Blueprint, options: Partial<PlanOptions> = {}): Plan {
  return buildPlan(blueprint.data(), { ...OPTIONS, ...options });
}

/** A line for each CodePipeline stage: its name, then its tranches. */
export function text(blueprint: Blueprint, options: Partial<PlanOptions> = {}, maxActions = 50): string[] {
  const result = plan(blueprint, options);
  expect(result.diagnostics.filter(isError).map(renderProblem)).toEqual([]);
  return layOut(result, maxActions).map(
    (s) => `${s.name}: ${s.tranches.map((t) => t.map((a) => a.name).join(' ')).join(' > ')}`,
  );
}

/** The same, without what every pipeline has in front. */
export function deployments(blueprint: Blueprint, options: Partial<PlanOptions> = {}, maxActions = 50): string[] {
  return text(blueprint, options, maxActions).filter((line) => !/^(Source|Build|UpdatePipeline):/.test(line));
}

export function problems(blueprint: Blueprint, options: Partial<PlanOptions> = {}): string[] {
  return plan(blueprint, options).diagnostics.filter(isError).map(renderProblem);
}
