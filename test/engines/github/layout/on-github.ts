import type { LaidOutJob } from '../../../../lib/engines/github/private/layout/lay-out';

/** A job that takes too long, or is cancelled alone, has not failed for GitHub. */
export type Result = 'success' | 'failure' | 'cancelled' | 'skipped';

/** What a job does if it runs: its result, and its outputs. */
export type Behaviour = (job: LaidOutJob) => { readonly result: Result; readonly broadened?: string };

/**
 * Runs jobs as GitHub does: who says nothing runs if all before it, however far, have succeeded. Conditions are evaluated; what is not
 * known of their language is an error.
 */
export function runOnGitHub(jobs: readonly LaidOutJob[], behaviour: Behaviour): Map<string, Result> {
  const results = new Map<string, Result>();
  const outputs = new Map<string, string>();
  const ancestors = new Map<string, Set<string>>();
  for (const job of jobs) {
    const before = new Set(job.needs.flatMap((need) => [need, ...ancestors.get(need)!]));
    ancestors.set(job.id, before);
    const of = [...before].map((id) => results.get(id)!);
    const runs =
      job.condition === undefined
        ? of.every((result) => result === 'success')
        : evaluate(job.condition, job.needs, results, outputs, of);
    const { result, broadened = '' } = runs ? behaviour(job) : { result: 'skipped' as const };
    results.set(job.id, result);
    outputs.set(job.id, broadened);
  }
  return results;
}

function evaluate(
  condition: string,
  needs: readonly string[],
  results: ReadonlyMap<string, Result>,
  outputs: ReadonlyMap<string, string>,
  before: readonly Result[],
): boolean {
  // Without a function of status, GitHub adds one.
  const whole = /(success|failure|always|cancelled)\(\)/.test(condition)
    ? condition
    : `${before.every((result) => result === 'success')} && (${condition})`;
  const value = (id: string, values: ReadonlyMap<string, string>) => {
    // What a job does not say to need it does not see.
    return JSON.stringify(needs.includes(id) ? (values.get(id) ?? '') : '');
  };
  const script = whole
    .replace(/join\(needs\.\*\.result, ' '\)/g, () => JSON.stringify(needs.map((n) => results.get(n)).join(' ')))
    .replace(/needs\.([\w-]+)\.result/g, (_, id: string) => value(id, results))
    .replace(/needs\.([\w-]+)\.outputs\.broadened/g, (_, id: string) => value(id, outputs))
    .replace(/cancelled\(\)/g, 'false')
    .replace(/failure\(\)/g, String(before.includes('failure')));
  const rest = script.replace(/"[^"]*"|'[^']*'|true|false|&&|\|\||==|!=|[!() ]/g, '');
  if (rest !== '') throw new Error(`what is '${rest}' in ${condition}?`);
  return new Function(`return ${script};`)() as boolean;
}
