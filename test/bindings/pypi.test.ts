import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { DIST, ROOT, hasTool, run } from '../../scripts/lib';
import { readZip } from './archives';
import { virtualEnvironment } from './venv';

// The page of the package on PyPI is the README of the wheel, as the program renders it that PyPI uses. It leaves out what it does not
// trust: of a <picture>, the sources for a dark page.

const VERSION = '46.0';
const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pypi-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const withPython = hasTool('python3') ? describe : describe.skip;

withPython('the page on PyPI', () => {
  let readme: string;
  let page: string;
  beforeAll(async () => {
    const bin = await virtualEnvironment('readme', `readme_renderer[md]==${VERSION}`);
    readme = readmeOf(path.join(DIST, 'python', `cdk_pipelines-${version}-py3-none-any.whl`));
    const [given, rendered] = ['README.md', 'page.html'].map((name) => path.join(folder, name));
    fs.writeFileSync(given, readme);
    const { ok, output } = await run(path.join(bin, 'python'), ['-m', 'readme_renderer', given, '-o', rendered]);
    expect(ok ? '' : output).toBe('');
    page = fs.readFileSync(rendered, 'utf8');
  }, 240_000);

  test('shows the pictures for a light page, and says what they show', () => {
    const images = tags(readme, 'img');
    expect(images.length).toBeGreaterThanOrEqual(2);
    expect(tags(page, 'img').map(urlOf)).toEqual(images.map(urlOf));
    expect(images.map(urlOf).filter((url) => !/^https:.*-light\.\w+$/.test(url))).toEqual([]);
    expect(tags(page, 'img').filter((tag) => !/ alt="[^"]{20,}"/.test(tag))).toEqual([]);
  });

  test('has the title, examples in colours, tables, and no Markdown', () => {
    expect(page).toMatch(/<h1[^>]*>cdk-pipelines/);
    expect(page).toMatch(/<pre lang="python"><span /);
    expect(page).toContain('<table>');
    const prose = page.replace(/<pre[^]*?<\/pre>|<code[^]*?<\/code>|<[^>]*>/g, '');
    expect(prose.match(/^#+ .*|\*\*.*|```.*|\]\(.*|^\|.*|<\w.*|&lt;\w.*/gm)).toBe(null);
  });

  test('has links that lead somewhere from there', () => {
    const links = tags(page, 'a').map((tag) => / href="([^"]*)"/.exec(tag)?.[1] ?? '');
    const ids = [...page.matchAll(/ id="(?:user-content-)?([^"]*)"/g)].map(([, id]) => `#${id}`);
    const own = links.filter((link) => link !== '#' && !/^https:/.test(link));
    expect(own.filter((link) => !ids.includes(link.replace('#user-content-', '#')))).toEqual([]);
  });
});

/** What comes after the headers. */
function readmeOf(wheel: string): string {
  const metadata = readZip(wheel).get(`cdk_pipelines-${version}.dist-info/METADATA`)!();
  return metadata.slice(metadata.indexOf('\n\n') + 2);
}

function tags(html: string, name: string): string[] {
  return html.match(new RegExp(`<${name}\\b[^>]*>`, 'g')) ?? [];
}

function urlOf(image: string): string {
  return / src="([^"]*)"/.exec(image)?.[1] ?? '';
}
