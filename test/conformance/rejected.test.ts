import { expectationOf } from './blueprint/oracle';
import { PROBES } from './probes';
import { waitingFor } from './waiting-for';
import { applicationOf, observeAll, waysOfCase } from './ways';

const { spec } = PROBES['waves, with steps around everything'];
const expected = expectationOf(spec);

const GATES = ['Before', 'SeeA', 'AgreeB', 'Between'].map((gate, i) => ({ gate, i }));

test.each(GATES)('$gate is rejected: what waits for it never happens', async ({ gate, i }) => {
  const ways = waysOfCase(i);
  const executions = await observeAll(ways, { ...applicationOf(spec), world: { rejected: [gate] } });
  const never = waitingFor(`gate ${gate}`, expected);
  expect(never.size).toBeGreaterThan(0);
  executions.forEach(({ events, failures }, w) => {
    expect(failures).toEqual([expect.stringMatching(new RegExp(`${gate}: rejected`))]);
    const happened = events.map(({ what }) => what);
    expect(happened.filter((what) => never.has(what))).toEqual([]);
    if (!ways[w].readsTemplates) {
      // Nobody stops what need not wait.
      const needed = [...expected.events.keys()].filter((what) => !ways[w].without?.test(what));
      const missing = needed.filter((what) => !never.has(what) && !happened.includes(what));
      expect(missing).toEqual([]);
    }
  });
});
