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
      const [language, ...words] = tokens[i].info.trim().split(/\s+/);
      const render = (token: Token) => fence([token], 0, options, env, self);
      if (language === 'console') return consoleBlock(tokens[i].content);
      if (words.includes('fails')) return marked(render(tokens[i]), 'error', 'fails');
      const kind = language === 'text' && kindOfMessage(tokens[i - 1]);
      if (kind) return marked(render(tokens[i]), kind, kind);
      const translation = language === 'ts' && !env.isSearch && translations[tokens[i].content.trimEnd()];
      return translation ? inTabs(tokens[i], translation, render) : render(tokens[i]);
    };
  };
}

type Kind = 'error' | 'warning';

/** What a text is that follows an example. */
function kindOfMessage(above?: Token): Kind | undefined {
  const words = above?.type === 'fence' ? above.info.split(' ') : [];
  if (words.includes('warns')) return 'warning';
  return words.includes('fails') ? 'error' : undefined;
}

/** Seen by its colour, and by a word in place of the language. */
function marked(html: string, kind: Kind, label: string): string {
  return html
    .replace('<div class="', `<div class="is-${kind} `)
    .replace(/<span class="lang">[^<]*/, `<span class="lang">${label}`);
}

function inTabs(token: Token, translation: Translations[string], render: (token: Token) => string): string {
  const texts = { ...translation, [FIRST]: token.content };
  const languages = LANGUAGES.map(({ id }) => id).filter((id) => texts[id] !== undefined);
  const panels = languages.map(
    (id) => `<div class="panel" data-language="${id}">${render(withText(token, id, texts[id]!))}</div>`,
  );
  return `<SnippetTabs languages="${languages.join(' ')}">${panels.join('')}</SnippetTabs>\n`;
}

function withText(token: Token, info: string, content: string): Token {
  return Object.assign(Object.create(Object.getPrototypeOf(token)), token, { info, content });
}
