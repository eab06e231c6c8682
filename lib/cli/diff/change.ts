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

/** A number that costs money or time, before and after. */
export interface Measure {
  readonly what: string;
  readonly before: number;
  readonly after: number;
}

/** What the first one has and the other has not. */
export function onlyIn<V>(all: ReadonlyMap<string, V>, other: ReadonlyMap<string, unknown>): V[] {
  return [...all].filter(([key]) => !other.has(key)).map(([, value]) => value);
}

/** A change, if it is about anything. */
export function ifAny(details: readonly string[], severity: Severity, text: (n: number) => string): Change[] {
  return details.length > 0 ? [{ severity, text: text(details.length), details }] : [];
}
