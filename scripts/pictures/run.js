// The pictures of docs/run.md: a run in which a test fails, before and after it does.
const { paint } = require('./ansi');
const { drawLines } = require('./draw');
const { SHOP_HOME } = require('./rehearsal');

const COLUMNS = 104;

/** The code that draws runs on terminals. It is there when the library is compiled. */
function screens() {
  const { RunState } = require('../../lib/run/screens/run-state');
  const { frameOf, finalTree } = require('../../lib/run/screens/frame');
  const { endOf } = require('../../lib/run/screens/end');
  return { RunState, frameOf, finalTree, endOf };
}

/** @param {import('./rehearsal').Event[]} events */
function drawRun(events) {
  const { RunState, frameOf } = screens();
  const record = new RunState();
  const isSeen = (/** @type {any} */ { type, action, line = '' }) =>
    type === 'action.logged' && action === 'Beta/UnitTest' && /^[✔✖]/.test(line);
  const last = events.length - 1 - [...events].reverse().findIndex(isSeen);
  events.slice(0, last + 1).forEach((event) => record.add(event));
  const options = { columns: COLUMNS, rows: 40, styles: styles(), now: events[last].at, turn: 3 };
  drawLines('run-live', ['$ npx cdk-pipelines run', ...frameOf(record, options)], COLUMNS);
  events.slice(last + 1).forEach((event) => record.add(event));
  const { tree, end } = endLines(record, { width: COLUMNS, cwd: SHOP_HOME });
  drawLines('run-end', [...tree, ...end], COLUMNS);
}

/** @returns {import('../../lib/private/terminal').Styles} */
function styles() {
  return /** @type {any} */ (paint);
}

/**
 * All that is printed when a run is over.
 *
 * @param {any} record
 * @param {{ width: number, cwd: string }} terminal
 */
function endLines(record, terminal) {
  const { finalTree, endOf } = screens();
  const page = { ...terminal, styles: styles(), isSeen: false };
  return { tree: finalTree(record, page), end: ['', ...endOf(record, page)] };
}

module.exports = { drawRun, endLines, screens, styles };
