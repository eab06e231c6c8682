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

async function visit(file: string, width = 1280): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: 'light' });
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

test.each(pages.flatMap((file) => [1280, 390].map((width) => ({ file, width }))))(
  '$file is whole, $width pixels wide',
  async ({ file, width }) => {
    const { page, noise } = await visit(file, width);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await page.locator('img').evaluateAll(loadAll)).toEqual([]);
    expect(noise).toEqual([]);
    await page.context().close();
  },
);

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
  await page.keyboard.type('critical path');
  await page.locator('.VPLocalSearchBox .result').first().waitFor();
  const links = await page.locator('.VPLocalSearchBox .result').evaluateAll((all) => all.map((link: any) => link.href));
  expect(links[0]).toMatch(/run\.html#simulate$/);
  await page.context().close();
});
