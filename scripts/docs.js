// `npm run docs`: the site of the guides, in docs/.vitepress/dist. It is made of files: any server of files shows it. Examples are
// translated with the library as it was built last.
//   -- --serve            shows it on this machine, and a page anew when its Markdown changes
//   -- --base /guides/    for a server that does not have it at its root
//   -- --pictures DIR     takes a picture of every page, in light and in dark, on a wide and on a small screen
const fs = require('fs');
const path = require('path');
const { parseArgs } = require('util');
const { chromium } = require('playwright-core');
const { findBrowser } = require('./browser');
const { ROOT, build, install, step, tool } = require('./lib');
const { buildSite, pagesOfSite, serveSite } = require('./site');
const { translate } = require('./translate');

/** @typedef {{ name: string, width: number, colorScheme: 'light' | 'dark' }} Screen */

/** @type {Screen[]} */
const SCREENS = [
  { name: 'light', width: 1280, colorScheme: 'light' },
  { name: 'dark', width: 1280, colorScheme: 'dark' },
  { name: 'small', width: 390, colorScheme: 'light' },
];

/** How many pixels of a page are in one picture. */
const PART = 1500;

const OPTIONS = /** @type {const} */ ({
  serve: { type: 'boolean', default: false },
  base: { type: 'string', default: '/' },
  pictures: { type: 'string' },
});

async function main() {
  const { serve, base, pictures } = parseArgs({ options: OPTIONS }).values;
  if (!(await install()) || !(await isBuilt()) || !(await translateExamples())) return false;
  if (serve) return (await tool('vitepress', ['dev', 'docs'], { show: true })).ok;
  if (!(await step('site', 'vitepress build docs', () => buildSite('--base', base)))) return false;
  return pictures === undefined || step('pictures', pictures, () => takePictures(path.resolve(pictures)));
}

async function isBuilt() {
  return fs.existsSync(path.join(ROOT, '.jsii')) || step('build', 'jsii --fail-on-warnings', build);
}

async function translateExamples() {
  let left = '';
  const ok = await step('languages', 'jsii-rosetta: examples in five languages', async () => {
    const result = await translate();
    left = result.output;
    return result;
  });
  if (left) console.log(left);
  return ok;
}

async function takePictures(/** @type {string} */ directory) {
  const executablePath = await findBrowser();
  if (!executablePath) return { ok: false, output: 'there is no Chromium on this machine' };
  fs.mkdirSync(directory, { recursive: true });
  const site = await serveSite();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  for (const { name, width, colorScheme } of SCREENS) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    for (const file of pagesOfSite()) {
      await page.goto(site.url + file, { waitUntil: 'networkidle' });
      await showImages(page);
      await takeParts(page, path.join(directory, `${path.parse(file).name}-${name}`));
    }
  }
  await browser.close();
  site.close();
  return { ok: true, output: '' };
}

/** A long page in parts, of a height at which people can read them. */
async function takeParts(/** @type {import('playwright-core').Page} */ page, /** @type {string} */ name) {
  const { width, height } = await page.locator('body').evaluate((/** @type {any} */ body) => ({
    width: body.scrollWidth,
    height: body.scrollHeight,
  }));
  for (let part = 1, y = 0; y < height; part += 1, y += PART) {
    const clip = { x: 0, y, width, height: Math.min(PART, height - y) };
    await page.screenshot({ path: `${name}-${part}.png`, fullPage: true, clip });
  }
}

/** Images that nobody has scrolled to are not loaded. */
async function showImages(/** @type {import('playwright-core').Page} */ page) {
  await page.locator('img').evaluateAll((/** @type {any[]} */ images) => {
    for (const image of images) image.loading = 'eager';
    return Promise.all(images.map((image) => image.decode().catch(() => undefined)));
  });
}

main().then(
  (ok) => (process.exitCode = ok ? 0 : 1),
  (error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
