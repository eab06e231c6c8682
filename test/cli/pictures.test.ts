import * as fs from 'fs';
import * as path from 'path';
import { DocumentBuilder } from './builder';
import { large, shop } from './fixtures';
import { assemblyOf, command } from './run';
import { cutToWidth } from '../../lib/cli/letters';
import { renderSvg } from '../../lib/cli/svg';
import { PlanGraph } from '../../lib/document/plan-graph';

// What is written for browsers, as text. `npm run test:page` looks at the page in one.

const assembly = assemblyOf({ 'a.plan.json': shop() });
const ODD = '</script><script>alert("&")</script>';
const odd = assemblyOf({ 'a.plan.json': new DocumentBuilder().action('S/A', { name: ODD, label: ODD }).done() });

function html(directory: string): string {
  const file = path.join(directory, 'page.html');
  expect(command(['show', directory, '--html', file])).toEqual({ code: 0, out: '', err: `wrote ${file}\n` });
  return fs.readFileSync(file, 'utf8');
}

describe('--html', () => {
  test('writes a page that needs nothing else', () => {
    const page = html(assembly);
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/\b(src|href)=|@import|url\(|sourceMappingURL/);
  });

  test('data does not leave its element', () => {
    const page = html(odd);
    expect(page).not.toContain(ODD);
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    const [, model] = /<script type="application\/json" id="model">(.*?)<\/script>/.exec(page)!;
    expect(JSON.parse(model).actions[0].label).toBe(ODD);
  });

  test('grows with the pipeline, not with the square of it', () => {
    const sizes = [25, 50, 75].map((n) => html(assemblyOf({ 'a.plan.json': large(n) })).length);
    expect((sizes[2] - sizes[1]) / (sizes[1] - sizes[0])).toBeLessThan(1.1);
  });

  test('a file that cannot be written is bad input', () => {
    const { code, err } = command(['show', assembly, '--html', path.join(assembly, 'no', 'page.html')]);
    expect(code).toBe(2);
    expect(err).toMatch(
      /^cdk-pipelines: \[.*page\.html\] the page cannot be written \(ENOENT\)\. Expected: .* To fix it: .*directory.*\.\n$/,
    );
  });
});

/** A rectangle, or a straight part of a line. */
type Area = readonly [left: number, top: number, right: number, bottom: number];

const numbers = (text: string) => [...text.matchAll(/-?[\d.]+/g)].map(([n]) => Number(n));

/** Where the cards of a picture are. */
function cardsIn(svg: string): Area[] {
  const groups = svg.matchAll(/<g transform="translate\((\S+) (\S+)\)".*?<rect .*?width="(\S+)" height="(\S+)"/g);
  return [...groups].map(([, ...place]) => {
    const [x, y, width, height] = place.map(Number);
    return [x, y, x + width, y + height];
  });
}

/** The straight parts of lines between cards, without the heads of arrows. */
function linesIn(svg: string): Area[] {
  return [...svg.matchAll(/<path d="([^"]*)"[^>]*data-chain/g)].flatMap(([, d]) => {
    let [x, y] = numbers(d);
    return [...d.replace(/m-4.*/, '').matchAll(/([HV])(-?[\d.]+)/g)].map(([, way, end]): Area => {
      const from = [x, y];
      [x, y] = way === 'H' ? [Number(end), y] : [x, Number(end)];
      return [Math.min(from[0], x), Math.min(from[1], y), Math.max(from[0], x), Math.max(from[1], y)];
    });
  });
}

const meet = (a: Area, b: Area) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
/** Lines have no breadth, and end at the edge of a card. */
const crosses = ([left, top, right, bottom]: Area, card: Area) =>
  meet([left - 0.5, top - 0.5, right + 0.5, bottom + 0.5], [card[0] + 1, card[1] + 1, card[2] - 1, card[3] - 1]);

