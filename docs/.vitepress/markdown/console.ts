// What is typed into a shell and what it prints. Only the commands are copied.

/** Copied without it, as VitePress has it. */
const NOT_COPIED = 'vp-copy-ignore';

export function consoleBlock(text: string): string {
  return (
    '<div class="language-console vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">console</span>' +
    `<pre v-pre class="vp-code"><code>${partsOf(text.trimEnd()).join('')}</code></pre></div>\n`
  );
}

/** A command that ends with a backslash goes on in the next line. */
const COMMAND = /^\$ (?:.*\\\n)*.*(?:\n|$)/gm;

function partsOf(text: string): string[] {
  const parts: string[] = [];
  let end = 0;
  for (const { 0: command, index } of text.matchAll(COMMAND)) {
    parts.push(
      output(text.slice(end, index)),
      PROMPT,
      `<span class="command">${escaped(command.slice('$ '.length))}</span>`,
    );
    end = index + command.length;
  }
  return [...parts, output(text.slice(end))];
}

const PROMPT = `<span class="prompt ${NOT_COPIED}">$ </span>`;

function output(text: string): string {
  return text && `<span class="output ${NOT_COPIED}">${escaped(text)}</span>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
