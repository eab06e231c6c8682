import { catchUp, ownList } from '../../lib/blueprint/seal';

/** The list, what it was when it was read, what it should be now, and what comes of it. */
const CASES: Record<string, [string, string, string, string]> = {
  'untouched: as it is now': ['abc', 'abc', 'cbd', 'cbd'],
  'another order stays, new ones come last': ['cba', 'abc', 'abcd', 'cbad'],
  'what was taken out stays out': ['ac', 'abc', 'abcd', 'acd'],
  'what was put in stays in': ['axbc', 'abc', 'abcd', 'axbcd'],
  'what is no more goes': ['cba', 'abc', 'ac', 'ca'],
  'all taken out': ['', 'abc', 'abc', ''],
  'never read': ['', '', 'ab', 'ab'],
};

test.each(Object.entries(CASES))('%s', (_, [list, before, now, expected]) => {
  const changed = [...list];
  catchUp(changed, [...before], [...now]);
  expect(changed.join('')).toBe(expected);
});

test('a list that was given is the list itself; a frozen one is copied, as nothing can come to it', () => {
  const list = ['a'];
  expect(ownList(list)).toBe(list);
  const frozen = Object.freeze(['a']) as string[];
  expect(ownList(frozen)).not.toBe(frozen);
  ownList(frozen).push('b');
  expect(ownList(undefined)).toEqual([]);
});
