import type { Event, Execution } from './cloud/model';
import type { Expectation } from './blueprint/oracle';

/** What a way cannot show. */
export interface Sight {
  /** Events that it sees from the outside only: it says that they come, and not what is in them. */
  readonly unseen?: RegExp;
  /** Events that it does without. */
  readonly without?: RegExp;
}

const inTime = (earlier: Event, later: Event) => earlier.end <= later.begin;

/** All that is not as it must be, in words; nothing if an execution is what the blueprint says. */
export function compare(expected: Expectation, execution: Execution, { unseen, without }: Sight = {}): string[] {
  const { events, failures, isBefore = inTime } = execution;
  const seen = new Map<string, Event>();
  const findings = failures.map((failure) => `failed: ${failure}`);
  for (const event of events) {
    const known = expected.events.get(event.what) ?? expected.optional.get(event.what);
    if (known === undefined) {
      findings.push(`unexpected: ${event.what}`);
    } else if (seen.has(event.what)) {
      findings.push(`twice: ${event.what}`);
    } else if (!unseen?.test(event.what)) {
      findings.push(...differences(event.what, known, event.details));
    }
    seen.set(event.what, event);
  }
  const missing = [...expected.events.keys()].filter((what) => !seen.has(what) && !without?.test(what));
  findings.push(...missing.map((what) => `missing: ${what}`));
  for (const [earlier, later] of expected.before) {
    const [a, b] = [seen.get(earlier), seen.get(later)];
    if (a && b && !isBefore(a, b)) {
      findings.push(`order: '${earlier}' must be over before '${later}' begins`);
    }
  }
  return [...new Set(findings)];
}

function differences(what: string, expected: readonly string[], observed: readonly string[]): string[] {
  const missing = expected.filter((line) => !observed.includes(line)).map((line) => `${what}: expected ${line}`);
  const extra = observed.filter((line) => !expected.includes(line)).map((line) => `${what}: unexpected ${line}`);
  return [...missing, ...extra];
}

/**
 * What was observed, without the order that is by accident, and without change sets that nobody looks at. Ways to execute are
 * compared by this text.
 *
 * @param sights what the ways that are compared cannot show
 */
export function canonicalText({ events, failures }: Execution, sights: readonly Sight[] = []): string {
  const isLeftOut = (what: string) => what.startsWith('prepare ') || sights.some(({ without }) => without?.test(what));
  const isUnseen = (what: string) => sights.some(({ unseen }) => unseen?.test(what));
  const lines = events
    .filter(({ what }) => !isLeftOut(what))
    .map(({ what, details }) => [what, ...(isUnseen(what) ? [] : [...details].sort())].join('\n    '));
  return [...lines.sort(), ...failures.map((f) => `failed: ${f}`)].join('\n');
}
