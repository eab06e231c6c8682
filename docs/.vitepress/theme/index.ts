import { type Theme, useRoute } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { nextTick, onMounted, watch } from 'vue';
import { LANGUAGES } from '../languages';
import { chosen, SnippetTabs } from './snippet-tabs';
import './layout.css';
import './blocks.css';

/** Where people have written an example in several languages, each is folded under its name: that of the reader is open. */
function openDetails(): void {
  for (const details of document.querySelectorAll('details')) {
    const name = details.querySelector('summary')?.textContent?.trim();
    const language = LANGUAGES.find((one) => one.name === name);
    if (language) details.open = language.id === chosen.value;
  }
}

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => void app.component('SnippetTabs', SnippetTabs),
  setup() {
    const route = useRoute();
    onMounted(openDetails);
    watch([() => route.path, chosen], () => nextTick(openDetails));
  },
} satisfies Theme;
