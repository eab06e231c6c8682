// `npm run docs:run`: the pictures of docs/run.md, recorded anew. The demo's pipeline is rehearsed for real; what its events say
// is drawn by the very code that draws on a terminal, as SVG in light and in dark.
const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { INTEG, ROOT, build, compileApps, install, step, synth } = require('./lib');

const COLUMNS = 104;
const DOCS = path.join(ROOT, 'docs');

/** What a terminal shows in place of paths of this machine. */
const HOME = '~/shop';

/** Marks of what is set off, from when it is rendered to when it is drawn. */
const STYLES = ['bold', 'dim', 'good', 'accent', 'warning', 'danger'];
const [OPEN, CLOSE] = ['\u0001', '\u0002'];

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

async function main() {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'docs-run-'));
  const assembly = path.join(directory, 'cdk.out');
  const ok =
    (await install()) &&
    (await step('build', 'jsii --fail-on-warnings', build)) &&
    (await step('compile', 'tsc', compileApps)) &&
    (await step('synthesize', 'integ.demo', () => synth('integ.demo', assembly)));
  if (ok) {
    record(directory);
  }
  fs.rmSync(directory, { recursive: true });
  process.exitCode = ok ? 0 : 1;
}

/** A run in which a test fails, before and after it does; and a simulation. */
function record(/** @type {string} */ directory) {
  const shop = path.join(directory, 'shop');
  fs.cpSync(path.join(INTEG, 'demo', 'source'), shop, { recursive: true });
  const test = path.join(shop, 'shop.test.js');
  fs.writeFileSync(test, fs.readFileSync(test, 'utf8').replace('total([]), 0', 'total([]), 1'));
  const shown = (/** @type {string} */ text) =>
    text.replaceAll(shop, HOME).replace(/\/[^ "]*\/cdk-pipelines-\w+/g, '/tmp/run');
  const events = eventsOf(shown(run(shop)));
  const { RunState, frameOf, finalTree, endOf } = screens();
  /** @type {any} */
  const styles = Object.fromEntries(STYLES.map((name, i) => [name, (/** @type {string} */ text) => marked(i, text)]));
  const record = new RunState();
  const isSeen = (/** @type {any} */ { type, action, line = '' }) =>
    type === 'action.logged' && action === 'Beta/UnitTest' && /^[✔✖]/.test(line);
  const last = events.length - 1 - [...events].reverse().findIndex(isSeen);
  events.slice(0, last + 1).forEach((event) => record.add(event));
  const options = { columns: COLUMNS, rows: 40, styles, now: events[last].at, turn: 3 };
  draw('run-live', ['$ npx cdk-pipelines run', ...frameOf(record, options)]);
  events.slice(last + 1).forEach((event) => record.add(event));
  const page = { width: COLUMNS, styles, isSeen: false };
  draw('run-end', [...finalTree(record, page), '', ...endOf(record, page)]);
}

function marked(/** @type {number} */ style, /** @type {string} */ text) {
  return `${OPEN}${style}${text}${CLOSE}`;
}

function screens() {
  const { RunState } = require('../lib/run/screens/run-state');
  const { frameOf, finalTree } = require('../lib/run/screens/frame');
  const { endOf } = require('../lib/run/screens/end');
  return { RunState, frameOf, finalTree, endOf };
}

/** As the demo does, with the paths of somebody who is in the repository of the shop. */
function run(/** @type {string} */ cwd) {
  const command = path.join(ROOT, 'lib', 'cli', 'main.js');
  const given = ['--assembly', '../cdk.out', '--source', 'example_shop=.', '--env', 'DEMO_ROOT', '--json'];
  const options = { cwd, env: { ...process.env, DEMO_ROOT: ROOT }, maxBuffer: 1e8 };
  return spawnSync(process.execPath, [command, 'run', ...given], options).stdout.toString();
}

/** @returns {any[]} */
function eventsOf(/** @type {string} */ text) {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function draw(/** @type {string} */ name, /** @type {string[]} */ lines) {
  for (const [theme, colors] of Object.entries(THEMES)) {
    fs.writeFileSync(path.join(DOCS, `${name}-${theme}.svg`), svgOf(lines, colors));
  }
  console.log(`  docs/${name}-*.svg`);
}

const [LETTER, LINE, MARGIN] = [8.43, 19, 18];

/** Each piece has its own place: so a font that is wider or narrower moves nothing. */
function svgOf(/** @type {string[]} */ given, /** @type {typeof THEMES.light} */ colors) {
  const lines = given.flatMap(rowsOf);
  const [width, height] = [Math.ceil(COLUMNS * LETTER + 2 * MARGIN), lines.length * LINE + 2 * MARGIN];
  const texts = lines.flatMap((line, row) => {
    let column = 0;
    return piecesOf(line).map(({ text, style }) => {
      const x = (MARGIN + column * LETTER).toFixed(1);
      column += [...text].length;
      const length = ([...text].length * LETTER).toFixed(1);
      const y = MARGIN + row * LINE + 14;
      return text.trim() === ''
        ? ''
        : `<text x="${x}" y="${y}" textLength="${length}" lengthAdjust="spacingAndGlyphs" class="${style}">${escaped(text)}</text>`;
    });
  });
  const rules = ['dim', 'good', 'accent', 'warning', 'danger'].map(
    (name) => `.${name}{fill:${colors[/** @type {'dim'} */ (name)]}}`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:${colors.text};white-space:pre}.bold{font-weight:600}${rules.join('')}</style>`,
    `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8" fill="${colors.back}" stroke="${colors.frame}"/>`,
    ...texts.filter(Boolean),
    '</svg>',
    '',
  ].join('\n');
}

/** What is copied is longer than a row: a terminal breaks it. */
function rowsOf(/** @type {string} */ line) {
  const isPlain = !line.includes(OPEN) && line.length > COLUMNS;
  return isPlain ? (line.match(new RegExp(`.{1,${COLUMNS}}`, 'gu')) ?? []) : [line];
}

/** @returns {{ text: string, style: string }[]} */
function piecesOf(/** @type {string} */ line) {
  const pattern = new RegExp(`${OPEN}(\\d)([^${CLOSE}]*)${CLOSE}|([^${OPEN}]+)`, 'g');
  return [...line.matchAll(pattern)].map(([, style, styled, plain]) => ({
    text: styled ?? plain,
    style: style === undefined ? 'text' : STYLES[Number(style)],
  }));
}

function escaped(/** @type {string} */ text) {
  return text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
}

main();
