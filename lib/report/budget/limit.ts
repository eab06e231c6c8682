/** How much AWS, or GitHub, takes of something. Whose limit it is can be seen from its source. */
export interface Limit {
  /** `max`: no more than the limit. `min`: no less. `forbidden`: none at all; the limit is 0. */
  readonly kind: 'max' | 'min' | 'forbidden';
  /** `resources in a template`, in the plural: the first word is made singular for one. */
  readonly what: string;
  readonly limit: number;
  /** Whether AWS never raises it. */
  readonly hard: boolean;
  /** Above this AWS refuses for sure: an error. @default - the limit */
  readonly refusedAbove?: number;
  /** Above this the limit is reported to be near. @default - never: it does not grow with the pipeline */
  readonly nearAbove?: number;
  readonly remedy: string;
  readonly source: string;
  /** Of a name: the characters that it may have, as they stand between the brackets of a regular expression. */
  readonly alphabet?: string;
}

export const DOCS = 'https://docs.aws.amazon.com';

// Remedies that many limits have.
export const SHORTER = 'choose a shorter name, or shorter ids for the waves, Stages and steps that it is made of';
export const PLAIN = 'use other characters in this name, or in the ids that it is made of';
export const SMALLER = 'deploy some of the Stages from a pipeline of their own';
export const FEWER_TARGETS = 'deploy to some of the accounts from a pipeline of their own';

/** What grows with the pipeline is reported from 80 % on, while there is time. */
export const NEAR = 0.8;

export function growing(what: string, limit: number, source: string, remedy: string): Limit {
  return { kind: 'max', what, limit, hard: true, nearAbove: NEAR * limit, source, remedy };
}

/** What somebody has chosen once, and what is filled up on purpose. */
export function fixed(what: string, limit: number, source: string, remedy: string): Limit {
  return { kind: 'max', what, limit, hard: true, source, remedy };
}

/** What there must be so much of. */
export function atLeast(limit: number, what: string, source: string, remedy: string): Limit {
  return { kind: 'min', what, limit, hard: true, source, remedy };
}

/** What must not be at all. */
export function forbidden(what: string, source: string, remedy: string): Limit {
  return { kind: 'forbidden', what, limit: 0, hard: true, source, remedy };
}

/** Characters that a name must not have. `what`: `in the name of a stage`. */
export function otherThan(alphabet: string, what: string, source: string): Limit & { readonly alphabet: string } {
  return { ...forbidden(`characters other than ${inWords(alphabet)} ${what}`, source, PLAIN), alphabet };
}

/** `A-Z a-z 0-9 . @ _ -` */
export function inWords(alphabet: string): string {
  return alphabet.match(/\w-\w|./g)!.join(' ');
}

/** What AWS raises, or is said to take by some: the careful limit is a warning. */
export function settable(what: string, limit: number, refusedAbove: number, source: string, remedy: string): Limit {
  return { kind: 'max', what, limit, refusedAbove, hard: false, source, remedy };
}
