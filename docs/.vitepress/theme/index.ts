import { type Theme, useRoute } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { nextTick, onMounted, watch } from 'vue';
import { chooseOnClick, showChosen } from './languages';
import './layout.css';
import './blocks.css';

export default {
  extends: DefaultTheme,
  setup() {
    const route = useRoute();
    onMounted(() => document.addEventListener('click', chooseOnClick));
    onMounted(showChosen);
    watch(
      () => route.path,
      () => nextTick(showChosen),
    );
  },
} satisfies Theme;
