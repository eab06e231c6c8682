import type { Change, Severity } from '../../lib/cli/diff/change';
import type { Comparison } from '../../lib/cli/diff/compare';
import { renderMarkdown } from '../../lib/cli/diff/markdown';

const LIMIT = 65_536;
const REST = 'Not compared: what is not compared.';

const change = (severity: Severity, text: string, details: string[] = []): Change => ({ severity, text, details });
const comparison = (path: string, ...changes: Change[]): Comparison => ({ path, changes, measures: [] });
const page = (...comparisons: Comparison[]) => renderMarkdown(comparisons, REST).join('\n');

test('the whole page', () => {
  const measures = [{ what: 'actions', before: 1, after: 3 }];
  const first = { ...comparison('A', change('lost', 'Gate', ['x', 'y']), change('info', 'more')), measures };
  expect(page(first, comparison('B'))).toBe(`### Delivery: A

**A gate is lost**

- Gate
  - x
  - y

<details>
<summary>For the record (1)</summary>

- more

</details>

| | before | after | |
|---|---:|---:|---:|
| actions | 1 | 3 | +2 |

### Delivery: B

Nothing changes for delivery.

${REST}`);
});

test.each([
  ['a mention', '@team', '&#64;&#8203;team'],
  ['references', '#12 a/b#3 GH-4', '\\#&#8203;12 a/b\\#&#8203;3 GH&#8203;-4'],
  ['links', 'https://x.y www.z', 'https:&#8203;//x.y www&#8203;.z'],
  ['lines', 'a\r\n# b\rc', 'a \\#&#8203; b c'],
  [
    'markup',
    '`a` |b| <c> &d; *e* _f_ ~g~ [h](i) $j$',
    '\\`a\\` \\|b\\| &lt;c&gt; &amp;d; \\*e\\* \\_f\\_ \\~g\\~ \\[h\\](i) &#36;j&#36;',
  ],
  ['the beginning of a block', '- a', '\\- a'],
  ['what is not seen', 'a\u202eb\u200bc\u001b[0m', 'a\ufffdb\ufffdc\ufffd\\[0m'],
])('names are text: %s', (_, name, expected) => {
  expect(page(comparison('A', change('notice', name, [name])))).toContain(`- ${expected}\n  - ${expected}\n`);
});

test('a long word is cut, and no entity or pair of characters is', () => {
  const out = page(comparison('A', change('lost', '@'.repeat(1_000)), change('lost', `${'x'.repeat(299)}\u{1f600}y`)));
  const [mentions, faces] = out.split('\n').filter((line) => line.startsWith('- '));
  expect(mentions).toBe(`- ${'&#64;&#8203;'.repeat(300)}…`);
  expect(faces).toBe(`- ${'x'.repeat(299)}…`);
});

test('what does not fit is left out, the least dangerous first, and counted', () => {
  const many = (severity: Severity, n: number) =>
    Array.from({ length: n }, (_, i) => change(severity, `${severity} ${i} ${'@'.repeat(50)}`, ['#'.repeat(40)]));
  const comparisons = [
    comparison('A', ...many('info', 500), ...many('notice', 30)),
    comparison('B', ...many('lost', 10), ...many('danger', 20)),
    ...Array.from({ length: 10 }, (_, i) => comparison(`Same${i}`)),
  ];
  const out = page(...comparisons);
  expect(out.length).toBeLessThan(LIMIT);
  expect(out.length).toBeGreaterThan(LIMIT - 5_000);
  for (const [severity, n] of Object.entries({ lost: 10, danger: 20 })) {
    expect(out.match(new RegExp(`^- ${severity} \\d+ `, 'gm'))).toHaveLength(n);
  }
  const shown = out.match(/^- (info|notice|lost|danger) /gm)!.length;
  expect(out).toContain(
    `**Left out, as a comment has a limit: ${560 - shown} changes and 10 pipelines without changes.**`,
  );
  expect(out.match(/<details>/g)?.length).toBe(out.match(/<\/details>/g)?.length);
  expect(out).toMatch(/Not compared: what is not compared\.$/);
});

test('thousands of pipelines', () => {
  const out = page(...Array.from({ length: 5_000 }, (_, i) => comparison(`P${i}`, change('lost', '@'.repeat(300)))));
  expect(out.length).toBeLessThan(LIMIT);
  expect(out).toMatch(/Left out, as a comment has a limit: \d+ changes\./);
});
