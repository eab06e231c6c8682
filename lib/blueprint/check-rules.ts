import { type Duration, Token } from 'aws-cdk-lib';
import type { ConditionData, StageOptionsData } from './stage-data';
import { problem } from '../private/diagnostics';
import { demand, describeInput, type Inputs, inputsOf, isList, isObject, refuse } from '../private/inputs';

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

/** Whole minutes, if a time is given: from `least` to `most`. */
export function demandMinutes(
  { where, problems }: Inputs,
  property: string,
  value: unknown,
  [least, most = Infinity]: readonly [number, number?],
  fix: string,
): number | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  const duration = isObject(value) && 'toMinutes' in value ? (value as Duration) : undefined;
  const minutes = duration && !duration.isUnresolved() ? duration.toMinutes({ integral: false }) : NaN;
  const wrong = problem({
    where,
    given: `${duration ? duration.toHumanString() : describeInput(value)} as ${property}`,
    expected: `a Duration of ${least} minute${least === 1 ? '' : 's'} ${most === Infinity ? 'or more' : `to ${most / (24 * 60)} days`}, in whole minutes, known at synthesis`,
    fix,
  });
  const isFine = Number.isInteger(minutes) && minutes >= least && minutes <= most;
  problems.push(...(isFine ? [] : [wrong]));
  return minutes;
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

/** What was put into `StageConditions`: classes of ours, with what they hold. */
interface Given {
  readonly beforeEntry?: { readonly _data: NonNullable<StageOptionsData['beforeEntry']> };
  readonly onSuccess?: { readonly _data: NonNullable<StageOptionsData['onSuccess']> };
  readonly onFailure?: { readonly _data: NonNullable<StageOptionsData['onFailure']> };
  readonly transition?: { readonly _reason: string };
}

/** What was given, checked, as data. */
export function stageOptionsOf(where: string, given: Given | undefined | null): StageOptionsData | undefined {
  // A wave may be given as the options of another one.
  const known = (given as { readonly _options?: StageOptionsData } | undefined)?._options;
  const { beforeEntry, onSuccess, onFailure, transition } = given ?? {};
  if (!beforeEntry && !onSuccess && !onFailure && !transition) {
    return known;
  }
  const inputs = inputsOf(where);
  const some = (
    property: string,
    x: unknown,
    isRight: (data: Partial<ConditionData>) => boolean,
    ...words: [string, string]
  ) => x && demand(inputs, isObject(x) && '_data' in x && isRight(Object(x._data)), property, x, ...words);
  const one =
    (...results: string[]) =>
    ({ result = '', rules }: Partial<ConditionData<string>>) =>
      results.includes(result) && (rules === undefined) === results.includes('RETRY');
  some(
    'beforeEntry',
    beforeEntry,
    one('FAIL', 'SKIP'),
    'an EntryCondition',
    'write beforeEntry: EntryCondition.failUnless(…)',
  );
  some(
    'onSuccess',
    onSuccess,
    one('FAIL', 'ROLLBACK'),
    'a SuccessCondition',
    'write onSuccess: SuccessCondition.failUnless(…)',
  );
  some(
    'onFailure',
    onFailure,
    one('RETRY', 'ROLLBACK'),
    'a FailureResponse',
    'write onFailure: FailureResponse.retryAllActions()',
  );
  const isTransition = !transition || (isObject(transition) && '_reason' in transition);
  demand(
    inputs,
    isTransition,
    'transition',
    transition,
    'a StageTransition',
    "write transition: StageTransition.disabled('…')",
  );
  refuse(inputs);
  return {
    beforeEntry: beforeEntry?._data,
    onSuccess: onSuccess?._data,
    onFailure: onFailure?._data,
    disabled: transition?._reason,
  };
}
