import * as fs from 'fs';
import * as path from 'path';

// `npm run docs:pictures` makes the pictures of the documents. Here is what readers need of them: there is one for a light page and
// one for a dark one, each says in words what it shows, and nothing on it is about the machine that made it.

const ROOT = path.resolve(__dirname, '../..');
const PICTURES = path.join(ROOT, 'docs', 'pictures');
const FILES = fs.readdirSync(PICTURES).sort();
const SVGS = FILES.filter((file) => file.endsWith('.svg'));
const DOCUMENTS = ['README.md', ...fs.readdirSync(path.join(ROOT, 'docs')).map((name) => `docs/${name}`)].filter(
  (file) => file.endsWith('.md'),
);

/** A README is shown on other sites, too. */
const RAW = 'https://raw.githubusercontent.com/cdkpipelines/cdk-pipelines/main/docs/pictures/';

const read = (...names: string[]) => fs.readFileSync(path.join(...names), 'utf8');
const themesOf = (name: string, extension: string) => ['dark', 'light'].map((theme) => `${name}-${theme}.${extension}`);

/** The pictures that a document shows, without what is only talked about. */
function shownIn(document: string) {
  const text = read(ROOT, document).replace(/^( *)```.*?^\1```$/gms, '');
  const urls = [...text.matchAll(/(?:src|srcset)="([^"]+)"/g)].map(([, url]) => url);
  const markdown = [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, url]) => url);
  return { text, urls: [...urls, ...markdown].filter((url) => /\bpictures\//.test(url)) };
}

const USED = DOCUMENTS.map((document) => ({ document, ...shownIn(document) })).filter(({ urls }) => urls.length > 0);

describe.each(USED)('$document', ({ document, text, urls }) => {
  test('shows pictures that exist, in both themes', () => {
    const prefix = document === 'README.md' ? RAW : 'pictures/';
    expect(urls.filter((url) => !url.startsWith(prefix))).toEqual([]);
    const files = urls.map((url) => url.slice(prefix.length)).sort();
    expect(files.filter((file) => !FILES.includes(file))).toEqual([]);
    const wanted = files.flatMap((file) => themesOf(file.replace(/-\w+\.\w+$/, ''), file.split('.')[1]));
    expect(files).toEqual([...new Set(wanted)].sort());
  });

  test('says in words what they show', () => {
    const images = [...text.matchAll(/<img [^>]*>/g)].map(([tag]) => tag).filter((tag) => tag.includes('pictures/'));
    expect(images).not.toEqual([]);
    expect(images.filter((tag) => !/ alt="[^"]{20,}"/.test(tag))).toEqual([]);
  });
});

test('no picture is shown nowhere', () => {
  const used = new Set(USED.flatMap(({ urls }) => urls.map((url) => path.basename(url))));
  expect(FILES.filter((file) => !used.has(file))).toEqual([]);
});

test('all are there twice, and small', () => {
  const names = new Set(FILES.map((file) => file.replace(/-(?:dark|light)(\.\w+)$/, '$1')));
  expect(FILES).toEqual([...names].flatMap((name) => themesOf(...(name.split('.') as [string, string]))).sort());
  const sizes = FILES.map((file) => ({ file, size: fs.statSync(path.join(PICTURES, file)).size }));
  expect(sizes.filter(({ file, size }) => size > (file.endsWith('.png') ? 320_000 : 150_000))).toEqual([]);
});

describe.each(SVGS)('%s', (file) => {
  const svg = read(PICTURES, file);

  test('is XML, and asks for nothing', () => {
    expect(openTags(svg)).toEqual([]);
    expect(svg).not.toMatch(/<script|<foreignObject|@import|url\(|href=/);
  });

  test('says nothing of the machine that made it', () => {
    const texts = textsOf(svg);
    expect(texts).not.toEqual([]);
    const paths = /\/(?:home|Users|root|private|var|work|builds)\/|\/tmp\/(?!run\/)|[A-Z]:\\/;
    const times = /\b\d\d:\d\d\b|\b\d{4}-\d\d-\d\d|\d+\.\d+ ?ms\b|\d+\.\d{2,} ?s\b|node:internal/;
    expect(texts.filter((text) => paths.test(text) || times.test(text) || text.includes(ROOT))).toEqual([]);
  });

  test('shows the same in both themes', () => {
    const other = file.includes('-dark') ? file.replace('-dark', '-light') : file.replace('-light', '-dark');
    expect(textsOf(svg)).toEqual(textsOf(read(PICTURES, other)));
  });
});

function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
}

/** The first thing that makes a text no XML, as far as our pictures use it: tags that open and close, attributes, references. */
function openTags(svg: string): string[] {
  const open: string[] = [];
  const tag = /<(\/?)(\w+)((?: [\w:-]+="[^"<&]*")*)(\/?)>|&#\d+;|[^<&]+|(.)/gs;
  for (const [whole, close, name, , empty, bad] of svg.matchAll(tag)) {
    if (bad !== undefined) return [`a stray ${bad}`];
    if (name === undefined || empty === '/') continue;
    if (close === '') open.push(name);
    else if (open.pop() !== name) return [whole];
  }
  return open;
}
