import * as fs from 'fs';
import * as path from 'path';
import { read, ROOT } from './pages';

const { homepage } = JSON.parse(read('package.json')) as { homepage: string };

/** How documents that are also shown elsewhere (npm, PyPI) name a file of the repository. */
const BLOB = `${homepage}/blob/main/`;
const TREE = `${homepage}/tree/main/`;
const RAW = `${homepage.replace('github.com', 'raw.githubusercontent.com')}/main/`;

export interface Link {
  readonly page: string;
  /** As it is written. */
  readonly text: string;
  /** File of this repository, if it leads to one. */
  readonly file?: string;
  readonly anchor?: string;
}

/** Links and pictures of a page: of Markdown, also those that stand at its end, and of HTML. */
export function linksOf(page: string): Link[] {
  const text = withoutCode(read(page));
  const markdown = [...text.matchAll(/\]\(([^)\s]+)\)/g)];
  const atTheEnd = [...text.matchAll(/^\[[^\]]+\]: (\S+)$/gm)];
  const html = [...text.matchAll(/\b(?:href|src|srcset)="([^"]+)"/g)];
  return [...markdown, ...atTheEnd, ...html].map(([, link]) => ({ page, text: link, ...targetOf(page, link) }));
}

/** Why a link leads nowhere in this repository; nothing if it is fine, or leads to the world outside. */
export function faultOf({ file, anchor }: Link): string | undefined {
  if (file === undefined) return undefined;
  if (!fs.existsSync(path.join(ROOT, file))) return 'no such file';
  const lacks = anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).has(anchor);
  return lacks ? 'no such heading' : undefined;
}

function targetOf(page: string, link: string): Pick<Link, 'file' | 'anchor'> {
  const base = [BLOB, TREE, RAW].find((start) => link.startsWith(start));
  if (base === undefined && /^[a-z]+:/.test(link)) return {};
  const [place, anchor] = (base === undefined ? link : link.slice(base.length)).split('#');
  const folder = base === undefined ? path.dirname(page) : '.';
  return { file: place === '' ? page : path.normalize(path.join(folder, place)), anchor };
}

/** As GitHub makes them from headings: a heading that is there again gets a number. */
export function anchorsOf(document: string): Set<string> {
  const text = withoutCode(read(document));
  const anchors = new Set<string>([...text.matchAll(/<a [^>]*(?:id|name)="([^"]+)"/gi)].map(([, id]) => id));
  for (const [, heading] of text.matchAll(/^#+ (.*)$/gm)) {
    const anchor = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replace(/ /g, '-');
    let again = 0;
    while (anchors.has(again === 0 ? anchor : `${anchor}-${again}`)) again += 1;
    anchors.add(again === 0 ? anchor : `${anchor}-${again}`);
  }
  return anchors;
}

function withoutCode(text: string): string {
  return text.replace(/^ *```.*?^ *```$/gms, '');
}
