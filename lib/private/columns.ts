import { visible } from './visible';

// How many columns of a terminal a text takes: as it is printed, with escapes in place of what terminals obey.

/** East Asian letters and emoji, which take two columns. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;

/** Accents of the letter before them, and what joins letters. */
const NONE = /[\p{M}\u200b-\u200f\u2060\ufeff]/u;

const PLAIN = /^[ -~]*$/;

export function columnsOf(text: string): number {
  const shown = visible(text);
  if (PLAIN.test(shown)) {
    return shown.length;
  }
  let columns = 0;
  for (const letter of shown) {
    columns += columnsOfLetter(letter);
  }
  return columns;
}

function columnsOfLetter(letter: string): number {
  return letter <= '~' ? 1 : NONE.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1;
}

/** As many letters from the start of a text as there are columns for. */
function head(text: string, width: number): string {
  if (PLAIN.test(text)) {
    return text.slice(0, Math.max(width, 0));
  }
  let [end, columns] = [0, 0];
  for (const letter of text) {
    columns += columnsOfLetter(letter);
    if (columns > width) {
      break;
    }
    end += letter.length;
  }
  return text.slice(0, end);
}

/** The same from its end. */
function tail(text: string, width: number): string {
  // No letter takes more than two of these, or less than none: enough for what is wanted.
  const reversed = [...text.slice(-4 * Math.max(width, 0) - 8)].reverse().join('');
  const letters = [...head(reversed, width)].reverse();
  while (letters.length > 0 && NONE.test(letters[0])) {
    letters.shift();
  }
  return letters.join('');
}

/** A text in so many columns: cut with `…` at its end if it is longer. */
export function cut(text: string, width: number): string {
  const shown = visible(text);
  return columnsOf(shown) > width ? `${head(shown, width - 1)}…` : shown;
}

/** A name in so many columns: what is cut out is in the middle, as names differ at their ends. Filled up if it is shorter. */
export function fit(name: string, width: number): string {
  const shown = visible(name);
  const columns = columnsOf(shown);
  if (columns <= width) {
    return shown + ' '.repeat(width - columns);
  }
  const end = Math.max(Math.floor((width - 1) * 0.6), 0);
  const short = `${head(shown, width - 1 - end)}…${tail(shown, end)}`;
  return short + ' '.repeat(Math.max(width - columnsOf(short), 0));
}

/** Break a text between words, and words that are longer than a line; lines behind the first one begin with `indent`. */
export function wrap(text: string, width: number, indent: string): string[] {
  const shown = visible(text);
  const words = shown.split(/ +/);
  if (columnsOf(shown) <= width) {
    return [words.join(' ')];
  }
  const lines: string[] = [];
  let [line, columns] = ['', 0];
  for (const word of words.flatMap((long) => chunks(long, width - indent.length))) {
    const more = columnsOf(word) + (line === '' ? 0 : 1);
    if (line.trim() !== '' && columns + more > width) {
      lines.push(line);
      [line, columns] = [`${indent}${word}`, indent.length + columnsOf(word)];
    } else {
      [line, columns] = [line === '' ? word : `${line} ${word}`, columns + more];
    }
  }
  return [...lines, line];
}

function chunks(word: string, width: number): string[] {
  const most = Math.max(width, 10);
  if (columnsOf(word) <= most) {
    return [word];
  }
  const parts: string[] = [];
  for (let at = 0; at < word.length;) {
    // Letters of no width might never fill a line.
    const part = head(word.slice(at, at + 4 * most), most) || word.slice(at, at + 1);
    parts.push(part);
    at += part.length;
  }
  return parts;
}
