import { Trait } from '../private/traits';

/** Of sources whose files start a pipeline: which of their changes do. */
export const STARTS = new Trait<() => readonly Start[]>('Starts');

/** A change that starts a pipeline. Patterns that begin with `!` exclude. */
export type Start =
  | { readonly on: 'push'; readonly branches?: readonly string[]; readonly paths?: readonly string[] }
  | { readonly on: 'tag'; readonly tags: readonly string[] }
  | { readonly on: 'pull-request' }
  | { readonly on: 'nothing' };
