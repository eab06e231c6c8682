// Lines of a terminal as SVG.
const fs = require('fs');
const path = require('path');
const { ROOT } = require('../lib');
const { piecesOf, plain, rowsOf } = require('./ansi');

const PICTURES = path.join(ROOT, 'docs', 'pictures');

/** Pixels. */
const [LETTER, LINE, MARGIN] = [8.43, 19, 18];
/** From the top of a line to where its letters stand. */
const BASE = 14;

const THEMES = {
  light: {
    ...{ back: '#ffffff', frame: '#d0d7de', text: '#1f2328', dim: '#6a737d' },
    ...{ good: '#1a7f37', accent: '#0969da', warning: '#9a6700', danger: '#cf222e' },
  },
  dark: {
    ...{ back: '#0d1117', frame: '#30363d', text: '#e6edf3', dim: '#8b949e' },
    ...{ good: '#3fb950', accent: '#58a6ff', warning: '#d29922', danger: '#f85149' },
  },
};

/** @typedef {typeof THEMES.light} Colors */

/** @type {(keyof Colors)[]} */
const COLORED = ['dim', 'good', 'accent', 'warning', 'danger'];
/** A picture is small if the names of its styles are. */
const CLASSES = Object.fromEntries([...COLORED, 'bold'].map((name) => [name, name === 'danger' ? 'e' : name[0]]));

/**
 * A picture of these lines, as wide as the longest, but for what no row can hold.
 *
 * @param {string} name
 * @param {string[]} lines
 * @param {number} columns
 */
function drawLines(name, lines, columns) {
  const rows = lines.flatMap((line) => rowsOf(line, columns));
  const most = Math.max(...rows.map((row) => [...plain(row)].length));
  const texts = rows.flatMap((row, i) => textsOf(row, i));
  writeBoth(name, (colors) => svgOf({ columns: most, rows: rows.length, colors, body: texts }));
}

/**
 * @param {string} name
 * @param {(colors: Colors) => string} svg
 */
function writeBoth(name, svg) {
  fs.mkdirSync(PICTURES, { recursive: true });
  for (const [theme, colors] of Object.entries(THEMES)) {
    fs.writeFileSync(path.join(PICTURES, `${name}-${theme}.svg`), svg(colors));
  }
  console.log(`  docs/pictures/${name}-*.svg`);
}

/** Each piece has its own place and length: so a font that is wider or narrower moves nothing. */
function textsOf(/** @type {string} */ line, /** @type {number} */ row) {
  return piecesOf(line).map(({ text, column, styles }) => {
    const place = `x="${short(column * LETTER)}" y="${row * LINE + BASE}"`;
    const letters = [...text].length;
    const length = letters > 1 ? ` textLength="${short(letters * LETTER)}"` : '';
    // Lines that are made of letters have no gaps.
    const adjust = /\u2500/.test(text) ? ' lengthAdjust="spacingAndGlyphs"' : '';
    const style = styles.length > 0 ? ` class="${styles.map((name) => CLASSES[name]).join(' ')}"` : '';
    return `<text ${place}${length}${adjust}${style}>${escaped(text)}</text>`;
  });
}

/**
 * A terminal, with what is on it.
 *
 * @param {{ columns: number, rows: number, colors: Colors, body: string[], rules?: string[] }} given
 */
function svgOf({ columns, rows, colors, body, rules = [] }) {
  const [width, height] = [Math.ceil(columns * LETTER), rows * LINE];
  const [w, h] = [width + 2 * MARGIN, height + 2 * MARGIN];
  const font = `14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">`,
    '<style>',
    `text{font:${font};fill:${colors.text}}.${CLASSES.bold}{font-weight:600}`,
    COLORED.map((name) => `.${CLASSES[name]}{fill:${colors[name]}}`).join(''),
    ...rules,
    '</style>',
    `<rect x=".5" y=".5" width="${w - 1}" height="${h - 1}" rx="8" fill="${colors.back}" stroke="${colors.frame}"/>`,
    `<svg x="${MARGIN}" y="${MARGIN}" width="${width}" height="${height}">`,
    ...body,
    '</svg>',
    '</svg>',
    '',
  ].join('\n');
}

function short(/** @type {number} */ value) {
  return String(Number(value.toFixed(1)));
}

function escaped(/** @type {string} */ text) {
  return text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
}

module.exports = { LINE, PICTURES, THEMES, drawLines, short, svgOf, textsOf, writeBoth };
