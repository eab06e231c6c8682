import type { MarkdownRenderer } from 'vitepress';

// A <picture> in Markdown has a dark and a light source, and shows the one that the system asks for. The site has a switch of its
// own: both become images, and the style sheet shows one.

const PICTURE =
  /<picture>\s*<source media="\(prefers-color-scheme: dark\)" srcset="([^"]+)">\s*(<img [^>]*>)\s*<\/picture>/g;

/** Pictures and images of raw HTML as the site has them. */
export function picturesOnSite(html: string): string {
  const themed = html.replace(PICTURE, (_, dark: string, light: string) => {
    const darkImage = light.replace(/ src="[^"]*"/, ` src="${dark}"`);
    return `<span class="picture">${withClass(light, 'light-only')}${withClass(darkImage, 'dark-only')}</span>`;
  });
  if (themed.includes('<picture')) {
    throw new Error(`a picture must be one dark <source> and one light <img>; this one is not:\n${html}`);
  }
  // Files beside the page are found, checked and copied only when they start with a dot.
  return themed.replace(/(<img [^>]*\bsrc=")(?![a-z]+:|[./])/g, '$1./');
}

function withClass(image: string, name: string): string {
  return image.replace('<img ', `<img class="${name}" loading="lazy" `);
}

export function pictures(md: MarkdownRenderer): void {
  const { html_block: block } = md.renderer.rules;
  md.renderer.rules.html_block = (...args) => {
    const [tokens, i] = args;
    tokens[i].content = picturesOnSite(tokens[i].content);
    return block!(...args);
  };
}
