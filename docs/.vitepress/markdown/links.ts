import * as fs from 'fs';
import * as path from 'path';
import type { MarkdownRenderer } from 'vitepress';
import { homepage } from '../../../package.json';
import { FILES, pageOf, ROOT } from '../pages';

// Links in Markdown lead from file to file, as GitHub has it. On the site they lead to a page, and for a file that is no page, to GitHub.

const FILES_ON_GITHUB = `${homepage}/blob/main/`;

/** Where a link of a file leads on the site; what leads out of the repository stays as it is. */
export function linkOnSite(link: string, file: string): string {
  const [, target, anchor] = /^([^#]*)(.*)$/.exec(link)!;
  const linked = fileOf(target, file);
  if (linked === undefined) return link;
  if (!fs.existsSync(path.join(ROOT, linked))) throw new Error(`${file}: the link ${link} leads nowhere`);
  const page = pageOf(linked);
  return page ? `./${page}${anchor}` : `${FILES_ON_GITHUB}${linked}${anchor}`;
}

/** The file of the repository that a link means. */
function fileOf(target: string, from: string): string | undefined {
  if (target === '') return undefined;
  if (target.startsWith(FILES_ON_GITHUB)) {
    const file = target.slice(FILES_ON_GITHUB.length);
    return FILES.includes(file) ? file : undefined;
  }
  return /^[a-z]+:/.test(target) ? undefined : path.posix.join(path.posix.dirname(from), target);
}

export function links(md: MarkdownRenderer): void {
  md.core.ruler.after('inline', 'links-on-site', ({ tokens, env }) => {
    const file = path.relative(ROOT, env.realPath ?? env.path).replaceAll(path.sep, '/');
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const link = token.type === 'link_open' && token.attrGet('href');
      if (link) token.attrSet('href', linkOnSite(link, file));
    }
  });
}

/** The anchor of a heading, as GitHub makes it: so one link works in both places. */
export function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
