import { Token } from 'aws-cdk-lib';
import { demand, type Inputs, isList, isObject } from '../private/inputs';

/** Text of a form, or a token, of which nothing is known. */
export function demandTextIn(
  inputs: Inputs,
  property: string,
  value: unknown,
  form: RegExp,
  expected: string,
  fix: string,
): void {
  const isRight = typeof value === 'string' && (Token.isUnresolved(value) || form.test(value));
  demand(inputs, isRight, property, value, expected, fix);
}

/** A list of one or more things that have this member. */
export function demandSome(
  inputs: Inputs,
  property: string,
  value: unknown,
  member: string,
  expected: string,
  fix: string,
): unknown[] {
  const items = isList(value) ? [...value] : [];
  demand(inputs, items.length > 0, property, value, `a list with ${expected} or more`, fix);
  items.forEach((item, i) =>
    demand(inputs, isObject(item) && member in item, `${property}[${i}]`, item, expected, fix),
  );
  return items;
}

/** Whole minutes, if a time is given. */
export function demandDuration(inputs: Inputs, property: string, value: unknown): number | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  const minutes = isObject(value) && 'toMinutes' in value ? minutesOf(value as { toMinutes: ToMinutes }) : undefined;
  const isRight = minutes !== undefined && minutes >= 1 && Number.isInteger(minutes);
  demand(inputs, isRight, property, value, 'whole minutes, at least 1', `write ${property}: Duration.minutes(15)`);
  return minutes;
}

type ToMinutes = (options: { readonly integral: boolean }) => number;

function minutesOf(duration: { toMinutes: ToMinutes }): number | undefined {
  return Token.isUnresolved(duration) ? undefined : duration.toMinutes({ integral: false });
}

/** Commands of one line each. */
export function demandLines(inputs: Inputs, property: string, value: unknown): string[] {
  const items = isList(value) ? [...value] : [];
  const fix = `write ${property}: ['…'], with a command of one line in each item`;
  demand(inputs, items.length > 0, property, value, 'a list with a command or more', fix);
  items.forEach((item, i) =>
    demandTextIn(inputs, `${property}[${i}]`, item, /^[^\r\n]*\S[^\r\n]*$/, 'a command of one line', fix),
  );
  return items as string[];
}
