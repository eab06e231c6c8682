/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core';
import { closeBrowser, openPage, openPicture } from './browser';
import { ENGINES, hostilePlan } from './hostile-plan';
import { PlanGraph } from '../../lib/document/plan-graph';
import { visible } from '../../lib/private/visible';

// Whatever a name holds, in each text that a plan may have: it is shown, and does nothing.

jest.setTimeout(60_000);
afterAll(closeBrowser);

const NASTY: Readonly<Record<string, string>> = {
  markup: `'"\`>]]></title></style></script><script>window.hit=1;alert(1)</script><img src=x onerror="window.hit=1"><svg onload=window.hit=1>`,
  comments: '<!--<script>--><!DOCTYPE x><![CDATA[',
  entities: '&lt;b&gt;&#60;i&#62;&amp;quot;&nbsp;&',
  templates: '${window.hit=1}`${alert(1)}`{{window.hit=1}}javascript:window.hit=1//',
  styles: '*{display:none}</style>;background:url(http://x.invalid/)',
  controls: '\0\x01\x08\x0b\x1b[31m\x7f\x9b\r\n\t\u2028\u2029\ufffe\uffff',
  directions: '\u202egpj.\u2066\u2067\u061c\u200f',
  halves: '\ud800\udc00x\udfff\ud83d',
  emoji: '👩‍👩‍👧‍👦🏳️‍🌈é\u0301ﷺ漢字',
  'a long word': 'W'.repeat(10_000),
  'a name of objects': '__proto__',
  addresses: '#%E0%A4%A?a=b&c/../..\\:@',
};

const words = (text: string) => new Set(text.split(' '));

/** All that the page is made of. */
const TAGS = words(
  'html head meta title style body noscript script header footer main aside section div span p i kbd code h1 h2 h3 ol ul li dl dt dd ' +
    'button label input select option details summary wbr svg path',
);
const ATTRIBUTES = words(
  'lang charset name content http-equiv type id class style title role hidden tabindex open value placeholder width height d ' +
    'data-action data-kind aria-label aria-labelledby aria-pressed aria-hidden',
);

/** Elements of the page, and what else is in it. */
async function inventory(page: Page) {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll('*')];
    const attributes = all.flatMap((element) => [...element.attributes]);
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
    return {
      tags: [...new Set(all.map((element) => element.localName))].sort(),
      attributes: [...new Set(attributes.map(({ name }) => name))].sort(),
      scripts: document.scripts.length,
      comments: walker.nextNode() ? 'some' : 'none',
      hit: 'hit' in window,
    };
  });
}

/** What is wider than there is room for. */
async function overflow(page: Page) {
  return page.evaluate(() => {
    const wide = (element: Element) => element.scrollWidth > element.clientWidth;
    const parts = [document.documentElement, ...document.querySelectorAll('.top, .panel, .legend, .column > header')];
    const { height } = document.querySelector('.board')!.getBoundingClientRect();
    return [...parts.filter(wide).map((part) => part.className), ...(height < 150 ? [`board: ${height}`] : [])];
  });
}

const shownTexts = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((all) => all.map((element) => element.textContent));

test.each(ENGINES)('every text of the schema is hostile, of %s', (engine) => {
  const texts = new Set<string>();
  JSON.stringify(hostilePlan('!', engine), (key, value: unknown) => {
    if (typeof value === 'string' && !value.startsWith('!')) texts.add(`${key}: ${value}`);
    return value;
  });
  // What is left is what the schema enumerates, and what has a form of its own.
  expect(
    [...texts].filter(
      (text) =>
        !/^(kind|schemaVersion|layout|type|status|mode|provider|trigger|planHash|category): |^\d+: \{/.test(text),
    ),
  ).toEqual([]);
});

describe.each(Object.keys(NASTY).flatMap((name) => ENGINES.map((engine) => [name, engine] as const)))(
  '%s, %s',
  (name, engine) => {
    const plan = hostilePlan(NASTY[name], engine);
    const { stages } = new PlanGraph(plan);

    test('the page shows it', async () => {
      const { page, noise } = await openPage(plan);
      expect(await overflow(page)).toEqual([]);
      expect(await shownTexts(page, '.column h2')).toEqual(stages.map((s) => visible(s.name)));
      const applications = plan.applications.map((application) => visible(application.name));
      expect(applications).toEqual(expect.arrayContaining(await shownTexts(page, '.lane h3')));
      const labels = new Set(plan.actions.map(({ label }) => visible(label)));
      for (const summary of await page.locator('.panel summary').all()) await summary.click();
      const cards = await page.locator('.card').all();
      for (const card of cards) {
        await card.evaluate((button) => (button as HTMLButtonElement).click());
        labels.delete((await shownTexts(page, '.panel h2'))[0]!);
      }
      expect(labels).toEqual(new Set());
      expect(await overflow(page)).toEqual([]);
      await page.getByRole('searchbox').fill('<img src=x onerror="window.hit=1">');
      await page.locator('.applications').selectOption({ index: 1 });
      const found = await inventory(page);
      expect(found.tags.filter((tag) => !TAGS.has(tag))).toEqual([]);
      expect(found.attributes.filter((attribute) => !ATTRIBUTES.has(attribute))).toEqual([]);
      expect(found).toMatchObject({ scripts: 2, comments: 'none', hit: false });
      expect(noise).toEqual([]);
      await page.context().close();
    });

    test('an address leads to it', async () => {
      const { page, noise } = await openPage(plan, { viewport: { width: 390, height: 800 } });
      expect(await overflow(page)).toEqual([]);
      await page
        .locator('.card')
        .last()
        .evaluate((button) => (button as HTMLButtonElement).click());
      const label = await shownTexts(page, '.panel h2');
      await page.reload();
      expect(await shownTexts(page, '.panel h2')).toEqual(label);
      expect(await overflow(page)).toEqual([]);
      expect(noise).toEqual([]);
      await page.context().close();
    });

    test('the picture is well-formed, and shows it', async () => {
      const { page, noise } = await openPicture(plan);
      const { tags, attributes, hit } = await inventory(page);
      expect(tags).toEqual(['clipPath', 'defs', 'g', 'path', 'rect', 'style', 'svg', 'text', 'title']);
      expect(attributes.filter((attribute) => /^on|href|src/.test(attribute))).toEqual([]);
      expect(hit).toBe(false);
      const titles = await shownTexts(page, 'g > title');
      const names = stages.flatMap((stage) => stage.actions.map((action) => visible(action.name)));
      expect(titles).toHaveLength(names.length);
      expect(titles.filter((title) => !names.some((one) => one.endsWith(title!.split(', ')[0])))).toEqual([]);
      const outside = await page.locator('svg').evaluate((svg) => {
        const right = (element: Element) => element.getBoundingClientRect().right;
        return [...svg.querySelectorAll('svg > text')]
          .filter((text) => right(text) > right(svg) + 1)
          .map((t) => t.textContent);
      });
      expect(outside).toEqual([]);
      expect(noise).toEqual([]);
      await page.context().close();
    });
  },
);
