import type { MarkdownRenderer } from 'vitepress';
import { FIRST, LANGUAGES } from '../languages';
import { consoleBlock } from './console';
import type { Translations } from './translations';

// Fenced blocks, which say after the language what tests do with them: what fails is marked, and what works in TypeScript is shown in
// the other languages, too.

type Fence = NonNullable<MarkdownRenderer['renderer']['rules']['fence']>;
type Token = Parameters<Fence>[0][number];

export function fences(translations: Translations) {
  return (md: MarkdownRenderer): void => {
    const fence = md.renderer.rules.fence!;
    md.renderer.rules.fence = (tokens, i, options, env, self) => {
      const { info, content } = tokens[i];
      const [language, ...words] = info.trim().split(/\s+/);
      const render = (token: Token) => named(fence([token], 0, options, env, self), token.info);
      if (language === 'console') return consoleBlock(content);
      if (words.includes('fails')) return marked(render(tokens[i]), 'error', 'fails');
      const kind = language === 'text' && kindOfMessage(tokens[i - 1]);
      if (kind) return marked(render(tokens[i]), kind, kind);
      const translation = language === 'ts' && !env.isSearch && translations[content.trimEnd()];
      return translation ? inTabs(tokens[i], translation, render) : render(tokens[i]);
    };
  };
}

/** `ts file=lib/shop-stage.ts` is a file of an app, and says so in its corner. */
function named(html: string, info: string): string {
  const file = / file=(\S+)/.exec(info)?.[1];
  return file ? withLabel(html, 'is-file', file) : html;
}

type Kind = 'error' | 'warning';

/** What a text is that follows an example. */
function kindOfMessage(above?: Token): Kind | undefined {
  const words = above?.type === 'fence' ? above.info.split(' ') : [];
  if (words.includes('warns')) return 'warning';
  return words.includes('fails') ? 'error' : undefined;
}

/** Seen by its colour, and by a word. */
function marked(html: string, kind: Kind, label: string): string {
  return withLabel(html, `is-${kind}`, label);
}

/** VitePress writes the language into the corner of a block. */
function withLabel(html: string, className: string, label: string): string {
  return html.replace('<div class="', `$&${className} `).replace(/(<span class="lang">)[^<]*/, `$1${label}`);
}

// Only what Vue knows as plain HTML (so no `role`) stays text in what it makes of a page; else it becomes code, ten times as long.

const NOTE = '<p class="snippet-note">Translated from TypeScript by jsii-rosetta; not compiled.</p>';

function inTabs(token: Token, translation: Translations[string], render: (token: Token) => string): string {
  const tokens = { [FIRST]: token, ...tokensOf(token, translation) };
  const languages = LANGUAGES.filter(({ id }) => tokens[id]);
  const classes = languages.map(({ id }) => `has-${id}`).join(' ');
  const buttons = languages.map(
    ({ id, name }) => `<button type="button" data-language="${id}" aria-pressed="${id === FIRST}">${name}</button>`,
  );
  const panels = languages.map(({ id }) => `<div class="panel" data-language="${id}">${render(tokens[id])}</div>`);
  return (
    `<div class="snippet ${classes}"><fieldset class="snippet-languages" aria-label="Language">${buttons.join('')}</fieldset>` +
    `${panels.join('')}${NOTE}</div>\n`
  );
}

function tokensOf(token: Token, translation: Translations[string]): Record<string, Token> {
  const withText = (info: string, content: string): Token =>
    Object.assign(Object.create(Object.getPrototypeOf(token)), token, { info, content });
  return Object.fromEntries(Object.entries(translation).map(([id, text]) => [id, withText(id, text)]));
}
