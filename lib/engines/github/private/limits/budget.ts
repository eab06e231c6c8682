import { LIMITS_OF_GITHUB } from './limits-of-github';
import { type Measured, measureWorkflow } from './measure-workflow';
import type { BudgetLine } from '../../../../document/plan-document';
import type { Diagnostic } from '../../../../private/diagnostics';
import { diagnose } from '../../../../report/budget/diagnose';
import { findingOf, mergeLines, weigh } from '../../../../report/budget/weigh';

/** What a workflow uses of what GitHub takes. */
export interface Budget {
  readonly lines: readonly BudgetLine[];
  /** Errors of what GitHub refuses, warnings of what is near. */
  readonly diagnostics: readonly Diagnostic[];
}

/** `path`: construct path of the pipeline. */
export function budgetOf(measured: Measured, path: string): Budget {
  const weighed = weigh(measureWorkflow(measured), LIMITS_OF_GITHUB);
  const findings = weighed.map((finding) => findingOf(finding, path, path, LIMITS_OF_GITHUB));
  const lines = findings.map(({ line }) => line);
  return {
    lines: mergeLines(lines, LIMITS_OF_GITHUB),
    diagnostics: diagnose(findings).map(({ diagnostic }) => diagnostic),
  };
}
