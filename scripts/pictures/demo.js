// The film of `npm run demo`. Up to the rehearsal it is what the demo prints; the rehearsal is drawn as on a terminal, from the events
// of one more.
const fs = require('fs');
const path = require('path');
const { ROOT, run } = require('../lib');
const { linesOf, paint, plain } = require('./ansi');
const { Film } = require('./film');
const { HOME, shown } = require('./rehearsal');
const { endLines, screens, styles } = require('./run');

const SIZE = { columns: 100, rows: 36 };

/** Seconds that steps take on a usual machine. */
const STEPS = /** @type {Record<string, string | undefined>} */ ({ build: '30', compile: '8.0', synthesize: '5.0' });
const STEP = /^ {2}\S*✔\S* (\w+)/;

/** Seconds that the film takes for each. */
const PACE = {
  ...{ letter: 0.05, enter: 0.3, step: 0.4, line: 0.03, look: 2.5 },
  ...{ turn: 0.08, log: 0.07, done: 0.1, tree: 2.5, end: 7 },
};

/** Seconds of the run between two pictures of it, if nothing happens. */
const TURN = 0.5;

/** @returns {Promise<string[] | undefined>} the lines of the demo, as after `npm ci`; nothing if it fails */
async function runDemo() {
  console.log('  npm run demo');
  fs.rmSync(path.join(ROOT, '.jsii'), { force: true });
  const env = { FORCE_COLOR: '1', NO_COLOR: '', COLUMNS: String(SIZE.columns) };
  const { ok, output, stdout } = await run(process.execPath, [path.join(ROOT, 'scripts', 'demo.js')], { env });
  if (!ok) console.error(output);
  return ok ? linesOf(shown(stdout)) : undefined;
}

/**
 * @param {string[]} output
 * @param {import('./rehearsal').Event[]} events
 */
function drawDemo(output, events) {
  const film = new Film(SIZE);
  type(film, '$ ', 'npm run demo');
  const begin = output.findIndex((line) => plain(line).includes('rehearsing'));
  const end = output.map((line) => line.startsWith('Logs and files:')).lastIndexOf(true) + 1;
  printPipeline(film, output.slice(0, begin));
  rehearse(film, events);
  print(film, [...output.slice(end), '', '$ █']);
  film.wait(PACE.end);
  film.write('demo');
}

/**
 * @param {Film} film
 * @param {string} prompt
 * @param {string} command
 */
function type(film, prompt, command) {
  for (let i = 0; i <= command.length; i++) {
    film.show([`${prompt}${command.slice(0, i)}█`], PACE.letter, 0);
  }
  film.show([prompt + command], PACE.enter, 0);
}

/** Steps go on for a while; what is printed then is long enough to look at it. */
function printPipeline(/** @type {Film} */ film, /** @type {string[]} */ lines) {
  for (const line of lines) {
    const name = STEP.exec(line)?.[1];
    if (name === undefined) {
      film.show([line], PACE.line);
      continue;
    }
    const text = plain(line).replace(/ +\S+ s$/, '');
    const from = film.lines.length;
    film.show([text.replace('✔', '…')], PACE.step);
    const time = `${STEPS[name]} s`.padStart(plain(line).length - text.length);
    film.show([`${text.replace('✔', paint.good('✔'))}${paint.dim(time)}`], 0, from);
  }
  film.wait(PACE.look);
}

/** One frame for each thing that happens, and for each while in which nothing does. */
function rehearse(/** @type {Film} */ film, /** @type {any[]} */ events) {
  const { RunState, frameOf } = screens();
  const record = new RunState();
  const from = film.lines.length;
  let turn = 0;
  const draw = (/** @type {number} */ now, /** @type {number} */ seconds) => {
    const options = { ...SIZE, columns: SIZE.columns - 1, styles: styles(), now, turn: turn++ };
    film.show(frameOf(record, options), seconds, from);
  };
  let now = 0;
  for (const event of events) {
    for (; event.at - now > TURN; now += TURN) draw(now, PACE.turn);
    now = event.at ?? now;
    record.add(event);
    // What begins and ends at once only ends.
    if (event.type === 'action.finished') draw(now, PACE.done);
    if (event.type === 'action.logged') draw(now, PACE.log);
  }
  const { tree, end } = endLines(record, { width: SIZE.columns, cwd: HOME });
  film.show(tree, PACE.tree, from);
  print(film, end);
}

function print(/** @type {Film} */ film, /** @type {string[]} */ lines) {
  lines.forEach((line) => film.show([line], PACE.line));
}

module.exports = { drawDemo, runDemo };
