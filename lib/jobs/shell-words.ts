/** What a shell takes as it is. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/** Whether a shell takes a text for one word, and for that very word, also where it is not quoted. */
export function isPlainWord(text: string): boolean {
  return PLAIN.test(text);
}

/** A text as one word of a command for `sh`. */
export function shellWord(text: string): string {
  return isPlainWord(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}

/** A construct path as a pattern of the CDK CLI that matches this path and no other, and is no option. */
export function asPattern(path: string): string {
  return path.replace(/^-|[\\*?[\]{}()!+@#|"]/g, '\\$&');
}
