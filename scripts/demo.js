// `npm run demo`: from a fresh clone to the delivery pipeline of the example application on one screen, and then to a rehearsal of
// it: no account, no Docker, no network. `npm run demo -- --deploy` deploys on an emulator, too.
// Plain Node.js: nothing is installed when this starts.
const fs = require('fs');
const path = require('path');
const { ROOT, build, compileApps, install, run, step, styles, synth } = require('./lib');

const APP = 'integ.demo';
const OUTDIR = path.join(ROOT, 'cdk.out');

async function main() {
  console.log('');
  const ready =
    (await install()) &&
    (isBuilt() || (await step('build', 'jsii --fail-on-warnings (about half a minute)', build))) &&
    (isCompiled() || (await step('compile', `tsc: integ/${APP}.ts`, compileApps))) &&
    (await step('synthesize', `cdk synth --strict: integ/${APP}.ts`, () => synth(APP, OUTDIR)));
  if (!ready) {
    console.error(
      'Offline? `npm ci --offline` installs from the cache of npm. Read-only? The demo writes beside the sources: use a copy.',
    );
    process.exitCode = 1;
    return;
  }
  const isDeployed = process.argv.includes('--deploy');
  process.exitCode = (await show()) && (await (isDeployed ? deploy() : rehearse())) ? 0 : 1;
}

/** Whether the library was built after its sources were last changed. */
function isBuilt() {
  const sources = ['package.json', 'tsconfig.json', 'index.ts', ...filesIn('lib', isSource)];
  return isNewer('.jsii', sources) && sources.every((file) => !isSource(file) || fs.existsSync(outputOf(file)));
}

/** The same of the application. */
function isCompiled() {
  const sources = filesIn('integ', isSource).filter((file) => path.dirname(file) === 'integ');
  return isBuilt() && sources.every((file) => isNewer(file.replace(/\.ts$/, '.js'), [file, '.jsii']));
}

function isSource(/** @type {string} */ file) {
  return file.endsWith('.ts') && !file.endsWith('.d.ts');
}

function outputOf(/** @type {string} */ file) {
  return path.join(ROOT, file.replace(/\.ts$/, '.js'));
}

/**
 * @param {string} directory
 * @param {(file: string) => boolean} isWanted
 * @returns {string[]}
 */
function filesIn(directory, isWanted) {
  const files = fs
    .readdirSync(path.join(ROOT, directory), { recursive: true })
    .map((f) => path.join(directory, String(f)));
  return files.filter((file) => isWanted(file) && !file.includes('node_modules'));
}

/**
 * @param {string} made
 * @param {string[]} sources
 */
function isNewer(made, sources) {
  const timeOf = (/** @type {string} */ file) => fs.statSync(path.join(ROOT, file), { throwIfNoEntry: false })?.mtimeMs;
  const time = timeOf(made);
  return time !== undefined && sources.every((file) => (timeOf(file) ?? Infinity) <= time);
}

const COMMAND = path.join(ROOT, 'lib', 'cli', 'main.js');

/**
 * How the pipeline of the demo is rehearsed: with what its repository would hold, and the outputs that an earlier deployment would have.
 *
 * @param {string} assembly
 */
function rehearsalOf(assembly, source = path.join(ROOT, 'integ', 'demo', 'source')) {
  const outputs = path.join(ROOT, 'integ', 'demo', 'outputs.json');
  const given = ['--source', `Source/example_shop=${source}`, '--outputs', outputs, '--env', 'DEMO_ROOT'];
  return { args: ['run', '--assembly', assembly, ...given, '--approve', 'all'], env: { DEMO_ROOT: ROOT } };
}

/** Run our command, and let it show what it has to show. */
function command(/** @type {string[]} */ args, env = {}) {
  return run(process.execPath, [COMMAND, ...args], { show: true, env });
}

/** Show where the cloud assembly is and which pipelines it holds, and how to look at them more closely. */
async function show() {
  const style = styles();
  console.log(`\nCloud assembly: ${style.bold(OUTDIR)}\n`);
  const { ok } = await command(['show', OUTDIR]);
  console.log(style.dim('\nThe number is the run order: in a stage, actions with the same number run side by side.'));
  return ok;
}

/** The same with stacks that are deployed, twice. */
function deploy() {
  return require('./demo-deploy').demoDeploy(async (assembly, more, env) => {
    const rehearsal = rehearsalOf(assembly);
    const { ok } = await command([...rehearsal.args, ...more], { ...rehearsal.env, ...env });
    return ok;
  });
}

/** Run the steps of the pipeline here. The demo approves; whoever runs this command by hand is asked. */
async function rehearse() {
  const style = styles();
  const { args, env } = rehearsalOf(OUTDIR);
  console.log(`\n${style.bold('Now the same pipeline runs here: real commands, each in a clean workspace.')}`);
  console.log(style.dim('Stacks are not deployed. The demo approves both gates.\n'));
  const { ok } = await command(args, env);
  const self = `node ${path.relative(process.cwd(), COMMAND)}`;
  console.log(`\nGo on with:`);
  const next = [
    ['what would come when, if no command ran', `${self} run --simulate`],
    ['what never starts if a stack fails', `${self} run --simulate --fail Prod/Data`],
    ['a page that says why', `${self} show --html plan.html`],
    ['stacks are deployed, too, on an emulator', 'npm run demo -- --deploy'],
  ];
  const width = Math.max(...next.map(([, line]) => line.length));
  next.forEach(([what, line]) => console.log(`  ${line.padEnd(width)} ${style.dim(`# ${what}`)}`));
  console.log('');
  return ok;
}

if (require.main === module) {
  main();
}

module.exports = { rehearsalOf };
