// `npm run test:page`: tests of the page that `npx cdk-pipelines show --html` writes and of the site of the guides, in a headless
// Chromium. Where there is none, and apt-get may install it, it does; else the tests are skipped, and this says so.
const fs = require('fs');
const path = require('path');
const { findBrowser } = require('./browser');
const { ROOT, build, install, step, styles, tool } = require('./lib');
const { buildSite } = require('./site');
const { translate } = require('./translate');

/** One thing is counted as skipped where there is no browser. */
const SKIPPED = '0 0 1';

async function main() {
  if (!(await install()) || !(await step('build', 'jsii --fail-on-warnings', build))) return false;
  const file = await findBrowser();
  if (!file) {
    console.log(`  ${styles().yellow('-')} ${'page'.padEnd(12)} skipped: there is no Chromium on this machine`);
    writeCounts(SKIPPED);
    return true;
  }
  if (!(await step('languages', 'jsii-rosetta: examples in five languages', translate))) return false;
  if (!(await step('site', 'vitepress build docs', buildSite))) return false;
  const config = path.join(ROOT, 'test', 'page', 'jest.config.js');
  const { ok } = await tool('jest', ['--config', config], {
    show: true,
    env: { CHROMIUM: file, ...(process.env.PAGE_COUNTS ? { TEST_COUNTS: process.env.PAGE_COUNTS } : {}) },
  });
  return ok;
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
