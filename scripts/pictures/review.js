// What `diff` prints of a lost gate.
const fs = require('fs');
const path = require('path');
const { INTEG, ROOT, run, step, tool } = require('../lib');
const { linesOf } = require('./ansi');
const { drawLines } = require('./draw');
const { COMMAND, shown } = require('./rehearsal');

const COLUMNS = 100;

/** A copy of the application that may be edited. In the repository, so that it finds the library and the CDK. */
const COPY = path.join(ROOT, '.demo');
const APP = 'integ.demo.js';

/** What is taken out: somebody reviews that. */
const GATE = /^.*new \S*ManualApprovalStep\('Promote'.*\n/m;

/**
 * @param {string} assembly
 * @param {string} directory
 */
async function drawReview(assembly, directory) {
  const changed = path.join(directory, 'new.out');
  if (!(await step('synthesize', `${APP}, without an approval`, () => synthWithoutGate(changed)))) return false;
  const old = path.join(directory, 'old.out');
  fs.cpSync(assembly, old, { recursive: true });
  await draw('diff', ['old.out', 'new.out'], directory);
  return true;
}

/**
 * @param {string} name
 * @param {string[]} args
 * @param {string} cwd
 */
async function draw(name, args, cwd) {
  const env = { FORCE_COLOR: '1', NO_COLOR: '', COLUMNS: String(COLUMNS) };
  const { output } = await run(process.execPath, [COMMAND, name, ...args], { cwd, env });
  const command = ['$ npx cdk-pipelines', name, ...args].join(' ');
  drawLines(name, [command, ...linesOf(shown(output))], COLUMNS);
}

async function synthWithoutGate(/** @type {string} */ outdir) {
  try {
    fs.rmSync(COPY, { recursive: true, force: true });
    for (const name of ['cdk.json', 'environments.js', APP, 'demo']) {
      fs.cpSync(path.join(INTEG, name), path.join(COPY, 'integ', name), { recursive: true });
    }
    const cwd = path.join(COPY, 'integ');
    const source = fs.readFileSync(path.join(cwd, APP), 'utf8');
    if (!GATE.test(source)) return { ok: false, output: `No gate 'Promote' in a line of ${APP}` };
    fs.writeFileSync(path.join(cwd, APP), source.replace(GATE, ''));
    return await tool('cdk', ['synth', '--app', `node ${APP}`, '--output', outdir, '--quiet', '--no-notices'], { cwd });
  } finally {
    fs.rmSync(COPY, { recursive: true, force: true });
  }
}

module.exports = { drawReview };
