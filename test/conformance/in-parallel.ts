const AT_ONCE = 4;

/** Shells of one run while the next one is synthesized. Results are in the order of what is given. */
export async function inParallel<T, U>(given: readonly T[], work: (one: T) => Promise<U>): Promise<U[]> {
  const results: U[] = [];
  const waiting = [...given.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results[next[0]] = await work(next[1]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
