import { type LimitId, type Limits, SETTABLE_LIMITS } from './limit-table';
import type { Limit } from '../../../../report/budget/limit';
import { PipelineLayout } from '../../pipeline-layout';
import type { PipelineLimits } from '../../pipeline-limits';

/** What the user has chosen, of what remedies speak of. */
export interface Chosen {
  readonly layout: PipelineLayout;
  readonly changeSets: boolean | 'for-steps';
  readonly publishAssetsInParallel: boolean;
  readonly maxPublishers?: number;
  readonly givenLimits: PipelineLimits;
  /** Whether the stack that is looked at is written with indentation. */
  readonly isIndented: boolean;
}

/** A way out, while it is open: nobody is sent where they are already. */
interface Advice {
  readonly text: string;
  readonly isOpen: (chosen: Chosen) => boolean;
}

/** Against which limits the compact layout helps, and how. */
const compact = (how = ''): Advice => ({
  text: `set layout: PipelineLayout.COMPACT${how}`,
  isOpen: ({ layout }) => layout !== PipelineLayout.COMPACT,
});

/** What helps beside the remedy that a limit has for everybody. */
const ADVICE: Partial<Record<LimitId, readonly Advice[]>> = {
  stages: [compact(', where neighbours share a stage if they must')],
  'actions-in-pipeline': [
    compact(),
    {
      text: 'set useChangeSets: false, which saves one action for each stack',
      isOpen: ({ changeSets }) => changeSets === true,
    },
  ],
  'deploy-artifact': [compact(', whose CloudFormation actions receive templates only')],
  'concurrent-builds': [
    compact(' for fewer publishers'),
    {
      text: 'set a lower maxPublishers',
      isOpen: ({ layout, maxPublishers = 1 }) => layout === PipelineLayout.COMPACT && maxPublishers > 1,
    },
  ],
  buildspec: [
    compact(),
    {
      text: 'set publishAssetsInParallel: false if it is for publishing',
      isOpen: ({ layout, publishAssetsInParallel }) => layout !== PipelineLayout.COMPACT && publishAssetsInParallel,
    },
  ],
  'role-policies': [compact()],
  'key-policy': [compact()],
  'bucket-policy': [compact()],
  'template-resources': [compact()],
  'template-size': [
    { text: 'set suppressTemplateIndentation: true on the stack', isOpen: ({ isIndented }) => isIndented },
    compact(),
  ],
};

/** Limits with the ways out that are still open. */
export function withRemedies(limits: Limits, chosen: Chosen): Limits {
  const ids = [...Object.keys(ADVICE), ...SETTABLE_LIMITS.map(({ id }) => id)] as LimitId[];
  return {
    ...limits,
    ...Object.fromEntries(ids.map((id) => [id, { ...limits[id], remedy: remedyOf(id, limits[id], chosen) }])),
  };
}

function remedyOf(id: LimitId, { limit, remedy }: Limit, chosen: Chosen): string {
  const open = (ADVICE[id] ?? []).filter(({ isOpen }) => isOpen(chosen)).map(({ text }) => text);
  const setting = SETTABLE_LIMITS.find((settable) => settable.id === id);
  const isSet = setting === undefined || chosen.givenLimits[setting.name] !== undefined || !Number.isFinite(limit);
  return `${[...open, remedy].join(', or ')}${isSet ? '' : `; if your account takes more, set limits.${setting.name}`}`;
}
