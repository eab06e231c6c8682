/** A job that is waited for. */
export interface Need {
  readonly id: string;
  /** Of a gate that is asked only where something is broadened: the job that finds out. */
  readonly check?: string;
}

/**
 * When a job runs that comes after a gate which may be skipped. GitHub skips all that comes after a skipped job, however far, unless
 * they say when they run; and `always()` would run them after a rejection.
 */
export function afterSkippable(needs: readonly Need[]): string {
  const isLong = needs.length > MANY && needs.every(({ check }) => check === undefined);
  return all(['!cancelled()', '!failure()', ...(isLong ? [allDone(needs.length)] : needs.map(isDone))]);
}

/** Needs that are named one by one, at most: GitHub takes no longer expression than 21,000 characters. */
const MANY = 50;

/** Says what must be and not what must not: a result that nobody knows yet lets nothing pass. */
function allDone(count: number): string {
  return `join(needs.*.result, ' ') == '${Array.from({ length: count }, () => 'success').join(' ')}'`;
}

/** When such a gate is asked: always, but where the check says in so many words that nothing is broadened. */
export function whenBroadened(check: string, needs: readonly Need[], isAfterSkippable: boolean): string {
  const asks = `needs.${check}.outputs.${BROADENED} != 'false'`;
  return isAfterSkippable ? all([afterSkippable(needs), asks]) : asks;
}

/** Output of a job that compares permissions. */
export const BROADENED = 'broadened';

function isDone({ id, check }: Need): string {
  const succeeded = `needs.${id}.result == 'success'`;
  return check === undefined
    ? succeeded
    : `(${succeeded} || (needs.${id}.result == 'skipped' && needs.${check}.outputs.${BROADENED} == 'false'))`;
}

function all(conditions: readonly string[]): string {
  return conditions.join(' && ');
}
