import { visible } from './visible';

/** Lines around a change that are shown. */
const CONTEXT = 3;

/** Characters of a line that are shown. */
const MOST_IN_LINE = 240;

const NO_NEWLINE = '\\ No newline at end of file';

/** Lines `[start, end)` of the one text in place of those of the other. */
interface Edit {
  readonly before: readonly [start: number, end: number];
  readonly after: readonly [start: number, end: number];
}

/**
 * What `diff -u` says of two texts, as people read it: without colour, what nobody sees is written out, long lines are cut.
 * O((n + m) * d) for d lines that differ.
 *
 * @param most lines that are shown; what is left out is counted in the last one
 */
export function unifiedDiff(before: string, after: string, most = Infinity): string[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  const lines = hunksOf(editsOf(a, b)).flatMap((hunk) => renderHunk(hunk, a, b));
  const left = lines.length - most;
  return left > 0 ? [...lines.slice(0, most), `… ${left} more lines`] : lines;
}

/** Each with its end, so that a last line without one is another line. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/**
 * The longest common part is found by what Jest compares with: 10 kB, MIT. `diff`, which writes whole patches, would be a tenth
 * of our package, for the thirty lines below.
 */
function editsOf(a: readonly string[], b: readonly string[]): Edit[] {
  const { default: diffSequences } = require('@jest/diff-sequences') as typeof import('@jest/diff-sequences');
  const edits: Edit[] = [];
  let [atA, atB] = [0, 0];
  const found = (length: number, startA: number, startB: number) => {
    if (startA > atA || startB > atB) {
      edits.push({ before: [atA, startA], after: [atB, startB] });
    }
    [atA, atB] = [startA + length, startB + length];
  };
  const [idsA, idsB] = numbered(a, b);
  diffSequences(a.length, b.length, (i, j) => idsA[i] === idsB[j], found);
  found(0, a.length, b.length);
  return edits;
}

/** Numbers are compared faster than lines. */
function numbered(...texts: readonly (readonly string[])[]): number[][] {
  const ids = new Map<string, number>();
  return texts.map((lines) => lines.map((line) => ids.get(line) ?? (ids.set(line, ids.size), ids.size - 1)));
}

/** Edits that share lines around them are one hunk. */
function hunksOf(edits: readonly Edit[]): Edit[][] {
  const hunks: Edit[][] = [];
  for (const edit of edits) {
    const hunk = hunks[hunks.length - 1];
    const last = hunk?.[hunk.length - 1];
    if (last && edit.before[0] - last.before[1] <= 2 * CONTEXT) {
      hunk.push(edit);
    } else {
      hunks.push([edit]);
    }
  }
  return hunks;
}

function renderHunk(edits: readonly Edit[], a: readonly string[], b: readonly string[]): string[] {
  const [first, last] = [edits[0], edits[edits.length - 1]];
  const lead = Math.min(CONTEXT, first.before[0]);
  const tail = Math.min(CONTEXT, a.length - last.before[1]);
  const lines: string[] = [];
  let at = first.before[0] - lead;
  for (const { before, after } of edits) {
    lines.push(...marked(' ', a.slice(at, before[0])), ...marked('-', a.slice(...before)));
    lines.push(...marked('+', b.slice(...after)));
    at = before[1];
  }
  lines.push(...marked(' ', a.slice(at, at + tail)));
  const rangeA = rangeOf(first.before[0] - lead, last.before[1] + tail);
  const rangeB = rangeOf(first.after[0] - lead, last.after[1] + tail);
  return [`@@ -${rangeA} +${rangeB} @@`, ...lines];
}

/** Start and length, as `diff` counts: from 1, but what is empty has the line before it. */
function rangeOf(start: number, end: number): string {
  const length = end - start;
  const first = length === 0 ? start : start + 1;
  return length === 1 ? `${first}` : `${first},${length}`;
}

function marked(mark: string, lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const text = `${mark}${visible(line.replace(/\n$/, ''))}`;
    const shown = text.length > MOST_IN_LINE ? `${text.slice(0, MOST_IN_LINE).replace(/[\ud800-\udbff]$/, '')}…` : text;
    return line.endsWith('\n') ? [shown] : [shown, NO_NEWLINE];
  });
}
