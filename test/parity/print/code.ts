/** A piece of program text, as opposed to a value. */
export type Code = string;

export const str = (value: string): Code =>
  `'${value.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n')}'`;

export const strings = (values: readonly string[]): Code => list(values.map(str));

export const list = (values: readonly Code[]): Code => `[${values.join(', ')}]`;

/** An object literal; what is undefined is left out. */
export function object(members: Record<string, Code | undefined>): Code {
  const present = Object.entries(members).filter(([, code]) => code !== undefined);
  const key = (name: string) => (/^[A-Za-z_]\w*$/.test(name) ? name : str(name));
  return present.length === 0
    ? '{}'
    : `{ ${present.map(([name, code]) => (name === code ? name : `${key(name)}: ${code}`)).join(', ')} }`;
}

/** The code of an optional value. */
export function maybe<T>(value: T | undefined, code: (value: T) => Code): Code | undefined {
  return value === undefined ? undefined : code(value);
}

export const literal = (value: unknown): Code | undefined => maybe(value, (v) => JSON.stringify(v));
