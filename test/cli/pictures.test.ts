import * as fs from 'fs';
import * as path from 'path';
import { DocumentBuilder } from './builder';
import { large, shop } from './fixtures';
import { assemblyOf, command } from './run';

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

describe('--svg', () => {
  const { code, out } = command(['show', assembly, '--svg']);

  test('draws stages, lanes, cards, gates and the longest chain', () => {
    expect(code).toBe(0);
    expect(out).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d+ \d+"/);
    expect(out.match(/class="stage"/g)).toHaveLength(6);
    expect(out.match(/class="lane"/g)).toHaveLength(3);
    expect(out.match(/class="card/g)).toHaveLength(19);
    expect(out.match(/class="card gate"/g)).toHaveLength(2);
    expect(out.match(/class="chain"/g)).toHaveLength(12);
    expect(out).toContain('>333333333333 us-east-1<');
    expect(out).toContain('prefers-color-scheme: dark');
  });

  test('no card is outside of it, or on another one', () => {
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(out)!.map(Number);
    const cards = [...out.matchAll(/class="card[^"]*" x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/g)].map((m) =>
      m.slice(1).map(Number),
    );
    expect(cards).toHaveLength(19);
    for (const [x, y, w, h] of cards) {
      expect(x + w).toBeLessThan(width);
      expect(y + h).toBeLessThan(height);
      const others = cards.filter(([ox, oy]) => (ox !== x || oy !== y) && ox < x + w && x < ox + w);
      expect(others.filter(([, oy, , oh]) => oy < y + h && y < oy + oh)).toEqual([]);
    }
  });

  test('names are escaped', () => {
    const { out: picture } = command(['show', odd, '--svg']);
    expect(picture).not.toContain('<script>');
    expect(picture).toContain('&#60;/script&#62;');
  });
});
