// A copy of the repository with the newest aws-cdk-lib in it, removed afterwards; this checkout stays as it is.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { ROOT, install, npm, run, step } = require('./lib');

/** Not copied: what is fetched or generated. */
const LEFT_OUT = /^(\.git|node_modules|cdk\.out|coverage|dist)$/;

/** Run one of our scripts, or a tool, in such a copy, and exit as it did. `script` is relative to the repository. */
function runInNewestCopy(/** @type {string} */ version, /** @type {string} */ script, /** @type {string[]} */ args) {
  inNewestCopy(version, script, args).then(
    (ok) => (process.exitCode = ok ? 0 : 1),
    (error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}

async function inNewestCopy(/** @type {string} */ version, /** @type {string} */ script, /** @type {string[]} */ args) {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'newest-'));
  try {
    return (
      (await install()) &&
      (await step('copy', 'the repository', async () => copyTo(copy))) &&
      (await step('install', `aws-cdk-lib@${version}`, () => installNewest(copy, version))) &&
      (await step('build', `against aws-cdk-lib ${installed(copy, 'aws-cdk-lib')}`, () =>
        node(copy, 'scripts/build.js'),
      )) &&
      (await node(copy, script, args, true)).ok
    );
  } finally {
    fs.rmSync(copy, { recursive: true, force: true });
  }
}

/** Copy the repository with what is installed: files only, so that nothing in the copy leads back here. */
function copyTo(/** @type {string} */ copy) {
  for (const name of fs.readdirSync(ROOT).filter((entry) => !LEFT_OUT.test(entry))) {
    fs.cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
  }
  return { ok: true, output: '' };
}

/** package.json keeps the floor, or jsii would find it at odds with the peer dependency. */
async function installNewest(/** @type {string} */ copy, /** @type {string} */ version) {
  const packages = [`aws-cdk-lib@${version}`, 'constructs@latest'];
  return npm(['install', '--no-save', '--no-audit', '--no-fund', ...packages], { cwd: copy });
}

function installed(/** @type {string} */ copy, /** @type {string} */ name) {
  return JSON.parse(fs.readFileSync(path.join(copy, 'node_modules', name, 'package.json'), 'utf8')).version;
}

function node(
  /** @type {string} */ copy,
  /** @type {string} */ script,
  /** @type {string[]} */ args = [],
  show = false,
) {
  return run(process.execPath, [path.join(copy, script), ...args], { cwd: copy, show });
}

module.exports = { runInNewestCopy };
