import type { Change, Severity } from '../../document/change';

export { type Change, SEVERITIES, type Severity } from '../../document/change';

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
