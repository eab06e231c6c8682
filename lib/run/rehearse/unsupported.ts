import { missingFiles } from './not-here';
import type { Context, Executor } from '../executor';
import type { Reason } from '../events';
import type { Need } from '../needs';
import type { RunOptions } from '../options';
import type { Outcome } from '../progress';
import type { Work } from '../works';

/** Keeps from running what cannot run here, and what needs files or variables of that. */
export class OnlySupported implements Executor {
  /** Why works did not run, by their indexes. */
  private readonly reasons = new Map<number, string>();
  private readonly indexes: ReadonlyMap<Work, number>;

  /** @param notHere why works cannot run here, by their names */
  constructor(
    private readonly works: readonly Work[],
    private readonly needs: readonly (readonly Need[])[],
    private readonly notHere: ReadonlyMap<string, Reason>,
    private readonly unsupported: RunOptions['unsupported'],
    private readonly executor: Executor,
  ) {
    this.indexes = new Map(works.map((work, i) => [work, i]));
  }

  public async execute(work: Work, context: Context): Promise<Outcome> {
    const index = this.indexes.get(work)!;
    const why = this.notHere.get(work.id) ?? this.whyNot(index);
    if (!why) {
      return this.executor.execute(work, context);
    }
    this.reasons.set(index, why.reason ?? '');
    return this.unsupported === 'skip' ? { result: 'skipped', reason: why.reason } : { result: 'failed', ...why };
  }

  /** Only builds cannot do without. */
  private whyNot(index: number): Reason | undefined {
    if (this.works[index].task.kind !== 'build') {
      return undefined;
    }
    const lacks = this.needs[index].flatMap(({ kind, name, maker }) => {
      const reason = maker === undefined ? undefined : this.reasons.get(maker);
      return reason === undefined ? [] : [{ kind, name, maker: this.works[maker!].id, reason }];
    });
    return lacks.length > 0 ? missingFiles(lacks) : undefined;
  }
}
