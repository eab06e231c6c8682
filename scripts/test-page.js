// `npm run test:page`: tests of the page that `npx cdk-pipelines show --html` writes, in a headless Chromium. Where
// there is none, and apt-get may install it, it does; else the tests are skipped, and this says so.
const fs = require('fs');
const path = require('path');
const { ROOT, build, hasTool, install, run, step, styles, tool } = require('./lib');

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** One thing is counted as skipped where there is no browser. */
const SKIPPED = '0 0 1';

async function main() {
  if (!(await install()) || !(await step('build', 'jsii --fail-on-warnings', build))) return false;
  if (!browser() && canInstall()) await step('install', 'apt-get install chromium', installBrowser);
  const file = browser();
  if (!file) {
    console.log(`  ${styles().yellow('-')} ${'page'.padEnd(12)} skipped: there is no ${NAMES[0]} on this machine`);
    writeCounts(SKIPPED);
    return true;
  }
  const config = path.join(ROOT, 'test', 'page', 'jest.config.js');
  const { ok } = await tool('jest', ['--config', config], {
    show: true,
    env: { CHROMIUM: file, ...(process.env.PAGE_COUNTS ? { TEST_COUNTS: process.env.PAGE_COUNTS } : {}) },
  });
  return ok;
}

/** CHROMIUM, or the first one on the PATH. */
function browser() {
  const directories = (process.env.PATH ?? '').split(path.delimiter);
  const files = NAMES.flatMap((name) => directories.map((directory) => path.join(directory, name)));
  return process.env.CHROMIUM ?? files.find((file) => fs.existsSync(file));
}

function canInstall() {
  return hasTool('apt-get') && process.getuid?.() === 0;
}

async function installBrowser() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = await run('apt-get', ['update', '-qq'], { env });
  return update.ok ? run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env }) : update;
}

function writeCounts(/** @type {string} */ counts) {
  if (process.env.PAGE_COUNTS) fs.writeFileSync(process.env.PAGE_COUNTS, `${counts}\n`);
}

main().then(
  (ok) => (process.exitCode = ok ? 0 : 1),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
