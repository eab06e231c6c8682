import * as fc from 'fast-check';
import { assignSlots } from '../../lib/plan/pack';

const hash = (s: string) => [...s].reduce((h, c) => (h * 31 + c.charCodeAt(0)) % 1_000_003, 7);
const slotsOf = (items: readonly string[], slots: number) => new Set(assignSlots(items, slots, hash).values());
const items = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 40 });

test('as many slots as items, up to the limit, filled alike', () => {
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 9 }), (names, slots) => {
      const loads = new Map<number, number>();
      assignSlots(names, slots, hash).forEach((slot) => loads.set(slot, (loads.get(slot) ?? 0) + 1));
      expect(loads.size).toBe(Math.min(names.length, slots));
      expect(Math.max(...loads.values()) - Math.min(...loads.values())).toBeLessThanOrEqual(1);
      expect(Math.max(...loads.keys())).toBeLessThan(slots);
    }),
  );
});

test('one more item takes at most one more slot, and frees none', () => {
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 9 }), (names, slots) => {
      const [added, ...rest] = names;
      const [before, after] = [slotsOf(rest, slots), slotsOf([added, ...rest], slots)];
      expect([...before].filter((s) => !after.has(s))).toEqual([]);
      expect(after.size - before.size).toBeLessThanOrEqual(1);
    }),
  );
});

test('the order of the items does not matter', () => {
  fc.assert(
    fc.property(items, (names) => {
      const sorted = (m: Map<string, number>) => [...m].sort();
      expect(sorted(assignSlots([...names].reverse(), 8, hash))).toEqual(sorted(assignSlots(names, 8, hash)));
    }),
  );
});
