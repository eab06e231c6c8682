import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { SnippetTabs } from './snippet-tabs';
import './layout.css';
import './blocks.css';

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => void app.component('SnippetTabs', SnippetTabs),
} satisfies Theme;
