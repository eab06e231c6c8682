import { cut, columnsOf, fit, wrap } from '../../private/columns';
import { GATE } from '../../document/words';
import type { ActionRecord } from './run-state';
import type { Row, StageRows } from './rows';
import type { Page } from './summary';
import { timeOf } from './times';

/** What is said of an action beside its times. */
export interface Notes {
  /** On the longest chain. */
  readonly critical: ReadonlySet<string>;
  /** `after Build/Synth`, and why. */
  readonly waited: (action: ActionRecord) => { readonly after: string; readonly why: string };
  /** What stands below it: what the approver of a gate reads, what went wrong. */
  readonly below: (action: ActionRecord) => string;
}

/** A row with all that is shown of it. */
interface Line {
  readonly row: Row;
  readonly name: string;
  readonly times: string;
  readonly bar: string;
  readonly after: string;
  readonly why: string;
  readonly below: string;
}

interface Widths {
  readonly name: number;
  readonly times: number;
  readonly bar: number;
  readonly after: number;
}

const TRUNK = '│  ├─ ◆ '.length;
const BAR = 24;
/** Fewer columns say nothing. */
const LEAST_AFTER = 20;
/** More columns are given to names only if nothing else wants them. */
const MOST_NAME = 48;

/** Signs of the bars: on the critical path, and beside it. */
export const CRITICAL = '━';
const OTHER = '─';

/** Stages with their actions: when each begins and ends, and what it waited for the longest. */
export function timelineOf(stages: readonly StageRows[], notes: Notes, page: Page): string[] {
  const ends = stages.flatMap(({ rows }) => rows.map((row) => spanOf(row).end));
  const total = ends.reduce((most, end) => Math.max(most, end), 0);
  const lines = stages.map(({ rows }) => rows.map((row) => lineOf(row, total, notes)));
  const widths = widthsOf(lines.flat(), page.width);
  return stages.flatMap(({ stage }, i) => {
    const isLast = i === stages.length - 1;
    const trunk = isLast ? ' ' : '│';
    return [
      '│',
      `${isLast ? '└' : '├'}─ ${page.styles.bold(cut(stage, page.width - 3))}`,
      ...lines[i].flatMap((line, k) => {
        const isEnd = k === lines[i].length - 1;
        const below = line.below === '' ? [] : wrap(line.below, page.width - TRUNK - 1, '');
        return [
          `${trunk}  ${isEnd ? '└' : '├'}─ ${rendered(line, widths, page)}`,
          ...below.map((text) => `${trunk}  ${isEnd ? ' ' : '│'}    ${page.styles.warning(text)}`),
        ];
      }),
    ];
  });
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** From when to when something of it runs. */
function spanOf({ actions }: Row): Span {
  return {
    start: actions.reduce((least, { started }) => Math.min(least, started?.at ?? Infinity), Infinity),
    end: actions.reduce((most, { finished, started }) => Math.max(most, (finished ?? started)?.at ?? 0), 0),
  };
}

function lineOf(row: Row, total: number, notes: Notes): Line {
  const span = spanOf(row);
  const first = row.actions.find(({ started }) => started?.at === span.start)!;
  const isCritical = row.actions.some(({ action }) => notes.critical.has(action));
  return {
    row,
    name: row.name,
    times: timesOf(span),
    bar: barOf(span, total, isCritical),
    ...notes.waited(first),
    below: row.actions.length === 1 ? notes.below(row.actions[0]) : '',
  };
}

function timesOf({ start, end }: Span): string {
  return start === end ? timeOf(start) : `${timeOf(start)} – ${timeOf(end)}`;
}

function barOf(span: Span, total: number, isCritical: boolean): string {
  const scale = total > 0 ? BAR / total : 0;
  const from = Math.min(Math.floor(span.start * scale), BAR - 1);
  const to = Math.max(Math.ceil(span.end * scale), from + 1);
  const sign = span.start === span.end ? '·' : isCritical ? CRITICAL : OTHER;
  return ' '.repeat(from) + sign.repeat(span.start === span.end ? 1 : to - from);
}

/** What gives way first: why something was waited for, the bar, what was waited for, the name. */
function widthsOf(lines: readonly Line[], width: number): Widths {
  const widest = (key: 'name' | 'times' | 'after') =>
    lines.reduce((most, line) => Math.max(most, columnsOf(line[key])), 0);
  const times = widest('times');
  const name = Math.min(widest('name'), Math.max(width - TRUNK - times - 2, 8), MOST_NAME);
  const left = width - TRUNK - name - 2 - times - 2;
  const bar = left >= BAR + 2 + Math.min(widest('after'), MOST_NAME) ? BAR : 0;
  const after = Math.max(bar > 0 ? left - BAR - 2 : left, 0);
  return { name, times, bar, after: after < LEAST_AFTER ? 0 : after };
}

function rendered(line: Line, widths: Widths, { styles }: Page): string {
  const [{ state, gate }, ...more] = line.row.actions;
  const isBad = state === 'failed' || state === 'rejected';
  const isGate = gate && more.length === 0;
  const mark = isBad ? styles.danger('✘') : isGate ? styles.warning(GATE) : ' ';
  const style = isBad ? styles.danger : isGate ? styles.warning : String;
  const whole = line.why === '' ? line.after : `${line.after}: ${line.why}`;
  // A few letters of a reason say nothing.
  const after =
    columnsOf(line.after) + LEAST_AFTER > widths.after && columnsOf(whole) > widths.after ? line.after : whole;
  const bar = line.bar.padEnd(widths.bar);
  return [
    `${mark} ${style(fit(line.name, widths.name))}`,
    line.times.padEnd(widths.times),
    ...(widths.bar > 0 ? [line.bar.includes(CRITICAL) ? styles.accent(bar) : styles.dim(bar)] : []),
    ...(widths.after > 0 && after !== '' ? [styles.dim(cut(after, widths.after))] : []),
  ]
    .join('  ')
    .trimEnd();
}
