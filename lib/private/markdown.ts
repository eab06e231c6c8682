// Text in the Markdown of GitHub: what others have written stays text.

/** Of a text; GitHub breaks long words itself. */
const MOST_IN_LINE = 300;

/** What no page shows, or shows in another order than it is. */
const INVISIBLE = /[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufddf\ufeff\ufffe\uffff]/g;

/**
 * Names are text, whatever Markdown or GitHub would make of them: markup, the beginning of a block, a mention, a link or a
 * reference (which GitHub finds in the finished page, so that only a character between helps).
 */
export function escapeMarkdown(text: string): string {
  const [short] =
    text.length > MOST_IN_LINE ? [`${text.slice(0, MOST_IN_LINE).replace(/[\ud800-\udbff]$/, '')}…`] : [text];
  return short
    .replace(/[\s\x85]+/g, ' ')
    .trim()
    .replace(INVISIBLE, '\ufffd')
    .replace(/[\\`*_[\]#|~]/g, '\\$&')
    .replace(/^[-+=:]|^\d+(?=[.)])/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\$/g, '&#36;')
    .replace(/@/g, '&#64;&#8203;')
    .replace(/\\#/g, '\\#&#8203;')
    .replace(/:(?=\/\/)/g, ':&#8203;')
    .replace(/\b(www)(?=\.)/gi, '$1&#8203;')
    .replace(/\b(GH)(?=-\d)/gi, '$1&#8203;');
}

/** Lines as they are, in a block that none of them ends: its fence is longer than any in there. */
export function fenced(lines: readonly string[], language: string): string[] {
  const longest = lines.flatMap((line) => line.match(/`+/g) ?? []).reduce((most, one) => Math.max(most, one.length), 2);
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...lines, fence];
}
