// `npm run test:emulator`: bootstraps, deploys and updates itself for real, with the CDK CLI, on an AWS emulator that it fetches: MiniStack, from
// PyPI, into a temporary directory. It listens on 127.0.0.1 only. Where there is no Python, the tests are skipped, and this says so.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { ROOT, build, hasTool, install, run, step, styles, tool } = require('./lib');

/** Raised by hand: a version that was tried. */
const EMULATOR = 'ministack==1.5.33';

const NAMES = ['python3', 'python'];

/** One thing is counted as skipped where there is no Python. */
const SKIPPED = '0 0 1';

async function main() {
  if (!(await install()) || !(await step('build', 'jsii --fail-on-warnings', build))) return false;
  const python = await findPython();
  if (!python) {
    console.log(
      `  ${styles().yellow('-')} ${'emulator'.padEnd(12)} skipped: there is no Python 3.10 or later, with venv, on this machine`,
    );
    if (process.env.EMULATOR_COUNTS) fs.writeFileSync(process.env.EMULATOR_COUNTS, `${SKIPPED}\n`);
    return true;
  }
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'emulator-'));
  try {
    const file = await installEmulator(python, directory);
    return file !== undefined && (await test(file));
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

/** The first Python that is new enough for the emulator, and can make a virtual environment. */
async function findPython() {
  for (const name of NAMES.filter(hasTool)) {
    const { ok } = await run(name, ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))']);
    if (ok) return name;
  }
  return undefined;
}

/** @returns the Python that has it */
async function installEmulator(/** @type {string} */ python, /** @type {string} */ directory) {
  const file = path.join(directory, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const ok =
    (await step('emulator', 'python -m venv', () => run(python, ['-m', 'venv', directory]))) &&
    (await step('emulator', `pip install ${EMULATOR}`, () =>
      run(file, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', EMULATOR]),
    ));
  return ok ? file : undefined;
}

async function test(/** @type {string} */ python) {
  const config = path.join(ROOT, 'test', 'emulator', 'jest.config.js');
  const { EMULATOR_COUNTS } = process.env;
  const { ok } = await tool('jest', ['--config', config, ...process.argv.slice(2)], {
    show: true,
    env: { EMULATOR_PYTHON: python, ...(EMULATOR_COUNTS ? { TEST_COUNTS: EMULATOR_COUNTS } : {}) },
  });
  return ok;
}

if (require.main === module) {
  main().then(
    (ok) => (process.exitCode = ok ? 0 : 1),
    (error) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
}

module.exports = { findPython, installEmulator };
