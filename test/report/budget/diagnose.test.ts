import type { BudgetLine } from '../../../lib/document/plan-document';
import { textWithPlace } from '../../../lib/private/diagnostics';
import { diagnose, type Finding } from '../../../lib/report/budget/diagnose';

const line = (id: string, used: number, others: Partial<BudgetLine> = {}): BudgetLine => ({
  id,
  kind: 'max',
  what: `${id} on a table`,
  used,
  limit: 50,
  hard: true,
  where: 'Room',
  remedy: 'take another table',
  source: 'https://example.com/tables',
  status: 'over',
  ...others,
});

const finding = (place: string, line: BudgetLine, isRefused = true, detail?: string): Finding<string> => ({
  ...{ place, line, isRefused, detail },
  path: 'Room',
});

const text = (of: BudgetLine) => diagnose([finding('x', of)]).map((p) => textWithPlace(p.diagnostic));

test('an error for what AWS refuses, a warning for what is near; each with its limit and where that is written', () => {
  expect(diagnose([finding('x', line('cups', 51)), finding('x', line('plates', 45), false)])).toEqual([
    {
      place: 'x',
      diagnostic: {
        severity: 'error',
        id: 'cdk-pipelines:limit:cups',
        where: 'Room',
        given: '51 cups on a table; AWS takes 50',
        fix: 'take another table',
        source: 'https://example.com/tables',
      },
    },
    { place: 'x', diagnostic: expect.objectContaining({ severity: 'warning', id: 'cdk-pipelines:limit:plates' }) },
  ]);
});

test('nothing of what is far from its limit', () => {
  expect(diagnose([finding('x', line('cups', 1, { status: 'ok' }), false)])).toEqual([]);
});

test('one for each limit and place, which names the first and how many more there are', () => {
  const all = ['x', 'x', 'y', 'x'].map((place, i) => finding(place, line('cups', 60 - i), true, `row ${i}`));
  expect(diagnose(all).map((p) => [p.place, textWithPlace(p.diagnostic)])).toEqual([
    [
      'x',
      '[Room] 60 cups on a table (row 0); AWS takes 50. The same goes for 2 more, such as row 1. To fix it: take another table. See https://example.com/tables',
    ],
    [
      'y',
      '[Room] 58 cups on a table (row 2); AWS takes 50. To fix it: take another table. See https://example.com/tables',
    ],
  ]);
});

test.each([
  [line('cups', 1, { kind: 'min', limit: 2 }), '1 cup on a table; at least 2 are needed. '],
  [line('cups', 0, { kind: 'min', limit: 1 }), '0 cups on a table; at least 1 is needed. '],
  [line('cups', 1, { kind: 'forbidden', limit: 0 }), '1 cup on a table; AWS refuses it. '],
  [line('cups', 2, { kind: 'forbidden', limit: 0 }), '2 cups on a table; AWS refuses them. '],
  [line('cups', 60, { hard: false }), '60 cups on a table; the limit is 50. '],
])('%#: it reads as a sentence', (of, sentence) => {
  expect(text(of)).toEqual([expect.stringContaining(`[Room] ${sentence}To fix it: `)]);
});
