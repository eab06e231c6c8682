/*
 * How wide a text is, for pictures that are drawn with fonts that we do not know. Rather too wide than too narrow: the widths
 * are those of DejaVu Sans, which is wider than what most systems have.
 */

/** In ems. Letters that are not here are as wide as `OTHER`, and those of other scripts as `FOREIGN`. */
const WIDTHS: Readonly<Record<string, number>> = {
  ...each(" .,:;'|!ijlI", 0.34),
  ...each('ft()[]{}/\\-"rJ·', 0.42),
  ...each('sczxkvyLT?', 0.6),
  ...each('mMW@%', 1.02),
  ...each('wABCDEFGHKNOPQRUVXYZ&#+<>=~', 0.84),
};
const OTHER = 0.64;
const FOREIGN = 1.1;

/** How much wider bold letters are. */
export const BOLD = 1.12;

function each(letters: string, width: number): Record<string, number> {
  return Object.fromEntries([...letters].map((letter) => [letter, width]));
}

function widthOfLetter(letter: string): number {
  return WIDTHS[letter] ?? (letter <= '~' ? OTHER : FOREIGN);
}

/** In the unit of `size`. */
export function widthOf(text: string, size: number): number {
  let width = 0;
  for (const letter of text) {
    width += widthOfLetter(letter) * size;
  }
  return width;
}

/** As much of a text as there is room for, with `…` if that is not all. */
export function cutToWidth(text: string, size: number, room: number): string {
  let width = 0;
  let [end, fits] = [0, 0];
  for (const letter of text) {
    width += widthOfLetter(letter) * size;
    if (width > room) {
      return `${text.slice(0, fits).trimEnd()}…`;
    }
    end += letter.length;
    if (width + widthOfLetter('…') * size <= room) {
      fits = end;
    }
  }
  return text;
}
