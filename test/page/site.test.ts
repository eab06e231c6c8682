import { type Browser, chromium, type Page } from 'playwright-core';
import { pagesOfSite, serveSite } from '../../scripts/site';

// The site of the guides as `npm run docs` has built it, in a browser.

let browser: Browser;
let site: Awaited<ReturnType<typeof serveSite>>;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
  site = await serveSite();
});

afterAll(async () => {
  await browser?.close();
  site?.close();
});

interface Visit {
  readonly page: Page;
  /** What was written to the console or thrown, what failed to load, and what was asked of other servers. */
  readonly noise: string[];
}

async function visit(file: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
  const page = await context.newPage();
  const noise: string[] = [];
  page.on('console', (message) => noise.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => noise.push(`failed: ${request.url()}`));
  page.on('response', (response) => response.status() >= 400 && noise.push(`${response.status()}: ${response.url()}`));
  page.on('request', (request) => /^(data:|http:\/\/127)/.test(request.url()) || noise.push(`asked: ${request.url()}`));
  await page.goto(site.url + file, { waitUntil: 'networkidle' });
  return { page, noise };
}

const pages = pagesOfSite();

test('there are pages', () => {
  expect(pages).toEqual(expect.arrayContaining(['index.html', 'run.html', 'original-api.html']));
});

test.each(pages)('%s is whole, on a wide and on a small screen', async (file) => {
  const { page, noise } = await visit(file);
  expect(await page.locator('h1').count()).toBe(1);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  }
  expect(await page.locator('img').evaluateAll(loadAll)).toEqual([]);
  expect(noise).toEqual([]);
  await page.context().close();
});

/** Images that nobody has scrolled to are not loaded yet. The names of those that cannot be. */
async function loadAll(images: any[]): Promise<string[]> {
  for (const image of images) image.loading = 'eager';
  const loaded = images.map((image) =>
    image.decode().then(
      () => '',
      () => image.src,
    ),
  );
  return (await Promise.all(loaded)).filter((name) => name !== '');
}

test('the switch changes the colours, those of pictures too', async () => {
  const { page } = await visit('run.html');
  const shown = () => page.evaluate<string[]>(SHOWN_PICTURES);
  const colour = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
  const light = await colour();
  expect(await shown()).toEqual(['light-only', 'light-only']);
  await page.locator('.VPSwitchAppearance').first().click();
  expect(await colour()).not.toBe(light);
  expect(await shown()).toEqual(['dark-only', 'dark-only']);
  await page.context().close();
});

const SHOWN_PICTURES = `[...document.querySelectorAll('.picture img')]
  .filter((image) => getComputedStyle(image).display !== 'none')
  .map((image) => image.className)`;

test('a search finds the page', async () => {
  const { page } = await visit('index.html');
  await page.keyboard.press('Control+k');
  await page.locator('.VPLocalSearchBox input').fill('Maximum call stack');
  const first = page.locator('.VPLocalSearchBox li:first-child .result');
  await first.and(page.locator('[href*="troubleshooting.html#maximum-call-stack"]')).waitFor();
  await page.context().close();
});

test('examples are in the language that the reader has chosen, on other pages too', async () => {
  const { page } = await visit('original-api.html');
  const panels = () =>
    page.locator('.snippet .panel:visible').evaluateAll((all) => all.map((panel: any) => panel.dataset.language));
  const pressed = () => page.locator('.snippet-languages button[aria-pressed=true]').allTextContents();
  const written = await panels();
  expect(new Set(written)).toEqual(new Set(['ts']));
  await page.locator('.snippet-languages button', { hasText: 'Python' }).last().click();
  expect(await panels()).toEqual(written.map(() => 'python'));
  expect(await pressed()).toEqual(written.map(() => 'Python'));
  expect(await page.locator('.snippet-note:visible').count()).toBe(written.length);
  await page.reload();
  expect(await panels()).toEqual(written.map(() => 'python'));
  await page.locator('.VPSidebar a[href$="docker.html"]').click();
  await page.locator('h1', { hasText: 'Docker' }).waitFor();
  expect(new Set(await panels())).toEqual(new Set(['python']));
  expect(new Set(await pressed())).toEqual(new Set(['Python']));
  await page.context().close();
});

test('of what people have written in each language, that of the reader is open', async () => {
  const { page } = await visit('docker.html');
  const open = () => page.locator('details[open] summary').allTextContents();
  await page.locator('.snippet-languages button', { hasText: 'Python' }).first().click();
  await page.goto(`${site.url}custom-steps.html`);
  await page.locator('details[open]').waitFor();
  expect(await open()).toEqual(['Python']);
  await page.context().close();
});
