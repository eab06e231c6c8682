export interface Place {
  /** Logical id of what uses it. @default - the stack as a whole */
  readonly element?: string;
  /** Where in it: `stage 'Prod', action 'Deploy'`. */
  readonly detail?: string;
}

/**
 * How much of a limit something uses.
 *
 * Large pipelines have a hundred thousand of them, of which a handful is reported: they are handed on one by one, and nobody
 * keeps them all.
 */
export interface Usage<Id extends string = string> extends Place {
  readonly limit: Id;
  readonly used: number;
}

/** Characters that a name may have: which limit says so, and a pattern that finds them all. */
export interface Alphabet<Id extends string> {
  readonly limit: Id;
  readonly valid: RegExp;
}

export function alphabetOf<Id extends string>(limit: Id, alphabet: string): Alphabet<Id> {
  return { limit, valid: new RegExp(`[${alphabet}]`, 'g') };
}

/** Of a name: its length, and the characters that are not taken. Names that are known at deployment only say nothing. */
export function* nameUses<Id extends string>(
  name: unknown,
  length: Id,
  at: Place,
  alphabet?: Alphabet<Id>,
): Iterable<Usage<Id>> {
  if (typeof name === 'string') {
    yield { limit: length, used: name.length, ...at };
    if (alphabet) {
      yield { limit: alphabet.limit, used: name.replace(alphabet.valid, '').length, ...at };
    }
  }
}

/** A place in a place: `stage 'Prod'` and then `action 'Deploy'`. */
export function within({ element, detail }: Place, part: string): Place {
  return { element, detail: detail === undefined ? part : `${detail}, ${part}` };
}

/** `'Prod'`; what is known at deployment only has no name here. */
export function literalName(name: unknown): string {
  return typeof name === 'string' ? `'${name}'` : "'…'";
}
