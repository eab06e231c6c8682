import type { IConstruct } from 'constructs';
import type { Trusted } from './trust';

/** A role of an app whose name and account are literals. */
export interface KnownRole {
  /** Construct path, for messages. */
  readonly path: string;
  readonly account: string;
  readonly name: string;
  readonly trusted: Trusted;
  /** How long a session may last. */
  readonly maxSeconds: number;
}

const known = new WeakMap<IConstruct, KnownRole[]>();

export function rememberRole(root: IConstruct, role: KnownRole): void {
  known.set(root, [...(known.get(root) ?? []), role]);
}

export function rolesIn(root: IConstruct): readonly KnownRole[] {
  return known.get(root) ?? [];
}
