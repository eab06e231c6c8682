import { build } from './works';
import { drive } from '../../lib/run/drive';
import type { RunEvent } from '../../lib/run/events';
import { Scheduler } from '../../lib/run/scheduler';

/** A chain of two, of which the first one ends the run from outside. */
async function interrupted(works = [build('A'), build('B')]) {
  const abort = new AbortController();
  const events: RunEvent[] = [];
  const order = { after: works.map((_, i) => (i + 1 < works.length ? [i + 1] : [])), works: works.map((_, i) => [i]) };
  const code = await drive(
    {
      ...{ pipeline: 'P', depth: 'rehearse', order: 'plan', works, chosen: new Set(works.keys()) },
      ...{ scheduler: new Scheduler(order), warnings: ['careful'], clock: () => 0, signal: abort.signal },
      executor: {
        execute: async () => {
          abort.abort();
          return { result: 'succeeded' };
        },
      },
      ...{ logOf: () => undefined, differences: () => [] },
    },
    (event) => events.push(event),
  );
  return { code, events };
}

test('what was ended with something left to do is canceled, even if nothing failed', async () => {
  const { code, events } = await interrupted();
  expect(code).toBe(130);
  expect(events.map(({ type }) => type)).toEqual([
    ...['run.started', 'warning', 'action.started', 'action.finished', 'run.finished'],
  ]);
});

test('what was done anyway is not', async () => {
  expect(await interrupted([build('A')])).toMatchObject({ code: 0 });
});
