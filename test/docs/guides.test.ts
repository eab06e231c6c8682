import { blocksOf, pages, read } from './kit/pages';

// All guides are built alike: what you get, the smallest example, the tasks, and what can go wrong.

const GUIDES = pages().filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');

test.each(GUIDES)('%s begins with an example and ends with mistakes', (page) => {
  const headings = read(page)
    .replace(/^ *```.*?^ *```$/gms, '')
    .match(/^##? .*$/gm)!;
  expect(headings.filter((heading) => heading.startsWith('# '))).toHaveLength(1);
  expect(headings.at(-1)).toBe('## What can go wrong');
  expect(blocksOf(page)[0].line).toBeLessThanOrEqual(20);
});

test('most guides show mistakes that the tests make', () => {
  const shown = GUIDES.filter((page) =>
    blocksOf(page).some(({ flags }) => flags.includes('fails') || flags.includes('warns')),
  );
  expect(shown.length).toBeGreaterThan(0.8 * GUIDES.length);
});
