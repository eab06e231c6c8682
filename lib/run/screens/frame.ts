import { groupBy } from '../../private/lang';
import { count } from '../../private/terminal';
import { type Detail, type FrameOptions, type Line, Painter } from './painter';
import type { RunState } from './run-state';
import type { Page } from './summary';

/** From all to what must be seen. */
const DETAILS: readonly Detail[] = [
  { logs: 3, foldStages: false, foldActions: false },
  { logs: 3, foldStages: true, foldActions: false },
  { logs: 2, foldStages: true, foldActions: true },
  { logs: 1, foldStages: true, foldActions: true },
  { logs: 0, foldStages: true, foldActions: true },
];

/** What happens now, in no more lines and columns than there are. O(actions). */
export function frameOf(record: RunState, options: FrameOptions): string[] {
  const actions = record.actions;
  const stages = [...groupBy(actions, ({ stage }) => stage)];
  const room = Math.max(options.rows - 1, 3);
  const painter = new Painter(options);
  for (const detail of DETAILS) {
    // Nobody draws thousands of lines to throw them away.
    if (detail === DETAILS[0] && actions.length + stages.length >= room) {
      continue;
    }
    const lines = painter.linesOf(record, stages, detail);
    if (lines.length <= room) {
      return lines.map(({ text }) => text);
    }
  }
  const lines = painter.linesOf(record, stages, DETAILS[DETAILS.length - 1]);
  return fitting(lines, room, options);
}

/** The head, what is active, and how much is not seen. */
function fitting(lines: readonly Line[], room: number, { styles }: FrameOptions): string[] {
  const [head, ...others] = lines;
  const urgent = [...others.filter(({ asked }) => asked), ...others.filter(({ active, asked }) => active && !asked)];
  const kept = new Set(urgent.slice(0, room - 2));
  const left = others.length - kept.size;
  return [
    head.text,
    ...others.filter((line) => kept.has(line)).map(({ text }) => text),
    styles.dim(`… and ${count(left, 'more line')}`),
  ];
}

/** All that has happened, when it is over; folded if it is much. What never started is counted: who is at fault is said below. */
export function finalTree(record: RunState, { width, styles }: Page): string[] {
  const stages = [...groupBy(record.actions, ({ stage }) => stage)];
  const isMuch = record.actions.length > MOST_ACTIONS;
  const options = { columns: Math.min(width, MOST_COLUMNS), rows: Infinity, styles, now: 0, turn: 0 };
  const detail = { logs: 0, foldStages: isMuch, foldActions: isMuch, foldNeverStarted: true };
  return new Painter(options).linesOf(record, stages, detail).map(({ text }) => text);
}

/** More actions than these are folded in the end. */
const MOST_ACTIONS = 80;
const MOST_COLUMNS = 160;
