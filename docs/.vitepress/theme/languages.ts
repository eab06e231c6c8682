import { FIRST, type Language, LANGUAGES, STORED } from '../languages';

// Readers choose a language once, for all examples. An attribute of the document says which; the style sheet shows it. It is no state of
// Vue: the examples in all languages would be code of each page then, not only its text.

/** What is chosen, in what a page has: its buttons, and what people have written in each language, folded under its name. */
export function showChosen(): void {
  const chosen = document.documentElement.dataset.language ?? FIRST;
  for (const group of document.querySelectorAll<HTMLElement>('.snippet-languages')) {
    const buttons = [...group.querySelectorAll('button')];
    const shown = buttons.some((button) => button.dataset.language === chosen) ? chosen : FIRST;
    for (const button of buttons) button.ariaPressed = String(button.dataset.language === shown);
  }
  for (const details of document.querySelectorAll('details')) {
    const name = details.querySelector('summary')?.textContent?.trim();
    const language = LANGUAGES.find((one) => one.name === name);
    if (language) details.open = language.id === chosen;
  }
}

export function chooseOnClick({ target }: MouseEvent): void {
  const button = (target as Element).closest<HTMLElement>('.snippet-languages button');
  if (button) choose(button.dataset.language as Language, button);
}

/** What was clicked stays where it is, though all examples above it change their heights. */
function choose(language: Language, button: HTMLElement): void {
  const before = button.getBoundingClientRect().top;
  document.documentElement.dataset.language = language;
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // Without storage it is only for this visit.
  }
  showChosen();
  window.scrollBy({ top: button.getBoundingClientRect().top - before, behavior: 'instant' });
}
