import { expectationOf } from './blueprint/oracle';
import { canonicalText, compare } from './compare';
import type { Execution } from './cloud/model';
import { PROBES } from './probes';
import { applicationOf, observe, WAYS } from './ways';

describe.each(Object.entries(PROBES))('%s', (_, { spec, fails }) => {
  const texts: string[] = [];

  test.each(WAYS)('$name', async (way) => {
    const execution = await observe(way, applicationOf(spec));
    if (fails) {
      expect(execution.failures).toEqual([expect.stringMatching(fails)]);
      expect(contradictions(execution)).toEqual([]);
    } else {
      expect(compare(expectationOf(spec), execution)).toEqual([]);
      texts.push(canonicalText(execution));
    }
  });

  /** Until the failure, all is as it must be. */
  function contradictions({ events }: Execution): string[] {
    return compare(expectationOf(spec), { events, failures: [] }).filter((finding) => /^(order|twice)/.test(finding));
  }

  test('all ways observe the same', () => {
    expect(new Set(texts).size).toBe(fails ? 0 : 1);
  });
});
