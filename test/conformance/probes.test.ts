import { expectationOf } from './blueprint/oracle';
import { compare } from './compare';
import { observeSpec } from './observe-spec';
import { PROBES } from './probes';
import { waysOfCase } from './ways';

test.each(Object.entries(PROBES).map(([name, probe], i) => ({ name, i, ...probe })))(
  '$name',
  async ({ spec, fails, i }) => {
    const { executions, findings } = await observeSpec(spec, waysOfCase(i));
    if (!fails) {
      expect(findings).toEqual([]);
      return;
    }
    for (const { events, failures } of executions) {
      expect(failures).toEqual([expect.stringMatching(fails)]);
      // Until the failure, all is as it must be.
      const before = compare(expectationOf(spec), { events, failures: [] });
      expect(before.filter((finding) => /^(order|twice)/.test(finding))).toEqual([]);
    }
  },
);
