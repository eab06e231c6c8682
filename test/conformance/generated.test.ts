import * as fc from 'fast-check';
import { blueprints } from './blueprint/generate';
import { inParallel } from './in-parallel';
import { observeSpec } from './observe-spec';
import { ableTo, ENGINES, waysOfCase } from './ways';

/** Each seed gives other applications. */
const SEEDS = [13, 14, 15, 16];
const APPS_EACH = 25;
const APPS_AT_ONCE = 10;

const specs = SEEDS.flatMap((seed) => fc.sample(blueprints, { seed, numRuns: APPS_EACH }));
const firsts = specs.map((_, i) => i).filter((i) => i % APPS_AT_ONCE === 0);

/** A rehearsal is a process of its own, which takes longer than to execute what the engines make: not every application is rehearsed. */
const waysOf = (app: number) => ableTo(specs[app], app % 4 === 0 ? waysOfCase(app / 4) : ENGINES);

test.each(firsts)('generated blueprints are executed as they say, in every way: from number %i', async (first) => {
  const numbers = [...specs.keys()].slice(first, first + APPS_AT_ONCE);
  const results = await inParallel(numbers, (i) => observeSpec(specs[i], waysOf(i)));
  const wrong = results.findIndex(({ findings }) => findings.length > 0);
  const spec = JSON.stringify(specs[numbers[wrong]], undefined, 1);
  expect(wrong === -1 ? [] : [...results[wrong].findings, spec]).toEqual([]);
  // The generator does make applications in which something happens.
  const events = results.flatMap(({ executions }) => executions.flatMap((e) => e.events));
  expect(events.length).toBeGreaterThan(numbers.length * ENGINES.length * 10);
});
