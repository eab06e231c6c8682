import { createColors } from 'picocolors';

/** Where a command writes to, and how. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** How many columns a line may have; `Infinity` where nobody said. */
  readonly width: number;
  readonly styles: Styles;
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

export function stylesOf(color: boolean): Styles {
  const colors = createColors(color);
  const { bold, dim, green, cyan, yellow, red } = colors;
  return { bold, dim, good: green, accent: cyan, warning: yellow, danger: red };
}

export const PLAIN = stylesOf(false);

/** As far as we need it of `process`. */
export interface Host {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: { write(text: string): unknown };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What is piped into another program is not cut, unless COLUMNS says so. */
export function terminal({ stdout, stderr, env }: Host): Terminal {
  const columns = Number(env.COLUMNS) || (stdout.isTTY ? stdout.columns : 0);
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    width: columns ? Math.max(columns, 40) : Infinity,
    styles: stylesOf(wantsColor(env, stdout.isTTY === true)),
  };
}

/** See https://no-color.org and https://force-color.org. */
function wantsColor(env: Host['env'], isTTY: boolean): boolean {
  if (env.NO_COLOR) {
    return false;
  }
  return env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : isTTY && env.TERM !== 'dumb';
}

/** A text in so many columns: cut with `…` if it is longer, filled up if it is shorter. */
export function fit(text: string, width: number): string {
  return cut(text, width).padEnd(width);
}

export function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, Math.max(width - 1, 0))}…` : text;
}

/** Break a text between words, and words that are longer than a line; lines behind the first one begin with `indent`. */
export function wrap(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((long) => chunks(long, width - indent.length))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line.trim() !== '' && longer.length > width) {
      lines.push(line);
      line = `${indent}${word}`;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

function chunks(word: string, width: number): string[] {
  const most = Math.max(width, 10);
  return word.length > most ? [word.slice(0, most), ...chunks(word.slice(most), most)] : [word];
}

/** `1 action`, `2 actions`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
