import * as fc from 'fast-check';
import { appSpec } from './generator';
import { compare, type Comparison } from './harness';
import { interpret } from './interpret';
import { print } from './print';
import type { AppSpec } from './spec';

export interface Runs {
  readonly accepted: number;
  readonly refused: number;
  /** What the incumbent said, to how often: a generator that is refused a lot proves little. */
  readonly reasons: Record<string, number>;
  /** The smallest app found that differs, as a program, with its difference. */
  readonly failure?: string;
}

/** Shrinking a large app may take thousands of steps; after this many, small enough is good enough. */
const MAX_SHRINKS = 400;

/** Draws apps and compares them until one differs. */
export function runMany(seed: number, numRuns: number, each: (done: number) => void = () => undefined): Runs {
  const counts = { accepted: 0, refused: 0 };
  const reasons: Record<string, number> = {};
  let shrinks = -1;
  const property = fc.property(appSpec, (spec) => {
    if (shrinks >= MAX_SHRINKS) {
      return true;
    }
    const comparison = compare(interpret(spec));
    if (shrinks === -1 && comparison.result !== 'different') {
      count(comparison, counts, reasons);
      each(counts.accepted + counts.refused);
    }
    shrinks += shrinks >= 0 || comparison.result === 'different' ? 1 : 0;
    return comparison.result !== 'different';
  });
  const outcome = fc.check(property, { seed, numRuns });
  return {
    ...counts,
    reasons,
    failure: outcome.failed ? explain(seed, outcome.counterexample?.[0], outcome.errorInstance) : undefined,
  };
}

function count(
  comparison: Comparison,
  counts: { accepted: number; refused: number },
  reasons: Record<string, number>,
): void {
  if (comparison.result === 'refused' || comparison.result === 'only ours accepts') {
    const reason = comparison.incumbent.replace(/\s+/g, ' ').slice(0, 120);
    counts.refused++;
    reasons[reason] = (reasons[reason] ?? 0) + 1;
  } else {
    counts.accepted++;
  }
}

function explain(seed: number, spec: AppSpec | undefined, error: unknown): string {
  if (!spec) {
    return `seed ${seed}: ${String(error)}`;
  }
  const comparison = compare(interpret(spec));
  const diff = comparison.result === 'different' ? comparison.diff : comparison.result;
  return `seed ${seed}\n\ncontext: ${JSON.stringify(spec.context)}\n\n${print(spec)}\n\n${diff}`;
}
