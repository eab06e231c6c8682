// The picture of the page that `npx cdk-pipelines show --html` writes, with an action chosen.
const path = require('path');
const { findBrowser } = require('../browser');
const { run, styles } = require('../lib');
const { PICTURES } = require('./draw');
const { COMMAND } = require('./rehearsal');

const SIZE = { width: 1280, height: 720 };
const SCALE = 1.5;
const CHOSEN = 'Prod/Service.Deploy';

/**
 * @param {string} assembly
 * @param {string} directory
 */
async function photographPage(assembly, directory) {
  const executablePath = await findBrowser();
  if (!executablePath) {
    console.log(
      `  ${styles().yellow('-')} docs/pictures/page-*.png stay as they are: there is no Chromium on this machine`,
    );
    return true;
  }
  const file = path.join(directory, 'page.html');
  const { ok, output } = await run(process.execPath, [COMMAND, 'show', assembly, '--html', file]);
  if (!ok) {
    console.error(output);
    return false;
  }
  const { chromium } = require('playwright-core');
  const opened = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    const page = await opened.newPage({ viewport: SIZE, deviceScaleFactor: SCALE, colorScheme: theme });
    await page.goto(`file://${file}`);
    await choose(page);
    await page.screenshot({ animations: 'disabled', path: path.join(PICTURES, `page-${theme}.png`) });
  }
  await opened.close();
  console.log('  docs/pictures/page-*.png');
  return true;
}

async function choose(/** @type {import('playwright-core').Page} */ page) {
  const [stage, name] = CHOSEN.split('/');
  await page.locator('.column', { hasText: stage }).locator(`.card[aria-label^="${name},"]`).last().click();
}

module.exports = { photographPage };
