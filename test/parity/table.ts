import { compare } from './harness';
import type { CaseTable } from './kit';

/** One test per case. A table case that both libraries refuse proves nothing, so it fails. */
export function tableTests(table: Record<string, CaseTable>): void {
  for (const [subject, cases] of Object.entries(table)) {
    describe(subject, () => {
      test.each(Object.entries(cases))('%s', (_, scenario) => {
        const comparison = compare(scenario);
        const problem = comparison.result === 'different' ? comparison.diff : comparison.result;
        expect(problem).toBe('equal');
      });
    });
  }
}
