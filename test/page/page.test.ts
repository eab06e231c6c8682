/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Locator, Page } from 'playwright-core';
import { closeBrowser, openPage, type OpenPage } from './browser';
import { DocumentBuilder } from '../cli/builder';
import { large, shop } from '../cli/fixtures';
import { jobs, workflow } from '../cli/workflow';

// The page in a real browser. What it says is tested on literals; here is what a person does with it.

jest.setTimeout(60_000);
afterAll(closeBrowser);

let opened: OpenPage;
let page: Page;
async function open(...args: Parameters<typeof openPage>) {
  opened = await openPage(...args);
  ({ page } = opened);
}
afterEach(async () => {
  expect(opened.noise).toEqual([]);
  await page.context().close();
});

const card = (name: string) => page.locator(`.card[aria-label^="${name},"]`);
const panel = () => page.locator('.panel');
const texts = async (locator: Locator) => (await locator.allTextContents()).map((text) => text.trim());
const shown = () => page.locator('.card:visible').count();
/** The action that has the focus, with its column. */
const focused = () =>
  page.evaluate(() => {
    const element = document.activeElement!;
    const column = element.closest('.column')?.querySelector('h2')?.textContent;
    return column ? `${column}/${element.querySelector('.name')!.textContent}` : element.className;
  });

describe('a workflow of GitHub', () => {
  beforeEach(() => open(workflow()));

  test('jobs are cards, with what belongs together in a column', async () => {
    expect(await texts(page.locator('.column h2'))).toEqual(['deploy', 'Build', 'Assets', 'Beta', 'Prod']);
    expect(await texts(page.locator('.lane h3'))).toEqual(['Beta', 'Prod']);
    expect(await texts(page.locator('.card.is-gate .name'))).toEqual(['Prod-Review', 'Prod-Confirm']);
    // There are no run orders.
    expect(await page.locator('.card .order').count()).toBe(0);
    expect(await page.locator('.top p').allTextContents()).toEqual([
      'GitHub Actions: deploy (.github/workflows/deploy.yml)  ·  11 jobs  ·  2 gates',
      'starts on push (branches main)  ·  starts by hand  ·  one run at a time (group deploy): of those that wait only the newest is kept',
    ]);
    const cards = await page.locator('.column:last-child .card').evaluateAll((all) =>
      all.map((one) => {
        const name = one.querySelector('.name')!.getBoundingClientRect();
        const below = one.querySelector('.below')!.getBoundingClientRect();
        return name.left === below.left && below.top >= name.bottom - 1;
      }),
    );
    expect(cards).toEqual(cards.map(() => true));
  });

  test('a click tells what a job has', async () => {
    await card('Prod-Data').click();
    const facts = await texts(panel().locator('.facts').nth(1).locator('dt'));
    expect(facts.slice(0, 6)).toEqual(['needs', 'if', 'environment', 'role', 'permissions', 'runs on']);
    expect(await texts(panel().locator('.facts').first().locator('dt'))).not.toContain('Run order');
    expect(await texts(panel().locator('section h3'))).toContain('Behind these gates');
    await card('preflight').click();
    expect(await texts(panel().locator('.facts').first().locator('dd'))).toContain('preflight, in no plan');
  });
});

test('a condition that lets a deployment of a workflow run without its gate', async () => {
  const given = jobs().map((job) => (job.id === 'Prod-Web' ? { ...job, condition: 'always()' } : job));
  await open(workflow({ jobs: given }));
  await card('Prod-Web').click();
  expect(await texts(panel().locator('.notice'))).toEqual(['No gate stops this deployment.']);
  const section = panel().locator('section', { hasText: 'Its condition lets it run without these gates' });
  expect(await texts(section.locator('.link'))).toEqual(['Prod-Review', 'Prod-Confirm']);
});

