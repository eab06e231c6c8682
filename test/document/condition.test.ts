import { CANCELLED, type Condition, conditionOf, FAILURE, SKIPPED, SUCCESS } from '../../lib/document/condition';

type Results = Readonly<Record<string, number>>;

/** All jobs before are those that are needed. */
function mayRun(text: string | undefined, results: Results, isCancelled?: boolean): boolean {
  const all = Object.values(results);
  return (conditionOf(text) as Condition)({
    ...{ needs: Object.keys(results), resultsOf: (job: string) => results[job], isCancelled },
    maySucceed: all.every((one) => (one & SUCCESS) !== 0),
    mayFail: all.some((one) => (one & FAILURE) !== 0),
    mustFail: all.some((one) => one === FAILURE),
  });
}

const ANY = SUCCESS | FAILURE | SKIPPED | CANCELLED;

describe('a job that needs A and B, after A', () => {
  const CONDITIONS: [string | undefined, runs: string][] = [
    [undefined, 'success'],
    ['true', 'success'],
    ["github.ref == 'refs/heads/main'", 'success'],
    ['success()', 'success'],
    ['always()', 'success failure skipped cancelled'],
    ['ALWAYS ( )', 'success failure skipped cancelled'],
    ['failure()', 'success failure skipped cancelled'],
    ['!failure()', 'success skipped cancelled'],
    ['!success()', 'success failure skipped cancelled'],
    ['!cancelled()', 'success failure skipped cancelled'],
    ['!cancelled() && !failure()', 'success skipped cancelled'],
    ["always() && needs.A.result == 'success'", 'success'],
    ["always() && 'success' == needs.A.result", 'success'],
    ["always() && needs['A'].result == 'success'", 'success'],
    ["always() && needs.A.result != 'failure'", 'success skipped cancelled'],
    ["always() && (needs.A.result == 'success' || needs.A.result == 'skipped')", 'success skipped'],
    ["always() && !(needs.A.result == 'success' || needs.A.result == 'skipped')", 'failure cancelled'],
    ["always() && needs.A.result == 'Success'", 'success'],
    ["always() && !contains(needs.*.result, 'failure')", 'success skipped cancelled'],
    ["always() && contains(needs.*.result, 'skipped')", 'success failure skipped cancelled'],
    ["${{ always() && needs.A.result == 'success' }}", 'success'],
    ['false && always()', ''],
    // A job that is not needed has no result.
    ["always() && needs.C.result == 'success'", ''],
    ["always() && needs.C.result != 'failure'", 'success failure skipped cancelled'],
    ["always() && needs.C.result == ''", 'success failure skipped cancelled'],
    // Nor is an output one that is called so.
    ["always() && needs.A.outputs.result == 'success'", 'success failure skipped cancelled'],
    // A list is equal to no text, and a text contains others.
    ["always() && needs.*.result != 'failure'", 'success failure skipped cancelled'],
    ["always() && !contains(needs.A.result, 'fail')", 'success failure skipped cancelled'],
    ["always() && join(needs.*.result, ' ') == 'success success'", 'success'],
    ["always() && join(needs.*.result, ' ') != 'success success'", 'success failure skipped cancelled'],
    ["always() && join(needs.*.result, ' ') == 'success'", ''],
    ["always() && join(needs.*.result, ' ') == 'success skipped'", 'success failure skipped cancelled'],
    ['always() && constructor()', 'success failure skipped cancelled'],
    // In a text nothing is called.
    ["github.event.head_commit.message != 'always()'", 'success'],
    // What is not understood may be anything, and may pass the failure by.
    ["always() && needs.A.result == 'success' ?", 'success failure skipped cancelled'],
    ["${{ always() }} && needs.A.result == 'success'", 'success failure skipped cancelled'],
    ['always() && fromJSON(needs.A.outputs.x)[0] == needs.A.result', 'success failure skipped cancelled'],
    ['something @', 'success'],
    ['', 'success'],
  ];

  test.each(CONDITIONS)('if %s', (text, expected) => {
    const results = { success: SUCCESS, failure: FAILURE, skipped: SKIPPED, cancelled: CANCELLED };
    const runs = Object.entries(results).filter(([, A]) => mayRun(text, { A, B: ANY }));
    expect(runs.map(([name]) => name).join(' ')).toBe(expected);
  });

  test('in a run that is canceled', () => {
    expect(mayRun('!cancelled()', { A: CANCELLED }, true)).toBe(false);
    expect(mayRun('!failure()', { A: CANCELLED }, true)).toBe(true);
    expect(mayRun('cancelled()', { A: CANCELLED }, false)).toBe(false);
  });
});

test.each([
  ['deep', `always() && ${'('.repeat(60)}needs.A.result == 'success'${')'.repeat(60)}`],
  ['long', `always() && ${"needs.A.result == 'success' && ".repeat(1000)}true`],
  ['of calls in calls', `always() && ${'contains('.repeat(5_000)}`],
  ['of negations', `always() && ${'!'.repeat(10_000)}`],
])('an expression that GitHub refuses is not understood: one that is %s', (_, text) => {
  expect(mayRun(text, { A: FAILURE })).toBe(true);
});
