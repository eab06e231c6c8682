import type { LimitId } from './limits';

/** How much of a limit something uses. */
export interface Use {
  readonly limit: LimitId;
  readonly used: number;
  /** Logical id of what uses it. @default - the stack as a whole */
  readonly element?: string;
  /** Where in it: `stage 'Prod', action 'Deploy'`. */
  readonly detail?: string;
}

/** Of a name: its length, and the characters that are not taken. Names that are known at deployment only say nothing. */
export function nameUses(
  name: unknown,
  length: LimitId,
  characters: LimitId | undefined,
  valid: RegExp,
  at: Pick<Use, 'element' | 'detail'>,
): Use[] {
  if (typeof name !== 'string') {
    return [];
  }
  return [
    { limit: length, used: name.length, ...at },
    ...(characters ? [{ limit: characters, used: name.replace(valid, '').length, ...at }] : []),
  ];
}

/** How much is missing to the least that is taken. */
export function missing(limit: LimitId, least: number, value: number, at: Pick<Use, 'element' | 'detail'>): Use {
  return { limit, used: Math.max(0, least - value), ...at };
}

export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** `'Prod'`; what is known at deployment only has no name here. */
export function quoted(name: unknown): string {
  return typeof name === 'string' ? `'${name}'` : "'…'";
}
