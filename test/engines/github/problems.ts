import type { Diagnostic } from '../../../lib/private/diagnostics';

/** What was given wrongly, problem by problem. */
export function problemsIn(run: () => void): string[] {
  try {
    run();
    return [];
  } catch (error) {
    const { problems } = error as { readonly problems?: readonly Diagnostic[] };
    if (!problems) {
      throw error;
    }
    return problems.map(({ given }) => given);
  }
}
