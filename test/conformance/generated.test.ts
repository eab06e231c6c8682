import * as fc from 'fast-check';
import { blueprints } from './blueprint/generate';
import { expectationOf } from './blueprint/oracle';
import type { BlueprintSpec } from './blueprint/spec';
import { canonicalText, compare } from './compare';
import { inParallel } from './in-parallel';
import { applicationOf, observe, WAYS } from './ways';

const SEED = 13;
const APPS = 100;

/** What is wrong with a blueprint, in any way. */
async function findingsOf(spec: BlueprintSpec) {
  const expected = expectationOf(spec);
  const executions = [];
  for (const way of WAYS) {
    executions.push(await observe(way, applicationOf(spec)));
  }
  const findings = executions.flatMap((e, i) => compare(expected, e).map((finding) => `${WAYS[i].name}: ${finding}`));
  const different = new Set(executions.map(canonicalText)).size > 1 ? ['the ways differ'] : [];
  return { findings: [...findings, ...different], events: executions.flatMap((e) => e.events).length };
}

test('generated blueprints are executed as they say, in every way', async () => {
  const specs = fc.sample(blueprints, { seed: SEED, numRuns: APPS });
  const results = await inParallel(specs, findingsOf);
  const wrong = results.findIndex(({ findings }) => findings.length > 0);
  expect(wrong === -1 ? [] : [...results[wrong].findings, JSON.stringify(specs[wrong], undefined, 1)]).toEqual([]);
  // The generator does make applications in which something happens.
  expect(results.reduce((sum, { events }) => sum + events, 0)).toBeGreaterThan(APPS * WAYS.length * 15);
});
