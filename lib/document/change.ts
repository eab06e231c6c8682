/**
 * How dangerous a change is, the worst first: `lost`, a gate does not stop any more what it stopped; `danger`, more may
 * happen than before, or elsewhere, or earlier; `notice`, worth to know; `info`, for the record.
 */
export type Severity = 'lost' | 'danger' | 'notice' | 'info';

export const SEVERITIES: readonly Severity[] = ['lost', 'danger', 'notice', 'info'];

export interface Change {
  readonly severity: Severity;
  readonly text: string;
  /** What it is about, one item each. */
  readonly details?: readonly string[];
}

export const TITLES: Record<Severity, string> = {
  lost: 'A gate is lost',
  danger: 'Look at this',
  notice: 'Worth knowing',
  info: 'For the record',
};

/** Details of one change that are shown; the others are counted. */
const MOST = 10;

export function shown({ details = [] }: Change): string[] {
  const more = details.length - MOST;
  return more > 1 ? [...details.slice(0, MOST), `and ${more} more`] : [...details];
}

/** The worst first; of a severity, in the order they come. */
export function bySeverity(changes: readonly Change[]): [Severity, Change[]][] {
  const all = SEVERITIES.map((severity): [Severity, Change[]] => [
    severity,
    changes.filter((change) => change.severity === severity),
  ]);
  return all.filter(([, some]) => some.length > 0);
}
