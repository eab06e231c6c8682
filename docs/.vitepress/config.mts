import * as fs from 'fs';
import { defineConfig, type DefaultTheme } from 'vitepress';
import { description, homepage, name } from '../../package.json';
import { CHOOSE } from './languages';
import { braces } from './markdown/braces';
import { fences } from './markdown/fences';
import { anchorOf, links } from './markdown/links';
import { pictures } from './markdown/pictures';
import { readTranslations } from './markdown/translations';
import { FILES, GROUPS, pageOf, ROOT } from './pages';

// The site of the guides: `npm run docs`. What it shows is Markdown that reads well on GitHub, too; what only the site has is added here.

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><g fill="none" stroke="#0f7490" stroke-width="3">' +
  '<path d="M5 16h22M16 16c4 0 4-8 8-8h3M16 16c4 0 4 8 8 8h3"/></g><circle cx="6" cy="16" r="4" fill="#0f7490"/></svg>';

/** Everything in the repository that is no page. */
function noPages(): string[] {
  const kept = new Set(['docs', ...FILES]);
  const names = fs.readdirSync(ROOT, { withFileTypes: true }).filter((entry) => !kept.has(entry.name));
  return [...names.map((entry) => (entry.isDirectory() ? `${entry.name}/**` : entry.name)), 'docs/.vitepress/**'];
}

function sidebar(): DefaultTheme.SidebarItem[] {
  return GROUPS.map(({ title, pages }) => ({
    text: title,
    items: Object.entries(pages).map(([file, text]) => ({ text, link: linkTo(file) })),
  }));
}

function linkTo(file: string): string {
  return `/${pageOf(file)!.replace(/(index)?\.md$/, '')}`;
}

export default defineConfig({
  title: name,
  description,
  lang: 'en',
  head: [
    ['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(ICON)}` }],
    ['script', {}, CHOOSE],
  ],
  srcDir: ROOT,
  srcExclude: noPages(),
  rewrites: (file) => pageOf(file) ?? file,
  // With names of files in its links, any server of files will do.
  cleanUrls: false,
  lastUpdated: false,
  markdown: {
    anchor: { slugify: anchorOf },
    config: (md) => {
      md.use(links).use(pictures).use(braces).use(fences(readTranslations()));
    },
  },
  themeConfig: {
    nav: [
      { text: 'Guides', link: '/' },
      { text: 'API', link: `${homepage}/blob/main/API.md` },
      { text: 'Changelog', link: linkTo('CHANGELOG.md') },
      { text: 'GitHub', link: homepage },
    ],
    sidebar: sidebar(),
    outline: [2, 3],
    search: { provider: 'local', options: { _render: (text, env, md) => md.render(text, { ...env, isSearch: true }) } },
    editLink: { pattern: `${homepage}/edit/main/:path`, text: 'Edit this page on GitHub' },
  },
});
