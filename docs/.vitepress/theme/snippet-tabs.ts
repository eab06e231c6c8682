import { defineComponent, h, nextTick, onMounted, ref } from 'vue';
import { FIRST, type Language, LANGUAGES, STORED } from '../languages';

// An example in several languages. The language is chosen for all of them, and remembered.

export const chosen = ref<Language>(FIRST);

/** What was clicked stays where it is, though all examples above it change their heights. */
async function choose(language: Language, button: HTMLElement): Promise<void> {
  const before = button.getBoundingClientRect().top;
  chosen.value = language;
  document.documentElement.dataset.language = language;
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // Without storage it is only for this visit.
  }
  await nextTick();
  window.scrollBy({ top: button.getBoundingClientRect().top - before, behavior: 'instant' });
}

export const SnippetTabs = defineComponent({
  props: { languages: { type: String, required: true } },
  setup({ languages }, { slots }) {
    onMounted(() => (chosen.value = (document.documentElement.dataset.language ?? FIRST) as Language));
    const available = LANGUAGES.filter(({ id }) => languages.split(' ').includes(id));
    const shown = () => available.find(({ id }) => id === chosen.value)?.id ?? FIRST;
    const button = ({ id, name }: (typeof available)[number]) => {
      const onClick = ({ currentTarget }: Event) => choose(id, currentTarget as HTMLElement);
      return h('button', { type: 'button', 'aria-pressed': shown() === id, onClick }, name);
    };
    return () =>
      h('div', { class: ['snippet', ...available.map(({ id }) => `has-${id}`)] }, [
        h('div', { class: 'snippet-languages', role: 'group', 'aria-label': 'Language' }, available.map(button)),
        slots.default!(),
        h('p', { class: 'snippet-note' }, 'Translated from TypeScript by jsii-rosetta; not compiled.'),
      ]);
  },
});
