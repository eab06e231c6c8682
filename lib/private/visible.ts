// The page runs this very file, compiled, in a browser: it imports nothing.

/** What a terminal obeys, what ends a line, what turns the direction of text, and what is no character at all. */
const CONTROL = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]|\p{Cs}/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text of one line, with characters that nobody sees written out. The escapes are those of JSON. */
export function visible(text: string): string {
  return text.replace(CONTROL, escaped);
}

/** The same of a text of several lines. */
export function visibleLines(text: string): string {
  return text.replace(CONTROL, (c) => (c === '\n' || c === '\t' ? c : escaped(c)));
}

export function escaped(c: string): string {
  return SHORT[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
