import * as fc from 'fast-check';
import { unifiedDiff } from '../../lib/private/unified-diff';

const text = (...lines: string[]) => lines.map((line) => `${line}\n`).join('');
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `${from + i}`);

test('equal texts have no difference', () => {
  expect(unifiedDiff('', '')).toEqual([]);
  expect(unifiedDiff(text('a', 'b'), text('a', 'b'))).toEqual([]);
});

test('three lines around a change; changes that are near each other are one hunk', () => {
  const before = text(...numbers(1, 20));
  const after = before.replace('5\n', 'five\n').replace('\n11\n', '\n').replace('20\n', '20\n21\n');
  expect(unifiedDiff(before, after)).toEqual([
    '@@ -2,13 +2,12 @@',
    ...[' 2', ' 3', ' 4', '-5', '+five', ' 6', ' 7', ' 8', ' 9', ' 10', '-11', ' 12', ' 13', ' 14'],
    '@@ -18,3 +17,4 @@',
    ...[' 18', ' 19', ' 20', '+21'],
  ]);
});

test('a text that is new, or gone', () => {
  expect(unifiedDiff('', text('a', 'b'))).toEqual(['@@ -0,0 +1,2 @@', '+a', '+b']);
  expect(unifiedDiff(text('a'), '')).toEqual(['@@ -1 +0,0 @@', '-a']);
});

test('a last line without an end', () => {
  expect(unifiedDiff('a', 'a\n')).toEqual(['@@ -1 +1 @@', '-a', '\\ No newline at end of file', '+a']);
});

test('what nobody sees is written out, and long lines are cut', () => {
  expect(unifiedDiff('', 'a\u001b[31m\u202e\r\n')).toEqual(['@@ -0,0 +1 @@', '+a\\u001b[31m\\u202e\\r']);
  expect(unifiedDiff('', `${'x'.repeat(1_000)}\n`)[1]).toBe(`+${'x'.repeat(239)}…`);
});

test('what is left out is counted', () => {
  expect(unifiedDiff('', text(...numbers(1, 10)), 4)).toEqual(['@@ -0,0 +1,10 @@', '+1', '+2', '+3', '… 7 more lines']);
  expect(unifiedDiff('', text(...numbers(1, 3)), 4)).toHaveLength(4);
});

/** What a patch makes of a text: `patch` of the system is not everywhere. */
function patched(before: string, diff: readonly string[]): string {
  const lines = before === '' ? [] : before.split(/(?<=\n)/);
  const out: string[] = [];
  let at = 0;
  diff.forEach((line, i) => {
    const header = /^@@ -(\d+)(?:,(\d+))? /.exec(line);
    const whole = diff[i + 1]?.startsWith('\\') ? line.slice(1) : `${line.slice(1)}\n`;
    if (header) {
      const start = header[2] === '0' ? Number(header[1]) : Number(header[1]) - 1;
      out.push(...lines.slice(at, start));
      at = start;
    } else if (line.startsWith('+')) {
      out.push(whole);
    } else if (!line.startsWith('\\')) {
      expect(lines[at]).toBe(whole);
      out.push(...(line.startsWith(' ') ? [whole] : []));
      at += 1;
    }
  });
  return [...out, ...lines.slice(at)].join('');
}

const anyText = fc
  .tuple(fc.array(fc.constantFrom('a', 'b', 'c', '', 'needs: x'), { maxLength: 30 }), fc.boolean())
  .map(([lines, hasEnd]) => (hasEnd ? text(...lines) : lines.join('\n')));

test('applied to the one text, it gives the other', () => {
  fc.assert(
    fc.property(anyText, anyText, (before, after) => {
      expect(patched(before, unifiedDiff(before, after))).toBe(after);
    }),
  );
});
