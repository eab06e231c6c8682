import { LIMITS_OF_CODEBUILD } from './limits-of-codebuild';
import { LIMITS_OF_CODEPIPELINE } from './limits-of-codepipeline';
import { type Limit, NEAR } from '../../../../report/budget/limit';
import { LIMITS_OF_POLICIES, LIMITS_OF_TEMPLATES } from '../../../../report/budget/limits-of-stacks';
import { type Alphabet, alphabetOf } from '../../../../report/budget/usage';
import type { LimitTable } from '../../../../report/budget/weigh';
import { PipelineLayout } from '../../pipeline-layout';
import type { PipelineLimits } from '../../pipeline-limits';

const ALL = {
  ...LIMITS_OF_CODEPIPELINE,
  ...LIMITS_OF_CODEBUILD,
  ...LIMITS_OF_POLICIES,
  ...LIMITS_OF_TEMPLATES,
} as const satisfies Record<string, Limit>;

export type LimitId = keyof typeof ALL;

export type Limits = LimitTable<LimitId>;

/** Every limit that a pipeline can break, as data: what is measured is compared with this and with nothing else. */
export const LIMITS: Limits = ALL;

/** Limits on what a name consists of. */
export type CharactersId = {
  [K in LimitId]: (typeof ALL)[K] extends { readonly alphabet: string } ? K : never;
}[LimitId];

export function charactersOf(id: CharactersId): Alphabet<LimitId> {
  return alphabetOf(id, ALL[id].alphabet);
}

/** Publishers of a type, at most: they are in one stage. */
export const MAX_PUBLISHERS = ALL['actions-in-stage'].limit;

/** Output artifacts of a CodeBuild action. */
export const MAX_OUTPUTS = ALL['codebuild-outputs'].limit;

/** Which of the limits a property sets, and up to what AWS has been seen to go. */
const SETTABLE = {
  actionsPerStage: 'actions-in-stage',
  actionsPerPipeline: 'actions-in-pipeline',
  actionConfigurationLength: 'action-configuration',
  managedPoliciesPerRole: 'managed-policies',
  trustPolicyLength: 'trust-policy',
  concurrentBuilds: 'concurrent-builds',
} as const satisfies Readonly<Record<keyof PipelineLimits, LimitId>>;

/** Name of a property that sets a limit, the limit, and the most that it may be. */
export interface SettableLimit {
  readonly name: keyof PipelineLimits;
  readonly id: LimitId;
  readonly max: number;
}

export const SETTABLE_LIMITS: readonly SettableLimit[] = Object.entries(SETTABLE).map(([name, id]) => {
  const { limit, refusedAbove }: Limit = ALL[id];
  return { name: name as keyof PipelineLimits, id, max: refusedAbove ?? limit };
});

/** Whether something can be a limit: tokens of numbers are negative. */
export function isCount(value: unknown, max: number): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= max;
}

/** The limits of an account, as the layout sees them. What is set is sure; what cannot be a limit is not set, and refused elsewhere. */
export function limitsFor(layout: PipelineLayout, settings: PipelineLimits = {}): Limits {
  const set = SETTABLE_LIMITS.flatMap(({ name, id, max }) => {
    const limit = settings[name];
    // Stages are filled up to their limit by the layout: that is no reason to warn.
    const nearAbove = id === 'actions-in-stage' ? undefined : NEAR * (limit ?? 0);
    return isCount(limit, max) ? [[id, { ...LIMITS[id], limit, refusedAbove: limit, nearAbove }]] : [];
  });
  // So is the pipeline, when it must, by the compact layout.
  const stages = layout === PipelineLayout.COMPACT ? { ...LIMITS.stages, nearAbove: undefined } : LIMITS.stages;
  return { ...LIMITS, stages, ...Object.fromEntries(set) };
}
