import * as fc from 'fast-check';
import { blueprints } from './blueprint/generate';
import { inParallel } from './in-parallel';
import { observeSpec } from './observe-spec';
import { TEMPLATES, waysOfCase } from './ways';

/** Each seed gives other applications. */
const SEEDS = [13, 14, 15, 16];
const APPS_EACH = 25;

/** A rehearsal is a process of its own, which takes longer than to execute both templates: not every application is rehearsed. */
const waysOf = (app: number) => (app % 4 === 0 ? waysOfCase(app / 4) : TEMPLATES);

test.each(SEEDS)('generated blueprints are executed as they say, in every way: seed %i', async (seed) => {
  const specs = fc.sample(blueprints, { seed, numRuns: APPS_EACH });
  const results = await inParallel([...specs.entries()], ([i, spec]) => observeSpec(spec, waysOf(i)));
  const wrong = results.findIndex(({ findings }) => findings.length > 0);
  expect(wrong === -1 ? [] : [...results[wrong].findings, JSON.stringify(specs[wrong], undefined, 1)]).toEqual([]);
  // The generator does make applications in which something happens.
  const events = results.flatMap(({ executions }) => executions.flatMap((e) => e.events));
  expect(events.length).toBeGreaterThan(APPS_EACH * TEMPLATES.length * 15);
});
