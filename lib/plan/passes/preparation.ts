import type { PlanBuilder } from '../builder';

/** The nodes that come before everything that is published or deployed. */
export interface Preparation {
  /** Makes the cloud assembly. */
  readonly synth?: number;
  /** The last of them: after it, the pipeline and the cloud assembly are up to date. */
  readonly last?: number;
}

export function preparation(builder: PlanBuilder, selfMutation: boolean): Preparation {
  const key = builder.snapshot.synth;
  const synth = key === undefined ? undefined : builder.place(key, builder.topLevel('build'));
  if (!selfMutation) {
    return { synth, last: synth };
  }
  const update = builder.add('SelfMutate', { kind: 'self-update' }, builder.topLevel('self-update'));
  if (synth !== undefined) {
    builder.after(synth, update, 'the pipeline updates itself from the cloud assembly');
  }
  return { synth, last: update };
}
