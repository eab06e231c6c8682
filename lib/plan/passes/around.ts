import type { PlanBuilder } from '../builder';

/** Steps that come before and after something. */
export interface Around {
  readonly pre: readonly number[];
  readonly post: readonly number[];
}

/**
 * Place steps before and after what a group holds at this moment. Returns the nodes of the steps before.
 *
 * `name`: what the user put them around.
 */
export function placeAround(builder: PlanBuilder, group: number, { pre, post }: Around, name: string): number[] {
  const inside = builder.nodes[group].children.filter((c) => builder.nodes[c].content.kind !== 'joint');
  const before = placeAll(builder, pre, `pre of ${name}`, group);
  const afterwards = placeAll(builder, post, `post of ${name}`, group);
  order(builder, before, inside, `pre of ${name}`, group);
  order(builder, inside, afterwards, `post of ${name}`, group);
  return before;
}

/** Place steps in a group. `place`: where the user named them. */
export function placeAll(builder: PlanBuilder, keys: readonly number[], place: string, group: number): number[] {
  return keys.map((step) => {
    builder.mentions.push({ step, place, group });
    return builder.place(step, group);
  });
}

/**
 * Some before others. A step may be in both lists (named around a wave and around its only Stage): it does not
 * wait for itself, and keeps its place between those that are only before and those that are only after.
 *
 * `group`: where a joint goes, if it takes one.
 */
export function order(
  builder: PlanBuilder,
  earlier: readonly number[],
  later: readonly number[],
  reason: string,
  group?: number,
): void {
  if (earlier.length === 0 || later.length === 0) {
    return;
  }
  const [inEarlier, inLater] = [new Set(earlier), new Set(later)];
  const onlyEarlier = earlier.filter((n) => !inLater.has(n));
  const onlyLater = later.filter((n) => !inEarlier.has(n));
  const both = earlier.filter((n) => inLater.has(n));
  builder.allAfter(onlyEarlier, onlyLater, reason, group);
  builder.allAfter(onlyEarlier, both, reason, group);
  builder.allAfter(both, onlyLater, reason, group);
}
