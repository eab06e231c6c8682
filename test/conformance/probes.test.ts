import { expectationOf } from './blueprint/oracle';
import { compare } from './compare';
import { observeSpec } from './observe-spec';
import { PROBES } from './probes';
import { ableTo, type Way, waysOfCase } from './ways';

test.each(Object.entries(PROBES).map(([name, probe], i) => ({ name, i, ...probe })))(
  '$name',
  async ({ name, spec, fails, i }) => {
    const end = ({ differs = {} }: Way) => differs[name] ?? fails ?? 'succeeds';
    const ways = ableTo(spec, waysOfCase(i)).filter((way) => end(way) !== 'left out');
    expect(ways.length).toBeGreaterThan(2);
    const succeeding = ways.filter((way) => end(way) === 'succeeds');
    expect((await observeSpec(spec, succeeding)).findings).toEqual([]);
    const failing = ways.filter((way) => end(way) !== 'succeeds');
    const { executions } = await observeSpec(spec, failing);
    executions.forEach((execution, w) => {
      expect(execution.failures).toEqual([expect.stringMatching(end(failing[w]) as RegExp)]);
      // Until the failure, all is as it must be.
      const before = compare(expectationOf(spec), { ...execution, failures: [] });
      expect(before.filter((finding) => /^(order|twice)/.test(finding))).toEqual([]);
    });
  },
);
