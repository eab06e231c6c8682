import { atLeast, growing, type Limit, settable } from '../../../lib/report/budget/limit';
import type { Usage } from '../../../lib/report/budget/usage';
import { findingOf, mergeLines, weigh } from '../../../lib/report/budget/weigh';

const LIMITS = {
  cups: growing('cups on a table', 50, 'https://example.com/cups', 'take another table'),
  spoons: atLeast(2, 'spoons on a table', 'https://example.com/spoons', 'add a spoon'),
  guests: settable('guests at a table', Infinity, Infinity, 'https://example.com/guests', 'ask some to leave'),
  plates: growing('plates on a table', 10, 'https://example.com/plates', 'take another table'),
} as const satisfies Record<string, Limit>;

type Id = keyof typeof LIMITS;

const use = (limit: Id, used: number, detail: string): Usage<Id> => ({ limit, used, detail });

/** Uses are handed on once, and one by one. */
function* stream(uses: readonly Usage<Id>[]) {
  yield* uses;
}

const weighed = (...uses: Usage<Id>[]) =>
  weigh(stream(uses), LIMITS).map((f) => [f.use.limit, f.use.detail, f.status, f.isRefused]);

test('of what is far from its limit the first of the greatest is reported', () => {
  const uses = [use('cups', 3, 'a'), use('cups', 7, 'b'), use('cups', 7, 'c'), use('cups', 1, 'd')];
  expect(weighed(...uses)).toEqual([['cups', 'b', 'ok', false]]);
});

test('all that is near or over is reported, the greatest first, equal ones in their order', () => {
  const uses = [use('cups', 45, 'a'), use('cups', 7, 'b'), use('cups', 51, 'c'), use('cups', 45, 'd')];
  expect(weighed(...uses)).toEqual([
    ['cups', 'c', 'over', true],
    ['cups', 'a', 'near', false],
    ['cups', 'd', 'near', false],
  ]);
});

test('less than there must be is over the limit; enough is not reported', () => {
  expect(weighed(use('spoons', 1, 'a'), use('spoons', 2, 'b'))).toEqual([['spoons', 'a', 'over', true]]);
  expect(weighed(use('spoons', 2, 'b'))).toEqual([]);
});

test('limits are reported in the order of their table; what is not used, or not limited, is not', () => {
  const uses = [use('plates', 1, 'a'), use('guests', 9, 'b'), use('cups', 0, 'c')];
  expect(weighed(...uses).map(([id]) => id)).toEqual(['plates']);
  expect(weighed(...uses, use('cups', 2, 'd')).map(([id]) => id)).toEqual(['cups', 'plates']);
});

test('of several tables the greatest use counts, or all that is near or over', () => {
  const lines = (used: number) =>
    weigh([use('cups', used, 'it')], LIMITS).map((f) => findingOf(f, 'Table', 'x', LIMITS).line);
  const merged = (...used: number[]) => mergeLines(used.flatMap(lines), LIMITS).map((line) => line.used);
  expect(merged(12, 13)).toEqual([13]);
  expect(merged(12, 45, 13, 48)).toEqual([48, 45]);
  expect(lines(45)).toMatchObject([{ id: 'cups', where: 'Table: it', limit: 50, status: 'near' }]);
});
