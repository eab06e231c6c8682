import { escapeMarkup, listed, quoted } from '../../lib/private/text';

test.each([
  [[], 2, ''],
  [['a'], 2, 'a'],
  [['a', 'b'], 2, 'a, b'],
  [['a', 'b', 'c', 'd'], 2, 'a, b and 2 more'],
  [['a', 'b', 'c'], undefined, 'a, b, c'],
])('%j, at most %s of them', (items, most, expected) => {
  expect(listed(items, most)).toBe(expected);
});

test('names are quoted, and the number of the others is not', () => {
  expect(quoted(['a', 'b', 'c'], 1)).toBe("'a' and 2 more");
});

test('markup is text', () => {
  expect(escapeMarkup('<b a="1">&</b>')).toBe('&#60;b a=&#34;1&#34;&#62;&#38;&#60;/b&#62;');
});
