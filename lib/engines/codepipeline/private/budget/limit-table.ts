import { type Limit, NEAR } from './limit-kinds';
import { LIMITS_OF_CODEPIPELINE } from './limits-of-codepipeline';
import { LIMITS_OF_RESOURCES } from './limits-of-resources';
import type { PipelineLimits } from '../../pipeline-limits';

/** Every limit that a pipeline can break, as data: what is measured is compared with this and with nothing else. */
export const LIMITS = { ...LIMITS_OF_CODEPIPELINE, ...LIMITS_OF_RESOURCES } as const satisfies Record<string, Limit>;

export type LimitId = keyof typeof LIMITS;

export type Limits = Readonly<Record<LimitId, Limit>>;

/** Which of the limits a property sets, and up to what AWS has been seen to go. */
export const SETTABLE: Readonly<Record<keyof PipelineLimits, { readonly id: LimitId; readonly max: number }>> = {
  actionsPerStage: { id: 'actions-in-stage', max: 100 },
  actionsPerPipeline: { id: 'actions-in-pipeline', max: 1000 },
  actionConfigurationLength: { id: 'action-configuration', max: 50_000 },
  managedPoliciesPerRole: { id: 'managed-policies', max: Infinity },
  trustPolicyLength: { id: 'trust-policy', max: Infinity },
  concurrentBuilds: { id: 'concurrent-builds', max: Infinity },
};

/** The limits of an account: what is set is sure. */
export function limitsFor(settings: PipelineLimits = {}): Limits {
  const set = Object.entries(SETTABLE).flatMap(([name, { id }]) => {
    const limit = settings[name as keyof PipelineLimits];
    // Stages are filled up to their limit by the layout: that is no reason to warn.
    const nearAbove = id === 'actions-in-stage' ? undefined : NEAR * (limit ?? 0);
    return limit === undefined ? [] : [[id, { ...LIMITS[id], limit, refusedAbove: limit, nearAbove }]];
  });
  return { ...LIMITS, ...Object.fromEntries(set) };
}
