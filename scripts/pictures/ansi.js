// Lines as a terminal gets them: with escape sequences for what is set off.

/** @typedef {{ text: string, column: number, styles: string[] }} Piece */

/** The sequences that the command and the scripts write. */
const STYLES = /** @type {const} */ ({ bold: 1, dim: 2, danger: 31, good: 32, warning: 33, accent: 36 });
const BOLD_OR_DIM = '22';
const COLOR = '39';

const ESCAPE = '\u001b\\[(\\d*)m';

/** How to set off parts of a text, as screens of the command take it. */
const paint = Object.fromEntries(
  Object.entries(STYLES).map(([name, code]) => {
    const end = code < 10 ? BOLD_OR_DIM : COLOR;
    return [name, (/** @type {string} */ text) => `\u001b[${code}m${text}\u001b[${end}m`];
  }),
);

/** The lines of what was printed. What is set off may be several lines. */
function linesOf(/** @type {string} */ text) {
  let active = '';
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const whole = active + line;
      const [escape, code] = [...whole.matchAll(new RegExp(ESCAPE, 'g'))].pop() ?? ['', ''];
      active = ['', '0', BOLD_OR_DIM, COLOR].includes(code) ? '' : escape;
      return whole;
    });
}

function plain(/** @type {string} */ line) {
  return line.replace(new RegExp(ESCAPE, 'g'), '');
}

/**
 * What is longer than a row goes on in the next one.
 *
 * @param {string} line
 * @param {number} columns
 * @returns {string[]}
 */
function rowsOf(line, columns) {
  const rows = [''];
  let [column, active] = [0, ''];
  for (const [part] of line.matchAll(new RegExp(`${ESCAPE}|.`, 'gu'))) {
    const isEscape = part.length > 1 && part.startsWith('\u001b');
    if (!isEscape && column++ === columns) {
      rows.push(active);
      column = 1;
    }
    if (isEscape) active = part;
    rows[rows.length - 1] += part;
  }
  return rows;
}

/** A line in pieces of one style each. Spaces that align are in none: where a piece begins says enough. */
function piecesOf(/** @type {string} */ line) {
  /** @type {Set<string>} */
  const styles = new Set();
  /** @type {Piece[]} */
  const pieces = [];
  let column = 0;
  for (const [, code, text] of line.matchAll(new RegExp(`${ESCAPE}|([^\u001b]+)`, 'g'))) {
    if (text === undefined) {
      change(styles, code);
      continue;
    }
    for (const word of text.matchAll(/\S+(?: \S+)*/g)) {
      const before = [...text.slice(0, word.index)].length;
      pieces.push({ text: word[0], column: column + before, styles: [...styles] });
    }
    column += [...text].length;
  }
  return pieces;
}

/**
 * @param {Set<string>} styles
 * @param {string} code
 */
function change(styles, code) {
  const isOver = (/** @type {number} */ c) => code === '' || code === '0' || code === (c < 10 ? BOLD_OR_DIM : COLOR);
  for (const [name, c] of Object.entries(STYLES)) {
    if (isOver(c)) styles.delete(name);
    if (code === String(c)) styles.add(name);
  }
}

module.exports = { linesOf, paint, piecesOf, plain, rowsOf };
