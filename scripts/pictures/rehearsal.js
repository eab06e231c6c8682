// Runs of pipelines, as events: real ones, with the times of a machine that is nobody's.
const fs = require('fs');
const path = require('path');
const { INTEG, ROOT, run } = require('../lib');

const COMMAND = path.join(ROOT, 'lib', 'cli', 'main.js');

/** What a terminal shows in place of paths of this machine. */
const [HOME, SHOP_HOME] = ['~/cdk-pipelines', '~/shop'];

/** Seconds that an action takes, by its kind. All others are done at once, in a rehearsal. */
const SECONDS = /** @type {Record<string, number | undefined>} */ ({ synth: 8, script: 1 });

/** What depends on the machine, and what stands for it. */
const REPLACED = /** @type {[RegExp, string][]} */ ([
  [/\/[^ "]*\/cdk-pipelines-\w+/g, '/tmp/run'],
  [/\(here: [^)]*\)/g, '(here: Linux x64, Node.js 24.0.0)'],
  [/\(\d+(\.\d+)?ms\)/g, '(1ms)'],
  [/duration_ms \d+(\.\d+)?/g, 'duration_ms 100'],
]);

/** A line of a stack trace that is another one with each version of Node.js. */
const INSIDE_NODE = /^ *at .*\bnode:/;

/** @typedef {any} Event see schema/run-events.schema.json */

/** A run of the pipeline by somebody who is in the repository of the shop, in which a test is broken. */
async function failingShop(/** @type {string} */ assembly, /** @type {string} */ shop) {
  fs.cpSync(path.join(INTEG, 'demo', 'source'), shop, { recursive: true });
  const test = path.join(shop, 'shop.test.js');
  fs.writeFileSync(test, fs.readFileSync(test, 'utf8').replace('total([]), 0', 'total([]), 1'));
  fs.cpSync(assembly, path.join(shop, 'cdk.out'), { recursive: true });
  const args = ['run', '--source', 'example_shop=.', '--env', 'DEMO_ROOT'];
  return eventsOf(args, { cwd: shop, env: { DEMO_ROOT: ROOT }, paths: [[shop, SHOP_HOME]] });
}

/**
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, paths?: [string, string][] }} options
 * @returns {Promise<Event[]>}
 */
async function eventsOf(args, { cwd, env, paths = [] }) {
  // What npm says depends on the network.
  const quiet = { ...env, npm_config_loglevel: 'silent' };
  const { stdout } = await run(process.execPath, [COMMAND, ...args, '--json'], { cwd, env: quiet });
  const lines = shown(stdout, paths).trimEnd().split('\n');
  const events = lines.map((line) => JSON.parse(line));
  return timed(events.filter(({ line }) => !INSIDE_NODE.test(line)));
}

/** @param {string} text */
function shown(text, paths = /** @type {[string, string][]} */ ([])) {
  const all = [...paths, /** @type {[string, string]} */ ([ROOT, HOME])];
  const moved = all.reduce((sofar, [from, to]) => sofar.replaceAll(from, to), text);
  return REPLACED.reduce((sofar, [from, to]) => sofar.replace(from, to), moved);
}

/** The same events at other times: an action begins when the one that it waited for is done. */
function timed(/** @type {Event[]} */ events) {
  const actions = /** @type {{ action: string, kind: string }[]} */ (events[0].actions);
  const secondsOf = new Map(actions.map(({ action, kind }) => [action, SECONDS[kind] ?? 0]));
  /** @type {Map<string, number>} */
  const ends = new Map();
  const ofActions = actions.flatMap(({ action }, index) => {
    // Whether there was a place for it is up to the machine.
    const all = events.filter((event) => event.action === action && event.type !== 'action.queued');
    const isRun = all.some(({ type }) => type === 'action.finished');
    const seconds = isRun ? (secondsOf.get(action) ?? 0) : 0;
    const start = ends.get(all[0]?.after ?? all[0]?.because) ?? 0;
    ends.set(action, start + seconds);
    return all.map((event, i) => ({
      index,
      event: { ...event, at: start + (seconds * i) / Math.max(all.length - 1, 1), ...(event.seconds && { seconds }) },
    }));
  });
  const sorted = ofActions.sort((a, b) => a.event.at - b.event.at || a.index - b.index).map(({ event }) => event);
  const others = events.filter(({ action }) => action === undefined);
  const at = Math.max(...ends.values());
  const isEnd = (/** @type {Event} */ { type }) => type === 'run.finished';
  return [
    ...others.filter((e) => !isEnd(e)).map((e) => ('at' in e ? { ...e, at: 0 } : e)),
    ...sorted,
    ...others.filter(isEnd).map((e) => ({ ...e, at })),
  ];
}

module.exports = { COMMAND, HOME, SHOP_HOME, eventsOf, failingShop, shown };
