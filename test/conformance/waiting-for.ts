import type { Expectation } from './blueprint/oracle';

/** All that must wait for an event, through whatever is between. */
export function waitingFor(event: string, { before }: Expectation): Set<string> {
  const found = new Set<string>();
  for (const pending = [event]; pending.length > 0;) {
    const here = pending.pop()!;
    for (const [earlier, later] of before) {
      if (earlier === here && !found.has(later)) {
        found.add(later);
        pending.push(later);
      }
    }
  }
  return found;
}
