import * as fc from 'fast-check';
import { type Order, Scheduler } from '../../lib/run/scheduler';

/** Works are their vertices, but for those that are given. */
function orderOf(after: readonly (readonly number[])[], works = after.map((_, i) => [i])): Order {
  return { after, works };
}

test('a chain runs one by one', () => {
  const scheduler = new Scheduler(orderOf([[1], [2], []]));
  expect([0, 1, 2].map((w) => scheduler.stateOf(w))).toEqual(['ready', 'want', 'want']);
  expect(scheduler.start()).toEqual({ started: [0], queued: [] });
  expect(scheduler.stateOf(0)).toBe('running');
  expect(scheduler.start()).toEqual({ started: [], queued: [] });
  scheduler.finish(0, true);
  expect([0, 1, 2].map((w) => scheduler.stateOf(w))).toEqual(['done', 'ready', 'want']);
  expect(scheduler.start().started).toEqual([1]);
  expect(scheduler.after(1)).toBe(0);
  expect(scheduler.after(0)).toBeUndefined();
});

test('what waits for two is released by the last one', () => {
  const scheduler = new Scheduler(orderOf([[2], [2], []]));
  scheduler.start();
  scheduler.finish(1, true);
  expect(scheduler.start().started).toEqual([]);
  scheduler.finish(0, true);
  expect(scheduler.start().started).toEqual([2]);
  expect(scheduler.after(2)).toBe(0);
});

test('vertices without work are passed through, and remember who opened them', () => {
  const scheduler = new Scheduler(orderOf([[1], [2], [3], []], [[0], [], [], [1]]));
  scheduler.start();
  scheduler.finish(0, true);
  expect(scheduler.start().started).toEqual([1]);
  expect(scheduler.after(1)).toBe(0);
});

test('works of one vertex are a barrier', () => {
  const scheduler = new Scheduler(orderOf([[1], []], [[0, 1], [2]]));
  expect(scheduler.start().started).toEqual([0, 1]);
  scheduler.finish(1, true);
  expect(scheduler.start().started).toEqual([]);
  scheduler.finish(0, true);
  expect(scheduler.start().started).toEqual([2]);
});

test('behind a failure nothing starts; beside it all goes on', () => {
  const scheduler = new Scheduler(orderOf([[2], [3], [4], [], []]));
  scheduler.start();
  scheduler.finish(0, false);
  scheduler.finish(1, true);
  expect(scheduler.start().started).toEqual([3]);
  scheduler.finish(3, true);
  expect(scheduler.neverStarted()).toEqual([
    { work: 2, because: 0 },
    { work: 4, because: 0 },
  ]);
});

test('of two culprits the first one is named', () => {
  const scheduler = new Scheduler(orderOf([[2], [2], []]));
  scheduler.start();
  scheduler.finish(1, false);
  scheduler.finish(0, false);
  expect(scheduler.neverStarted()).toEqual([{ work: 2, because: 1 }]);
});

test('as many as there are places; the others are queued, once', () => {
  const scheduler = new Scheduler(orderOf([[], [], []]), 1);
  expect(scheduler.start()).toEqual({ started: [0], queued: [1, 2] });
  expect(scheduler.stateOf(1)).toBe('queued');
  expect(scheduler.start()).toEqual({ started: [], queued: [] });
  scheduler.finish(0, true);
  expect(scheduler.start()).toEqual({ started: [1], queued: [] });
});

test('what is free takes no place', () => {
  const scheduler = new Scheduler(orderOf([[], [], []]), 1, (work) => work === 1);
  expect(scheduler.start()).toEqual({ started: [1, 0], queued: [2] });
});

test('what is given never starts, whatever fails before it', () => {
  const scheduler = new Scheduler(orderOf([[1], [2], []]), Infinity, undefined, [1]);
  scheduler.start();
  scheduler.finish(0, false);
  expect(scheduler.neverStarted()).toEqual([{ work: 2, because: 0 }]);
});

test('what is given is done at once', () => {
  const scheduler = new Scheduler(orderOf([[1], [2], []]), Infinity, undefined, [0, 1]);
  expect(scheduler.start().started).toEqual([2]);
  expect(scheduler.after(2)).toBeUndefined();
});

/** Every vertex points to later ones only. */
const GRAPHS = fc.integer({ min: 1, max: 12 }).chain((size) => {
  const vertex = fc.integer({ min: 0, max: size - 1 });
  const some = fc.uniqueArray(vertex, { maxLength: 3 });
  return fc.record({
    after: fc
      .array(some, { minLength: size, maxLength: size })
      .map((all) => all.map((next, from) => next.filter((to) => to > from))),
    slots: fc.integer({ min: 1, max: 4 }),
    failing: some,
  });
});

test('whatever the graph: all that does not wait for a failure runs once, after what it waits for', () => {
  fc.assert(
    fc.property(GRAPHS, ({ after, slots, failing }) => {
      const scheduler = new Scheduler(orderOf(after), slots);
      const done: number[] = [];
      const running: number[] = [];
      for (;;) {
        running.push(...scheduler.start().started);
        const work = running.pop();
        if (work === undefined) {
          break;
        }
        expect(running.length).toBeLessThan(slots);
        after.forEach((next, from) => next.includes(work) && expect(done).toContain(from));
        done.push(work);
        scheduler.finish(work, !failing.includes(work));
      }
      const never = scheduler.neverStarted().map(({ work }) => work);
      expect([...done, ...never].sort((a, b) => a - b)).toEqual(after.map((_, i) => i));
    }),
  );
});