describe('a pipeline of two waves', () => {
  beforeEach(() => open(shop()));

  test('stages are columns, applications are lanes, actions are cards with their targets', async () => {
    expect(await page.title()).toBe('Delivery/Pipeline: what the pipeline does');
    const stages = ['Source', 'Build', 'UpdatePipeline', 'Assets', 'Test', 'Prod'];
    expect(await texts(page.locator('.column h2'))).toEqual(stages);
    expect(await texts(page.locator('.lane h3'))).toEqual(['Beta', 'Europe', 'America']);
    expect(await page.locator('.card').count()).toBe(19);
    const lefts = await page.locator('.column').evaluateAll((all) => all.map((c) => c.getBoundingClientRect().left));
    expect([...lefts].sort((a, b) => a - b)).toEqual(lefts);
    expect(new Set(lefts).size).toBe(6);

    const america = page.locator('.lane', { hasText: 'America' }).locator('.card').first();
    expect(await texts(america.locator('span'))).toEqual([
      '2',
      'Data.Prepare',
      'prepare333333333333 us-east-1',
      'prepare',
      '333333333333 us-east-1',
    ]);
  });

  test('gates and the longest chain are marked', async () => {
    expect(await texts(page.locator('.card.is-gate .name'))).toEqual(['Promote', 'Review']);
    expect(await card('Review').getAttribute('aria-label')).toContain('a gate');
    expect(await page.locator('.card.is-critical').count()).toBe(13);
  });

  test('the panel begins with what needs care', async () => {
    expect(await texts(panel().locator('h3'))).toEqual([
      'Warnings',
      'Close to a limit',
      'Gates (2)',
      'Unrequested waits',
      'Longest chain (13)',
      'Limits of AWS',
    ]);
    expect(await texts(panel().locator('.texts li.is-gate'))).toEqual([
      "Approval 'Review' does not stop America.",
      'America waits for Europe.Review (Prod, run order 5)',
    ]);
    expect(await texts(panel().locator('.budget.is-over .what'))).toEqual(['characters in a role policy']);
    await panel().locator('.texts').getByRole('button', { name: 'Europe.Review' }).click();
    expect(await focused()).toBe('Prod/Review');
    await page.keyboard.press('Escape');
    await panel().getByText('1 limit with room').click();
    await panel().locator('.budget.is-ok').waitFor();
    expect(await panel().locator('.budget').count()).toBe(3);
  });

  test('a click tells what an action waits for, and why', async () => {
    const deploy = page.locator('.lane', { hasText: 'America' }).locator('.card[data-kind=deploy]').last();
    await deploy.click();
    expect(await deploy.getAttribute('aria-pressed')).toBe('true');
    expect(await panel().locator('h2').textContent()).toBe('Deploy(App/Prod/America/Service)');
    expect(await texts(panel().locator('section h3'))).toEqual([
      'Behind these gates',
      'Waits for 13 actions',
      'Nothing waits for it',
    ]);
    expect(await texts(panel().locator('.chains').first().locator('> li > .reason'))).toEqual([
      "the change set of stack 'Prod/America/Service' is executedapp.ts:7",
      'after Prod/America/Data',
      'after Test',
    ]);
    expect(await page.locator('.card.is-before').count()).toBe(13);
    expect(await page.locator('.card.is-after').count()).toBe(0);
    expect(await page.locator('.lines path.before').count()).toBe(1);

    await panel().getByRole('button', { name: 'Prod/Promote' }).click();
    expect(await panel().locator('h2').textContent()).toBe('ManualApprovalStep(Promote)');
    expect(await focused()).toBe('Prod/Promote');
    expect(await page.locator('.card.is-after').count()).toBe(8);
  });

  test('chains are unfolded through groups', async () => {
    await page.locator('.lane', { hasText: 'America' }).locator('.card').first().click();
    const fold = panel().locator('.chains > li', { hasText: 'All of Test' }).locator('> details');
    expect(await fold.locator('li').count()).toBe(0);
    await fold.locator('> summary').click();
    await fold.locator('li').first().waitFor();
    expect(await texts(fold.locator('> .chains > li > .link'))).toContain('Test/Beta.Smoke');
  });

  test('the pointer shows it for as long as it rests there', async () => {
    await card('Smoke').hover();
    expect(await panel().locator('h2').textContent()).toBe('ShellStep(Beta.Smoke)');
    expect(await page.locator('.card.is-before').count()).toBe(8);
    await page.mouse.move(700, 5);
    expect(await page.locator('.card.is-before').count()).toBe(0);
    expect(await panel().locator('h2').count()).toBe(0);
  });

  test('the keyboard is enough', async () => {
    const keys = async (...names: string[]) => {
      for (const name of names) await page.keyboard.press(name);
      return focused();
    };
    await card('shop').focus();
    expect(await keys('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight')).toBe('Test/Data.Prepare');
    expect(await keys('ArrowDown', 'ArrowDown')).toBe('Test/Service.Prepare');
    expect(await panel().locator('h2').textContent()).toBe('Prepare(App/Test/Beta/Service)');
    expect(await keys('End')).toBe('Test/Smoke');
    expect(await keys('ArrowDown')).toBe('Test/Smoke');
    expect(await keys('Home', 'ArrowLeft')).toBe('Assets/FileAsset1');
    expect(await page.locator('.has-active').count()).toBe(1);
    expect(await keys('Escape')).toBe('Assets/FileAsset1');
    expect(await page.locator('.has-active').count()).toBe(0);
    expect(await keys('/')).toBe('search');
    await page.keyboard.type('america deploy');
    expect(await shown()).toBe(2);
    expect(await keys('ArrowDown')).toBe('Prod/Data.Deploy');
    expect(await keys('Escape', 'Escape')).toBe('Prod/Data.Deploy');
    expect(await shown()).toBe(19);
    // One stop for Tab on the whole board.
    expect(await page.locator('.card[tabindex="0"]').count()).toBe(1);
  });

  test('filters by text', async () => {
    await page.getByRole('searchbox').fill('us-east-1');
    expect(await shown()).toBe(4);
    expect(await texts(page.locator('.column:visible h2'))).toEqual(['Prod']);
    expect(await page.getByRole('status').textContent()).toBe('4 of 19 actions');
    await page.getByRole('searchbox').fill('nothing like <i>that</i>');
    expect(await shown()).toBe(0);
    expect(await page.getByRole('status').textContent()).toBe('No match');
    expect(await page.locator('.nothing').textContent()).toBe(
      'No action matches nothing like <i>that</i>. Esc shows all.',
    );
    await page.keyboard.press('Escape');
    expect(await shown()).toBe(19);
    expect(await page.locator('.nothing').isVisible()).toBe(false);
  });

  test.each(['Beta', 'App/Beta', 'Test-Beta-Data', 'App/Test/Beta/Data', 'Test/Beta/Data', 'Code', 'Assets', 'GATE'])(
    'the filter knows %s',
    async (name) => {
      await page.getByRole('searchbox').fill(name);
      expect(await shown()).toBeGreaterThan(0);
      expect(await shown()).toBeLessThan(8);
    },
  );

  test('Enter goes through what was found, and back', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('us-east-1');
    const after = async (key: string) => {
      await page.keyboard.press(key);
      return [await panel().locator('h2').textContent(), await page.getByRole('status').textContent(), await focused()];
    };
    expect(await after('Enter')).toEqual(['Prepare(App/Prod/America/Data)', 'Match 1 of 4', 'search']);
    expect(await after('Enter')).toEqual(['Deploy(App/Prod/America/Data)', 'Match 2 of 4', 'search']);
    expect(await after('Shift+Enter')).toEqual(['Prepare(App/Prod/America/Data)', 'Match 1 of 4', 'search']);
    expect(await after('Shift+Enter')).toEqual(['Deploy(App/Prod/America/Service)', 'Match 4 of 4', 'search']);
    expect((await after('ArrowDown'))[2]).toBe('Prod/Service.Deploy');
  });

  test('filters by application: with what is nobody’s and before or behind it', async () => {
    await page.getByLabel('Application').selectOption({ label: 'Beta (Test)' });
    expect(await texts(page.locator('.card:visible .name'))).toEqual([
      ...['shop', 'Synth', 'SelfMutate', 'FileAsset1'],
      ...['Data.Prepare', 'Data.Deploy', 'Service.Prepare', 'Service.Deploy', 'Smoke', 'Promote'],
    ]);
    // What is hidden comes back when somebody goes there.
    await card('Promote').click();
    await panel().getByRole('button', { name: 'Prod/Europe.Data.Prepare' }).click();
    expect(await shown()).toBe(19);
  });

  test('a link leads to an action', async () => {
    await card('Review').click();
    const address = page.url();
    expect(decodeURIComponent(address)).toMatch(/#Prod\/Europe\.Review$/);
    await page.reload();
    expect(await panel().locator('h2').textContent()).toBe('ManualApprovalStep(Review)');
  });

  test('an address may be the id of a node, too, and may change', async () => {
    await page.goto(`${page.url()}#Prod/Europe/Review`);
    expect(await panel().locator('h2').textContent()).toBe('ManualApprovalStep(Review)');
    await page.evaluate(() => (location.hash = '#Build/Synth'));
    await panel().getByRole('heading', { name: 'ShellStep(Synth)' }).waitFor();
  });

  test.each([
    ['no such', "There is no action 'no such' in this pipeline.", 19],
    ['Europe', "There is no action 'Europe' in this pipeline. What has that in its names is shown.", 5],
    ['%E0%A4%A', "There is no action '%E0%A4%A' in this pipeline.", 19],
  ])('an address that leads nowhere says so: %s', async (name, notice, actions) => {
    await page.goto(`${page.url()}#${name}`);
    expect(await panel().locator('.notice').textContent()).toBe(notice);
    expect(await shown()).toBe(actions);
    await page.reload();
    expect(await panel().locator('.notice').textContent()).toBe(notice);
    await page.keyboard.press('Escape');
    expect(await panel().locator('.notice').count()).toBe(0);
    expect(await shown()).toBe(19);
  });

  test('arrows work at once, and where the focus is can be seen', async () => {
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Source/shop');
    expect(await panel().locator('h2').textContent()).toBe('ConnectionSource(shop)');
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
    expect(outline).toBe('solid');
    // Who has clicked on something that takes no focus goes on from what is chosen.
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('Build/Synth');
  });

  test('all that comes later is listed on request', async () => {
    await card('Promote').click();
    const later = panel().locator('section', { hasText: 'Before 8 actions' });
    expect(await later.getByRole('button').count()).toBe(2);
    await later.getByText('all 8 actions').click();
    await later.locator('details').getByRole('button').last().waitFor();
    expect(await later.locator('details').getByRole('button').count()).toBe(8);
    await later.locator('details').getByRole('button', { name: 'Prod/America.Service.Deploy' }).click();
    expect(await focused()).toBe('Prod/Service.Deploy');
  });

  test('has roles and names for who does not see it', async () => {
    expect(await page.getByRole('main', { name: 'Stages of the pipeline' }).count()).toBe(1);
    expect(await page.getByRole('complementary', { name: 'Details' }).count()).toBe(1);
    const prod = page.getByRole('region', { name: 'Prod' });
    expect(await prod.getByRole('button').count()).toBe(10);
    expect(await prod.getByRole('button', { name: 'Promote, approval' }).getAttribute('aria-pressed')).toBe('false');
  });
});

