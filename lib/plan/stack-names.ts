import type { StackSnapshot, StageSnapshot } from './snapshot-data';
import { groupBy } from '../private/lang';

/** What the stacks of a Stage are called in the plan, in their order: by their names, without that of the Stage. */
export type StackNames = (stage: StageSnapshot) => string[];

/**
 * Stacks in several environments may have one name. The first keeps it, and those that come after it add their
 * account, and their region where that is not enough.
 */
export const namesInOrder: StackNames = (stage) => {
  const taken = new Set<string>();
  return stage.stacks.map((stack) => {
    let id = shortName(stack, stage);
    for (const more of [stack.account, stack.region]) {
      id = taken.has(id) && more !== undefined ? `${id}.${more}` : id;
    }
    taken.add(id);
    return id;
  });
};

/** The same, but all stacks of one name say more, so that no name hangs on the order. */
export const namesByPlace: StackNames = (stage) => {
  const candidates = stage.stacks.map((stack) => {
    const { id, name, account, region } = stack;
    const place = [name, account, region].filter((part) => part !== undefined);
    return [shortName(stack, stage), name, place.join('.'), [...place, id].join('.')];
  });
  const chosen = candidates.map(() => 0);
  for (let round = 1; round < 4; round++) {
    const indexes = groupBy(chosen.keys(), (i) => candidates[i][chosen[i]]);
    for (const same of [...indexes.values()].filter(({ length }) => length > 1)) {
      same.forEach((i) => (chosen[i] = round));
    }
  }
  return candidates.map((ids, i) => ids[chosen[i]]);
};

function shortName({ name }: StackSnapshot, stage: StageSnapshot): string {
  const prefix = `${stage.name}-`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}
