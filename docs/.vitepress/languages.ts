/** Languages of examples, in the order of their tabs. The first is what people write; the others are translated from it. */
export const LANGUAGES = [
  { id: 'ts', name: 'TypeScript' },
  { id: 'python', name: 'Python' },
  { id: 'java', name: 'Java' },
  { id: 'csharp', name: 'C#' },
  { id: 'go', name: 'Go' },
] as const;

export type Language = (typeof LANGUAGES)[number]['id'];

export const FIRST: Language = 'ts';

/** Where the choice of a reader is kept. */
export const STORED = 'language';

/** Run before a page is shown. The style sheet shows the language that this attribute names. */
export const CHOOSE = `try { document.documentElement.dataset.language = localStorage.getItem('${STORED}') || '${FIRST}' } catch {}`;
