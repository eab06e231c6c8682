// `npm run demo`: from a fresh clone to the delivery pipeline of the example application, on one screen.
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
  await show();
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

/** Show where the cloud assembly is and which pipelines it holds, and how to look at them more closely. */
async function show() {
  const style = styles();
  const command = path.join(ROOT, 'lib', 'cli', 'main.js');
  console.log(`\nCloud assembly: ${style.bold(OUTDIR)}\n`);
  const { ok } = await run(process.execPath, [command, 'show', OUTDIR], { show: true });
  console.log(style.dim('\nThe number is the run order: in a stage, actions with the same number run side by side.'));
  console.log(style.dim(`A page that says why: node ${path.relative(ROOT, command)} show --html plan.html\n`));
  process.exitCode = ok ? 0 : 1;
}

main();
