/** Names that are most like a given one, the likest first; at most five. */
export function nearest(name: string, names: Iterable<string>, most = 5): string[] {
  return scored(name, names)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

interface Scored {
  readonly candidate: string;
  readonly score: number;
}

/** All names that are like a given one, the likest first: what begins with it, what holds it, what is mistyped. */
function scored(name: string, names: Iterable<string>): Scored[] {
  const wanted = name.toLowerCase();
  return [...new Set(names)]
    .map((candidate) => ({ candidate, score: distance(wanted, candidate.toLowerCase()) }))
    .filter(({ score }) => score < Infinity)
    .sort((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1));
}

/** Letters that are compared: nobody mistypes more. */
const MOST_LETTERS = 200;

/** Of the letters of the longer name: how many may differ. One always may. */
const MOST_DIFFERENT = 0.4;

/** How many letters are missing, too many, other ones, or swapped; `Infinity` if these are too many. */
function distance(longA: string, longB: string): number {
  const [a, b] = [longA.slice(0, MOST_LETTERS), longB.slice(0, MOST_LETTERS)];
  if (a !== '' && longB.startsWith(a)) {
    return longB === longA ? 0 : 0.5;
  }
  if (a.length > 1 && longB.includes(a)) {
    return 0.75;
  }
  const most = Math.max(1, Math.floor(Math.max(a.length, b.length) * MOST_DIFFERENT));
  if (Math.abs(a.length - b.length) > most || Math.min(a.length, b.length) < 2) {
    return Infinity;
  }
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const other = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, other, isSwapped ? before[j - 2] + 1 : Infinity));
    }
    if (next.every((letters) => letters > most)) {
      return Infinity;
    }
    [before, row] = [row, next];
  }
  return row[b.length] > most ? Infinity : row[b.length];
}
