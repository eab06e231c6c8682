import * as fc from 'fast-check';

/** Present once in `freq` times; absent while shrinking. */
export function sometimes<T>(arb: fc.Arbitrary<T>, freq = 3): fc.Arbitrary<T | undefined> {
  return fc.oneof(
    { weight: freq - 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: arb as fc.Arbitrary<T | undefined> },
  );
}

/** Mostly empty, now and then up to `max`. */
export function few<T>(arb: fc.Arbitrary<T>, max: number, freq = 2): fc.Arbitrary<T[]> {
  return fc.oneof(
    { weight: freq - 1, arbitrary: fc.constant<T[]>([]) },
    { weight: 1, arbitrary: fc.array(arb, { minLength: 1, maxLength: max }) },
  );
}

export const index = fc.nat({ max: 11 });

export const tags = fc.dictionary(
  fc.constantFrom('team', 'Cost', 'a:b', 'zeta'),
  fc.constantFrom('x', 'Y y', ''.padEnd(3, '-')),
  { minKeys: 1, maxKeys: 3 },
);
