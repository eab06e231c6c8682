// A copy of the repository with another aws-cdk-lib in it, removed afterwards; this checkout stays as it is.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { ROOT, install, npm, run, step } = require('./lib');

/** Not copied: what is fetched or generated. */
const LEFT_OUT = /^(\.git|node_modules|cdk\.out|coverage|dist)$/;

/**
 * Run one of our scripts, or a tool, in such a copy.
 *
 * @param {string} version of aws-cdk-lib, or a tag such as `latest`
 * @param {string} script relative to the repository
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env] added to the environment
 * @returns {Promise<boolean>} whether it worked
 */
async function inCopyWith(version, script, args, env) {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'version-'));
  try {
    return (
      (await install()) &&
      (await step('copy', 'the repository', async () => copyTo(copy))) &&
      (await step('install', `aws-cdk-lib@${version}`, () => installVersion(copy, version))) &&
      (await step('build', `against aws-cdk-lib ${installed(copy, 'aws-cdk-lib')}`, () =>
        run(process.execPath, [path.join(copy, 'scripts/build.js')], { cwd: copy }),
      )) &&
      (await run(process.execPath, [path.join(copy, script), ...args], { cwd: copy, show: true, env })).ok
    );
  } finally {
    fs.rmSync(copy, { recursive: true, force: true });
  }
}

/** The same, and exit as it did. */
function runInCopyWith(/** @type {string} */ version, /** @type {string} */ script, /** @type {string[]} */ args) {
  inCopyWith(version, script, args).then(
    (ok) => (process.exitCode = ok ? 0 : 1),
    (error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}

/** Copy the repository with what is installed: files only, so that nothing in the copy leads back here. */
function copyTo(/** @type {string} */ copy) {
  for (const name of fs.readdirSync(ROOT).filter((entry) => !LEFT_OUT.test(entry))) {
    fs.cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
  }
  return { ok: true, output: '' };
}

/** package.json keeps the floor, or jsii would find it at odds with the peer dependency. */
async function installVersion(/** @type {string} */ copy, /** @type {string} */ version) {
  const packages = [`aws-cdk-lib@${version}`, 'constructs@latest'];
  return npm(['install', '--no-save', '--no-audit', '--no-fund', ...packages], { cwd: copy });
}

function installed(/** @type {string} */ copy, /** @type {string} */ name) {
  return JSON.parse(fs.readFileSync(path.join(copy, 'node_modules', name, 'package.json'), 'utf8')).version;
}

module.exports = { inCopyWith, runInCopyWith };