describe('--svg', () => {
  const { code, out } = command(['show', assembly, '--svg']);

  test('draws stages, lanes, cards, gates, the longest chain, and what the signs mean', () => {
    expect(code).toBe(0);
    expect(out).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d+ \d+"/);
    expect(out.match(/font-size="14"/g)).toHaveLength(6);
    expect(out.match(/data-lane/g)).toHaveLength(3);
    expect(out.match(/data-card=/g)).toHaveLength(19);
    expect(out.match(/data-card="gate"/g)).toHaveLength(2);
    expect(out.match(/data-chain/g)).toHaveLength(12);
    expect(out).toContain('>prepare  ·  333333333333 us-east-1<');
    expect(out).toContain('>stops for a decision<');
  });

  test('colours are literal, and others in the dark', () => {
    const elements = out
      .match(/<(?:rect|path|text) [^>]*>/g)!
      .filter((element) => !/^<rect width="\d+" height="42"/.test(element));
    expect(elements.length).toBeGreaterThan(80);
    expect(elements.filter((element) => !/ fill="(#\w{6}|none)"/.test(element))).toEqual([]);
    expect(out).not.toContain('var(');
    const [, rules] = /<style>@media \(prefers-color-scheme: dark\) \{([^<]*)\}<\/style>/.exec(out)!;
    const classes = elements.flatMap((element) => /class="([^"]*)"/.exec(element)![1].split(' ').filter(Boolean));
    expect([...new Set(classes)].filter((name) => !rules.includes(`.${name} {`))).toEqual([]);
  });

  test.each([
    ['a small pipeline', out],
    ['a large one', renderSvg(new PlanGraph(large(50)))],
  ])('%s: no card is outside of it or on another one, no line runs through a card', (_, svg) => {
    const [width, height] = numbers(/viewBox="0 0 (\d+ \d+)"/.exec(svg)![1]);
    const [cards, lines] = [cardsIn(svg), linesIn(svg)];
    expect(cards.length).toBeGreaterThan(18);
    expect(lines.length).toBeGreaterThan(12);
    expect(
      cards.filter(([left, top, right, bottom]) => left < 0 || top < 0 || right > width || bottom > height),
    ).toEqual([]);
    expect(cards.filter((card) => cards.some((other) => other !== card && meet(card, other)))).toEqual([]);
    expect(lines.filter((line) => cards.some((card) => crosses(line, card)))).toEqual([]);
  });

  test('names and kinds have lines of their own, and end in their card', () => {
    const name = 'W'.repeat(60);
    const svg = renderSvg(
      new PlanGraph(new DocumentBuilder().action('S/A', { name, kind: 'permissions-check' }).done()),
    );
    const texts = [...svg.matchAll(/y="(\d+)"[^>]*font-size="(\d+)"[^>]*>(?:<title>.*?<\/title>)?([^<]*)</g)];
    const [shown] = texts.filter(([, , , text]) => /^W+…$/.test(text));
    const [kind] = texts.filter(([, , , text]) => text.startsWith('permissions-check'));
    expect(shown[3].length).toBeLessThan(15);
    expect(Number(kind[1]) - Number(shown[1])).toBeGreaterThan(Number(kind[2]));
    expect(svg).toContain(`<title>${name}</title>`);
    expect(svg).toContain('clip-path=');
  });

  test('names are escaped', () => {
    const { out: picture } = command(['show', odd, '--svg']);
    expect(picture).not.toContain('<script>');
    expect(picture).toContain('&#60;/script&#62;');
  });
});

describe('a text in so much room', () => {
  test.each([
    ['abc', 30, 'abc'],
    ['abcdefghij', 30, 'abc…'],
    ['iiiiiiiiij', 40, 'iiiiiiiiij'],
    ['ab cdefghi', 28, 'ab…'],
    ['😀😀😀😀', 35, '😀😀…'],
    ['abc', 0, '…'],
  ])('%s in %d is %s', (text, room, shown) => expect(cutToWidth(text, 10, room)).toBe(shown));

  test('a megabyte is not read to its end', () => {
    expect(cutToWidth('x'.repeat(1_000_000), 10, 30)).toHaveLength(4);
  });
});
