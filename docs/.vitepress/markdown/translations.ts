import * as fs from 'fs';
import * as path from 'path';
import type { Language } from '../languages';
import { ROOT } from '../pages';

/** Examples in other languages, by their TypeScript. */
export type Translations = Record<string, Partial<Record<Language, string>>>;

/** What scripts/translate.js has written before the site is built. Without it, examples are TypeScript. */
export function readTranslations(): Translations {
  const file = path.join(ROOT, 'docs/.vitepress/cache/translations.json');
  if (!fs.existsSync(file)) return {};
  const all: [string, { reason?: string }][] = Object.entries(JSON.parse(fs.readFileSync(file, 'utf8')).of);
  return Object.fromEntries(all.filter(([, { reason }]) => reason === undefined)) as Translations;
}
