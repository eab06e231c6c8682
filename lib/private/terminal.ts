import { createColors } from 'picocolors';
import { type Area, LiveArea } from './area';
import { columnsOf } from './columns';
import { escaped, visible } from './visible';

/**
 * Where a command writes to, and how. There is no way to write but these two, which show what a name holds and never obey
 * it: names come from documents, and these from pull requests of anybody.
 */
export interface Terminal {
  /** Each line stays one line. */
  readonly out: (lines: readonly string[]) => void;
  readonly err: (lines: readonly string[]) => void;
  /** How many columns a line may have; `Infinity` where nobody said. */
  readonly width: number;
  readonly styles: Styles;
  /** What can be drawn again and again. Missing where nobody watches. */
  readonly area?: Area;
}

export type Style = (text: string) => string;

/** How to set off parts of a text. Without colour each gives the text back as it is. */
export interface Styles {
  readonly bold: Style;
  readonly dim: Style;
  readonly good: Style;
  readonly accent: Style;
  readonly warning: Style;
  readonly danger: Style;
}

const NAMES = ['bold', 'dim', 'good', 'accent', 'warning', 'danger'] as const;

/** Renderers mark what they set off: an escape sequence in a line is not theirs. Unicode keeps these for such use. */
const MARKS = NAMES.map((_, i) => String.fromCharCode(0xfdd0 + i));
const END_MARK = '\ufddf';
const ANY_MARK = /[\ufdd0-\ufddf]/g;
const MARKED = /([\ufdd0-\ufdd5])([^\ufdd0-\ufddf]*)\ufddf/g;

export function stylesOf(color: boolean): Styles {
  const style = (i: number) => [NAMES[i], color ? (text: string) => `${MARKS[i]}${text}${END_MARK}` : String] as const;
  return Object.fromEntries(NAMES.map((_, i) => style(i))) as Record<keyof Styles, Style>;
}

/** Marks as escape sequences. */
function paint(line: string): string {
  const { bold, dim, green, cyan, yellow, red } = createColors(true);
  const paints = [bold, dim, green, cyan, yellow, red];
  return line.replace(MARKED, (_, mark: string, text: string) => paints[MARKS.indexOf(mark)](text));
}

export const PLAIN = stylesOf(false);

/** As far as we need it of `process`. */
export interface Host {
  readonly stdout: {
    write(text: string): unknown;
    readonly isTTY?: boolean;
    readonly columns?: number;
    readonly rows?: number;
  };
  readonly stderr: { write(text: string): unknown };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What is piped into another program is not cut, unless COLUMNS says so. */
export function terminal({ stdout, stderr, env }: Host): Terminal {
  const columns = Number(env.COLUMNS) || (stdout.isTTY ? stdout.columns : 0);
  const color = wantsColor(env, stdout.isTTY === true);
  const textOf = (lines: readonly string[]) => lines.map((line) => `${printable(line, color)}\n`).join('');
  const area = areaOn({ stdout, stderr, env }, color);
  const above = area ? area.above : (write: () => void) => write();
  return {
    out: (lines) => above(() => void stdout.write(textOf(lines))),
    err: (lines) => above(() => void stderr.write(textOf(lines))),
    width: columns ? Math.max(columns, 40) : Infinity,
    styles: stylesOf(color),
    area,
  };
}

/** A terminal that obeys. What CI shows as one is read later, as a log. */
function areaOn({ stdout, env }: Host, color: boolean): LiveArea | undefined {
  if (!stdout.isTTY || env.TERM === 'dumb' || (env.CI && env.CI !== 'false')) {
    return undefined;
  }
  return new LiveArea({
    write: (text) => text !== '' && stdout.write(text),
    printable: (line) => printable(line, color),
    columnsOf: (line) => columnsOf(printable(line.replace(ANY_MARK, ''), false)),
    size: () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 }),
  });
}

/**
 * A line that is only looked at: by terminals, and by those who read the logs of CI for commands (`::error::` where a line
 * begins, `##[error]` and `##vso[…]` anywhere). The escapes are those of JSON, so that JSON means the same as before.
 */
function printable(line: string, color: boolean): string {
  const text = visible(line)
    .replace(/#(?=#\w*\[)/g, escaped)
    .replace(/^([\s\ufdd0-\ufddf]*)(:)(?=:)/, (_, indent: string, colon: string) => indent + escaped(colon));
  return (color ? paint(text) : text).replace(ANY_MARK, escaped);
}

/** A text of our own making; the end of its last line is no line. */
export function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}

/** See https://no-color.org and https://force-color.org. */
function wantsColor(env: Host['env'], isTTY: boolean): boolean {
  if (env.NO_COLOR) {
    return false;
  }
  return env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : isTTY && env.TERM !== 'dumb';
}

/** `1 action`, `2 actions`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
