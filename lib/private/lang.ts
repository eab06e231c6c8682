export function mapValues<A, B>(xs: Readonly<Record<string, A>>, fn: (value: A, key: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(xs).map(([k, v]) => [k, fn(v, k)]));
}

/** Drop the keys whose value is `undefined`. */
export function definedOnly<A extends object>(xs: A): A {
  return Object.fromEntries(Object.entries(xs).filter(([, v]) => v !== undefined)) as A;
}

/** Drop the keys whose value is `undefined`; an object without keys becomes `undefined` itself. */
export function nonEmpty<A extends object>(xs: A): A | undefined {
  const kept = definedOnly(xs);
  return Object.keys(kept).length > 0 ? kept : undefined;
}

/** What `map` gives, one by one and only when it is asked for. */
export function* lazyMap<A, B>(xs: Iterable<A>, fn: (x: A) => B): Iterable<B> {
  for (const x of xs) {
    yield fn(x);
  }
}

/** A function that is called once for each argument. */
export function remembered<A, B>(make: (x: A) => B): (x: A) => B {
  const known = new Map<A, B>();
  return (x) => {
    const value = known.has(x) ? known.get(x)! : make(x);
    known.set(x, value);
    return value;
  };
}

export function groupBy<K, V>(xs: Iterable<V>, key: (x: V) => K): Map<K, V[]> {
  const ret = new Map<K, V[]>();
  for (const x of xs) {
    const group = ret.get(key(x));
    if (group) {
      group.push(x);
    } else {
      ret.set(key(x), [x]);
    }
  }
  return ret;
}

/** What may be one thing, several, or none, as in templates. */
export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

/** The members of an object; none, of anything else. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** Nothing, if it is no JSON. */
export function parsedJson(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
