import type { Pair } from './pair';
import { isDeployment } from './side';

/** Names of accounts and regions that deployments have left, and where they are now. */
export type Move = readonly [from: string, to: string][];

export function movesOf({ both }: Pair): Move[] {
  const moves = both.flatMap(([old, now]): Move[] => {
    if (!isDeployment(old) || !isDeployment(now)) {
      return [];
    }
    const names = (['account', 'region'] as const).map(
      (what) => [old.target[what] ?? '', now.target[what] ?? ''] as const,
    );
    const changed = names.filter(([from, to]) => from !== to && from !== '' && to !== '');
    return changed.length > 0 ? [changed.map(([from, to]): [string, string] => [from, to])] : [];
  });
  return [...new Map(moves.map((move) => [JSON.stringify(move), move])).values()];
}

export function back(move: Move): Move {
  return move.map(([from, to]) => [to, from]);
}

export function moveText(text: string, move: Move): string {
  return move.reduce((all, [from, to]) => all.replaceAll(from, to), text);
}
