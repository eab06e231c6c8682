import type { MarkdownRenderer } from 'vitepress';

/** Two braces are text, as in an expression of GitHub Actions. To Vue, which makes the pages, they would be code. */
export function braces(md: MarkdownRenderer): void {
  for (const name of ['text', 'code_inline', 'html_block', 'html_inline'] as const) {
    const render = md.renderer.rules[name]!;
    md.renderer.rules[name] = (...args) => render(...args).replaceAll('{{', '&#123;&#123;');
  }
}