/** Contrast of two colours as WCAG has it. */
function contrast(a: string, b: string): number {
  const luminance = (color: string) => {
    const [red, green, blue] = color.match(/[\d.]+/g)!.map((c) => {
      const share = Number(c) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

test.each(['light', 'dark'] as const)('can be read: %s', async (colorScheme) => {
  await open(shop(), { colorScheme, reducedMotion: 'reduce' });
  await card('Promote').click();
  const pairs = await page.locator('.card .name, .card .kind, .card .note, .card .order').evaluateAll((all) =>
    all.map((element) => {
      const background = getComputedStyle(element.closest('.card')!).backgroundColor;
      return { color: getComputedStyle(element).color, background, text: element.textContent };
    }),
  );
  const around = await page.locator('.panel *, .top *, .legend *, .column > header *, .lane h3').evaluateAll((all) =>
    all.flatMap((element) => {
      if (![...element.childNodes].some((node) => node.nodeType === 3)) return [];
      const ancestors: Element[] = [];
      for (let at: Element | null = element; at; at = at.parentElement) ancestors.push(at);
      const backgrounds = ancestors.map((one) => getComputedStyle(one).backgroundColor);
      const background = backgrounds.find((color) => color.startsWith('rgb('))!;
      return [{ color: getComputedStyle(element).color, background, text: element.textContent }];
    }),
  );
  expect(around.length).toBeGreaterThan(40);
  pairs.push(...around);
  expect(pairs.length).toBeGreaterThan(60);
  const isDark = contrast(pairs[0].background, 'rgb(0, 0, 0)') < 2;
  expect(isDark).toBe(colorScheme === 'dark');
  expect(pairs.filter(({ color, background }) => contrast(color, background) < 4.5)).toEqual([]);
});

test('on paper nothing is cut off, and controls are gone', async () => {
  await open(shop(), { viewport: { width: 800, height: 1100 } });
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('searchbox').isVisible()).toBe(false);
  const cut = await page
    .locator('.card .note')
    .evaluateAll((all) => all.filter((n) => n.scrollWidth > n.clientWidth).length);
  expect(cut).toBe(0);
  const { overflow, columns } = await page.locator('.board').evaluate((board) => ({
    overflow: board.scrollWidth - board.clientWidth,
    columns: new Set([...board.querySelectorAll('.column')].map((c) => c.getBoundingClientRect().left)).size,
  }));
  expect(overflow).toBe(0);
  expect(columns).toBeLessThan(6);
});

test('on a telephone both board and panel are there', async () => {
  await open(shop(), { viewport: { width: 400, height: 800 } });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBe(400);
  for (const part of ['.board', '.panel'])
    expect((await page.locator(part).boundingBox())!.height).toBeGreaterThan(150);
});

describe('on the screen of a laptop', () => {
  beforeEach(() => open(shop(), { viewport: { width: 1280, height: 800 } }));

  test('all stages are there, and targets can be read', async () => {
    const right = async (locator: Locator) => {
      const box = await locator.boundingBox();
      return box!.x + box!.width;
    };
    expect(await right(page.locator('.column').last())).toBeLessThan(await right(page.locator('.board')));
    const cut = await page
      .locator('.lane:not(.shared) .note')
      .evaluateAll((all) => all.filter((n) => n.scrollWidth > n.clientWidth).map((n) => n.textContent!));
    expect(cut.filter((note) => /\d/.test(note))).toEqual([]);
  });

  test('the head of a column hides nothing of what is around a card', async () => {
    const gaps = await page.locator('.column').evaluateAll((all) =>
      all.map((column) => {
        const [head, card] = ['header', '.card'].map((part) => column.querySelector(part)!.getBoundingClientRect());
        return card.top - head.bottom;
      }),
    );
    // The outline of what has the focus: 2 pixels, 2 pixels away.
    expect(gaps.filter((gap) => gap < 4)).toEqual([]);
  });
});

test('the board scrolls to what was found, from wherever it was', async () => {
  await open(large(75), { viewport: { width: 1280, height: 800 } });
  const board = page.locator('.board');
  await board.evaluate((element) => element.scrollTo(element.scrollWidth, element.scrollHeight));
  await page.keyboard.press('/');
  await page.keyboard.type('network');
  expect(await shown()).toBe(150);
  const isSeen = async (locator: Locator) => {
    const [inner, outer] = [await locator.boundingBox(), await board.boundingBox()];
    return inner!.x >= outer!.x && inner!.y > outer!.y && inner!.x + inner!.width <= outer!.x + outer!.width;
  };
  expect(await isSeen(page.locator('.card:visible').first())).toBe(true);
  await page.keyboard.press('Shift+Enter');
  expect(await isSeen(page.locator('.card.is-active'))).toBe(true);
  expect(await page.locator('.card.is-active').getAttribute('aria-label')).toMatch(/^Network\.Deploy,/);
});

test('what a name may hold is text, wherever it comes', async () => {
  const name = '</script><img src=x onerror=alert(1)>';
  const label = `${name} <!-- <script>`;
  await open(
    new DocumentBuilder()
      .action('S/A', { name, label })
      .action('S/B', { waits: ['S/A'] })
      .done(),
  );
  expect(await page.locator('.card .name').first().textContent()).toBe(name);
  await page.locator('.card').first().click();
  expect(await panel().locator('h2').textContent()).toBe(label);
  expect(await page.locator('img').count()).toBe(0);
});

test('a thousand actions: a few elements for each, and no more when one is chosen', async () => {
  await open(large(125));
  const actions = await page.locator('.card').count();
  expect(actions).toBe(1007);
  const elements = () => page.evaluate(() => document.querySelectorAll('*').length);
  expect(await elements()).toBeLessThan(8.5 * actions);

  const last = page.locator('.card').last();
  await last.click();
  expect(await page.locator('.card.is-before').count()).toBe(814);
  expect(await elements()).toBeLessThan(8.5 * actions);
  expect(await page.locator('.lines path').count()).toBeLessThan(80);

  await page.getByLabel('Application').selectOption('App/Cell60');
  expect(await shown()).toBe(8 + 7);
});

test.each(['wide', 'deep'])('20,000 actions: a %s plan opens', async (shape) => {
  const b = new DocumentBuilder();
  const ids = Array.from({ length: 20_000 }, (_, i) => `S/a${i}`);
  ids.forEach((id, i) => b.action(id, shape === 'deep' && i > 0 ? { waits: [ids[i - 1]], runOrder: i + 1 } : {}));
  await open(b.action('S/last', { waits: shape === 'deep' ? ids.slice(-1) : ids, runOrder: 20_001 }).done());
  await page.evaluate(() => (location.hash = '#S/last'));
  const waits = panel().locator('section', { hasText: 'Waits for 20,000 actions' });
  await waits.waitFor();
  expect(await waits.locator('.chains').first().locator('> li').count()).toBe(shape === 'deep' ? 1 : 50);
  expect(await waits.getByRole('button', { name: 'and 19,950 more' }).count()).toBe(shape === 'deep' ? 0 : 1);
});

test('an action says what it does', async () => {
  const text = '<img src=x> && true';
  const job = { kind: 'ask', comment: `Really?\n${text}` } as const;
  await open(new DocumentBuilder().action('S/Ok', { kind: 'approval', job }).done());
  await card('Ok').click();
  expect(await texts(panel().locator('section', { hasText: 'What it does' }).locator('dt, dd'))).toEqual([
    'comment',
    `Really?\n${text}`,
  ]);
});
