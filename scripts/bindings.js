// `npm run test:bindings`: builds the packages, uses each as people of its language do (integ/LANGUAGE, in a clean
// place of its own), and asserts that all of them synthesize the same templates. A language whose toolchain is not
// on this machine is skipped, by name. `npm run test:bindings -- python go` takes these languages only.
const fs = require('fs');
const path = require('path');
const { BINDINGS, DIST, INTEG, ROOT, run, step, styles, tool } = require('./lib');
const { LANGUAGES } = require('./bindings-languages');
const { compare, readAssembly } = require('./snapshots');

/** The language that the others are measured by. */
const REFERENCE = 'typescript';
const WORKSPACE = path.join(BINDINGS, 'integ');
const OUTPUT = path.join(BINDINGS, 'out');

/** Two at a time: each of them has waits of its own. */
const LANES = 2;

const counts = { passed: 0, failed: 0, skipped: 0 };

/** @typedef {import('./bindings-languages').Language} Language */

async function main() {
  const only = process.argv.slice(2);
  const chosen = LANGUAGES.filter(({ name }) => only.length === 0 || only.includes(name) || name === REFERENCE);
  const present = chosen.filter((language) => language.isPresent());
  if (await check('package', 'npm run package', () => run(process.execPath, [path.join(__dirname, 'package.js')]))) {
    makeWorkspace();
    const queue = [...present];
    await Promise.all(Array.from({ length: LANES }, () => work(queue)));
    for (const language of present) await compareAll(language);
    await jest();
  }
  for (const { name, toolchain } of chosen.filter((language) => !present.includes(language))) {
    counts.skipped += 1;
    console.log(`  ${styles().yellow('-')} ${name.padEnd(12)} skipped: there is no ${toolchain} on this machine`);
  }
  const { passed, failed, skipped } = counts;
  if (process.env.BINDINGS_COUNTS) fs.writeFileSync(process.env.BINDINGS_COUNTS, `${passed} ${failed} ${skipped}\n`);
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0;
}

/** One thing that passes or fails, and is counted. */
async function check(
  /** @type {string} */ name,
  /** @type {string} */ what,
  /** @type {() => Promise<{ ok: boolean, output: string }>} */ work,
) {
  const ok = await step(name, what, work);
  counts[ok ? 'passed' : 'failed'] += 1;
  return ok;
}

/** The projects as they are in integ/, with dist/ where they look for it; nothing that an earlier run has left. */
function makeWorkspace() {
  for (const directory of [WORKSPACE, OUTPUT]) fs.rmSync(directory, { recursive: true, force: true });
  const isSource = (/** @type {string} */ file) =>
    !/([\\/](node_modules|target|bin|obj|__pycache__|\.\w+|cdk\.out)|\.snapshot|\.pyc)$/.test(file);
  for (const name of ['demo', 'get-started', ...LANGUAGES.map((language) => language.name)]) {
    const from = path.join(INTEG, name);
    if (fs.existsSync(from)) fs.cpSync(from, path.join(WORKSPACE, name), { recursive: true, filter: isSource });
  }
  const link = path.join(BINDINGS, 'dist');
  fs.rmSync(link, { force: true });
  fs.symlinkSync(DIST, link, 'junction');
}

/** Take one language after the other, until none is left. */
async function work(/** @type {Language[]} */ queue) {
  for (let language = queue.shift(); language; language = queue.shift()) await tryOut(language);
}

async function tryOut(/** @type {Language} */ language) {
  const { name } = language;
  const at = { cwd: path.join(WORKSPACE, name), env: language.environment() };
  for (const [what, file, ...args] of language.install) {
    if (!(await check(name, what, () => run(file, args, at)))) return;
  }
  // Validation looks at the templates only: once is enough.
  const env = name === REFERENCE ? at.env : { ...at.env, CDK_VALIDATION: 'false' };
  await check(name, 'cdk synth', () => synth(path.join(OUTPUT, name, 'shop'), { ...at, env }));
  // As in an application that `cdk init` makes: CDK warns where V1 is chosen implicitly.
  for (const [what, command] of Object.entries({ minimal: language.minimal, ...language.alone })) {
    const app = ['--app', command, '--context', '@aws-cdk/aws-codepipeline:defaultPipelineTypeToV2=true'];
    await check(name, `cdk synth: ${what}`, () => synth(path.join(OUTPUT, name, what), { ...at, env }, app));
  }
  if (language.github) await check(name, 'cdk synth: github', () => synthWorkflow(language, { ...at, env }));
  if (language.test) await runTests(language, at);
}

