/** How much AWS takes of something. */
export interface Limit {
  /** `resources in a template`. */
  readonly what: string;
  readonly limit: number;
  /** Whether AWS never raises it. */
  readonly hard: boolean;
  /** Above this AWS refuses for sure: an error. @default - the limit */
  readonly refusedAbove?: number;
  /** Above this it is told that the limit is near. @default - never: it does not grow with the pipeline */
  readonly nearAbove?: number;
  readonly remedy: string;
  readonly source: string;
}

export const DOCS = 'https://docs.aws.amazon.com';

/** What grows with the pipeline is told from 80 % on, while there is time. */
export const NEAR = 0.8;

export function growing(what: string, limit: number, source: string, remedy: string): Limit {
  return { what, limit, hard: true, nearAbove: NEAR * limit, source, remedy };
}

/** What somebody has chosen once, and what is filled up on purpose. */
export function fixed(what: string, limit: number, source: string, remedy: string): Limit {
  return { what, limit, hard: true, source, remedy };
}

/** What must not be at all. */
export function none(what: string, source: string, remedy: string): Limit {
  return fixed(what, 0, source, remedy);
}

/** What AWS raises, or is said to take by some: the careful limit is a warning. */
export function settable(what: string, limit: number, refusedAbove: number, source: string, remedy: string): Limit {
  return { what, limit, refusedAbove, hard: false, source, remedy };
}

export const SHORTER = 'choose a shorter name, or shorter ids for the waves, Stages and steps that it is made of';
export const PLAIN = 'use other characters in this name, or in the ids that it is made of';
export const SMALLER = 'deploy some of the Stages from a pipeline of their own';
export const FEWER_TARGETS = 'deploy to some of the accounts from a pipeline of their own';
