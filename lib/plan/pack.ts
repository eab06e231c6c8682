/**
 * Give every item one of `slots` slots (from 0), such that no slot has two items more than another, and such that
 * one more item, while there are fewer items than slots, takes one more slot and leaves the set of the others as
 * it is. `hash` decides, so neither does the order in which items are met. O(n log n).
 *
 * Items are dealt out in rounds of as many as there are slots. In a round each takes the slot of its hash, or the
 * next free one: which slots are taken in the end does not depend on who came first.
 */
export function assignSlots(
  items: readonly string[],
  slots: number,
  hash: (item: string) => number,
): Map<string, number> {
  const dealt = new Map<string, number>();
  const sorted = [...new Set(items)].map((item) => ({ item, hash: hash(item) })).sort(compare);
  for (let from = 0; from < sorted.length; from += slots) {
    const taken = new Set<number>();
    for (const entry of sorted.slice(from, from + slots)) {
      let slot = entry.hash % slots;
      while (taken.has(slot)) {
        slot = (slot + 1) % slots;
      }
      taken.add(slot);
      dealt.set(entry.item, slot);
    }
  }
  return dealt;
}

interface Hashed {
  readonly item: string;
  readonly hash: number;
}

function compare(a: Hashed, b: Hashed): number {
  return a.hash - b.hash || (a.item < b.item ? -1 : 1);
}
