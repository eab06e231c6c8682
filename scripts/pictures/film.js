// What happens on a terminal, as an SVG that moves, and its end as one that does not. No script: pages that show it as an image allow
// none. Where nothing moves, the end is seen, too.
const { LINE, drawLines, short, svgOf, textsOf, writeBoth } = require('./draw');
const { rowsOf } = require('./ansi');

/** It stops in the end: what moves disturbs who reads beside it. */
const TIMES = 3;

/** @typedef {{ lines: string[], top: number, at: number }} Shot */

/** What is on a terminal from its first line on, shot by shot. What stays is drawn once. */
class Film {
  /** @param {{ columns: number, rows: number }} size */
  constructor(size) {
    this.size = size;
    /** @type {string[]} */
    this.lines = [];
    /** @type {Shot[]} */
    this.shots = [];
    this.seconds = 0;
    /** The first line that is seen. A terminal never scrolls back. */
    this.top = 0;
  }

  /**
   * What is there for so long. Lines are those since `from`; the ones before stay.
   *
   * @param {string[]} lines
   * @param {number} seconds
   */
  show(lines, seconds, from = this.lines.length) {
    this.lines = [...this.lines.slice(0, from), ...lines.flatMap((line) => rowsOf(line, this.size.columns))];
    this.top = Math.max(this.top, this.lines.length - this.size.rows);
    this.shots.push({ lines: this.lines, top: this.top, at: this.seconds });
    this.seconds += seconds;
  }

  wait(/** @type {number} */ seconds) {
    this.seconds += seconds;
  }

  write(/** @type {string} */ name) {
    const spans = spansOf(this.shots);
    const percent = (/** @type {number} */ at) => `${Number(((100 * at) / this.seconds).toFixed(2))}%`;
    const rules = [
      `g g{visibility:hidden}g .${LAST}{visibility:visible}`,
      `.${CAMERA}{${seenFrom(this.top)}}`,
      '@media (prefers-reduced-motion:no-preference){',
      `g{animation:${short(this.seconds)}s step-end ${TIMES}}`,
      ...this.camera(percent),
      ...spans.flatMap(({ from, until }, i) => {
        const end = until === undefined ? '' : `${percent(until)}{visibility:hidden}`;
        return [
          `.s${i}{animation-name:s${i}}`,
          `@keyframes s${i}{0%{visibility:hidden}${percent(from)}{visibility:visible}${end}}`,
        ];
      }),
      '}',
    ];
    const body = spans.flatMap(({ until, texts }, i) => [
      `<g class="s${i}${until === undefined ? ` ${LAST}` : ''}">`,
      ...texts,
      '</g>',
    ]);
    writeBoth(name, (colors) =>
      svgOf({ ...this.size, colors, rules, body: [`<g class="${CAMERA}">`, ...body, '</g>'] }),
    );
    drawLines(`${name}-end`, this.lines.slice(this.top), this.size.columns);
  }

  camera(/** @type {(at: number) => string} */ percent) {
    const moves = this.shots.filter(({ top }, i) => i === 0 || top !== this.shots[i - 1].top);
    const stops = moves.map(({ at, top }) => `${percent(at)}{${seenFrom(top)}}`);
    return [`.${CAMERA}{animation-name:${CAMERA}}`, `@keyframes ${CAMERA}{${stops.join('')}}`];
  }
}

const [CAMERA, LAST] = ['c', 'z'];

function seenFrom(/** @type {number} */ top) {
  return `transform:translateY(${-LINE * top}px)`;
}

/**
 * @typedef {{ from: number, until?: number, texts: string[] }} Span what is there from one moment to another; or until the end
 *
 * @param {Shot[]} shots
 * @returns {Span[]}
 */
function spansOf(shots) {
  /** @type {Map<string, Span>} */
  const spans = new Map();
  const add = (/** @type {string} */ text, /** @type {number} */ from, /** @type {number} */ until) => {
    const key = `${from} ${until}`;
    const span = spans.get(key) ?? { from, until: until === Infinity ? undefined : until, texts: [] };
    span.texts.push(text);
    spans.set(key, span);
  };
  /** @type {Map<string, number>} */
  let open = new Map();
  for (const { lines, at } of shots) {
    const seen = lines.flatMap(textsOf);
    const before = open;
    open = new Map(seen.map((text) => [text, before.get(text) ?? at]));
    before.forEach((from, text) => open.has(text) || add(text, from, at));
  }
  open.forEach((from, text) => add(text, from, Infinity));
  return [...spans.values()];
}

module.exports = { Film };