/** Also writes the workflow file, into the project: as on a machine of a developer, whose repository it is. */
function synthWorkflow(
  /** @type {Language} */ { name, github },
  /** @type {{ cwd: string, env: NodeJS.ProcessEnv }} */ at,
) {
  const env = { ...at.env, GITHUB_WORKSPACE: at.cwd, CDK_PIPELINES_WORKFLOW: 'write' };
  return synth(path.join(OUTPUT, name, 'github'), { ...at, env }, ['--app', String(github)]);
}

function synth(
  /** @type {string} */ outdir,
  /** @type {{ cwd: string, env: NodeJS.ProcessEnv }} */ at,
  /** @type {string[]} */ options = [],
) {
  return tool('cdk', ['synth', '--output', outdir, '--quiet', '--strict', '--no-notices', ...options], at);
}

/** The tests that a project has of its own, counted one by one. */
async function runTests(/** @type {Language} */ language, /** @type {{ cwd: string, env: NodeJS.ProcessEnv }} */ at) {
  const { test } = language;
  if (!test) return;
  const [file, ...args] = test.command;
  let result = { ok: false, output: '', stdout: '' };
  const ok = await step(language.name, test.command.join(' '), async () => (result = await run(file, args, at)));
  const { passed, failed, skipped } = test.count(result.output, at.cwd);
  console.log(`    ${passed} tests passed, ${failed} failed, ${skipped} skipped`);
  counts.passed += passed;
  counts.skipped += skipped;
  // Tests that did not run at all have failed.
  counts.failed += Math.max(failed, ok && passed > 0 ? 0 : 1);
}

/** Assert that the templates and asset manifests of a language are those of the reference, and its workflow file. */
async function compareAll(/** @type {Language} */ { name, github }) {
  for (const app of ['shop', 'minimal', ...(github ? ['github'] : [])]) {
    const reference = madeBy(REFERENCE, app);
    const actual = madeBy(name, app);
    if (name !== REFERENCE) await check(name, `${app}: as in ${REFERENCE}`, () => same(reference, actual));
    else if (app === 'shop') await check(name, 'shop: as integ.demo.ts', () => same(demo(), actual));
  }
}

/** What a language makes of an application. */
function madeBy(/** @type {string} */ language, /** @type {string} */ app) {
  const files = deployed(path.join(OUTPUT, language, app));
  if (app !== 'github') return files;
  const workflow = path.join(WORKSPACE, language, '.github', 'workflows', 'deploy.yml');
  return fs.existsSync(workflow) ? files.set('deploy.yml', fs.readFileSync(workflow, 'utf8')) : new Map();
}

function demo() {
  return deployed(path.join(INTEG, 'integ.demo.ts.snapshot'));
}

/** What is deployed: templates and asset manifests, also of nested assemblies. */
function deployed(/** @type {string} */ directory) {
  const files = fs.existsSync(directory) ? readAssembly(directory) : new Map();
  return new Map([...files].filter(([name]) => /\.(template|assets)\.json$/.test(name)));
}

async function same(/** @type {Map<string, string>} */ expected, /** @type {Map<string, string>} */ actual) {
  const differences = expected.size === 0 ? ['nothing to compare with'] : compare(expected, actual);
  return { ok: differences.length === 0, output: differences.join('\n') };
}

/** Tests of the packages themselves. */
async function jest() {
  const file = path.join(BINDINGS, 'jest-counts');
  fs.rmSync(file, { force: true });
  const config = path.join(ROOT, 'test', 'bindings', 'jest.config.js');
  const ok = await step('packages', 'jest: test/bindings', () =>
    tool('jest', ['--config', config], { env: { TEST_COUNTS: file } }),
  );
  const [passed, failed, skipped] = fs.existsSync(file)
    ? fs.readFileSync(file, 'utf8').split(' ').map(Number)
    : [0, 1, 0];
  counts.passed += passed;
  counts.failed += Math.max(failed, ok ? 0 : 1);
  counts.skipped += skipped;
}

main().then(
  (ok) => (process.exitCode = ok ? 0 : 1),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
