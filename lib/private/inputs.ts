import { className } from './class-name';
import { type Diagnostic, problem } from './diagnostics';
import { failIfAny } from './errors';

/*
 * What plain JavaScript lets through: a string for a list, a promise, nothing at all. Only what could never work is refused;
 * a Set is as good as a list, and null as good as nothing.
 */

/** What was given, in words. Never reads a property that the value may not have. */
export function describeInput(x: unknown): string {
  if (x === undefined || x === null) {
    return x === null ? 'null' : 'nothing';
  }
  if (typeof x === 'string') {
    return `the string '${x}'`;
  }
  if (typeof x === 'function') {
    return `${x.name === '' ? 'a' : 'the'} ${/^class\b/.test(`${x}`) ? 'class' : 'function'} ${x.name}`.trimEnd();
  }
  if (typeof x !== 'object') {
    return `the ${typeof x} ${String(x)}`;
  }
  return Array.isArray(x) ? 'a list' : describeObject(x);
}

function describeObject(x: object): string {
  const { node } = x as { node?: { path?: string } };
  if (isPromise(x)) {
    return 'a promise (await it first)';
  }
  const name = className(x);
  const kind = name === 'Object' ? 'an object' : name;
  return typeof node?.path === 'string' ? `${kind} '${node.path}'` : kind;
}

/** Whether something can be read as a list. A string could, letter by letter. */
export function isList(x: unknown): x is Iterable<unknown> {
  return typeof x === 'object' && x !== null && Symbol.iterator in x;
}

export function isObject(x: unknown): x is object {
  return typeof x === 'object' && x !== null && !isPromise(x);
}

export function isPromise(x: unknown): boolean {
  return typeof (x as { then?: unknown } | undefined | null)?.then === 'function';
}

/** Whether something is text, becomes text or is left out: `undefined` as a value has always been as good as no key. */
export function isText(x: unknown): boolean {
  return (
    x === undefined || (isObject(x) ? 'resolve' in x : x !== null && typeof x !== 'function' && typeof x !== 'object')
  );
}

/** Whether something is a `CfnOutput`: other elements of a template are no outputs. */
export function isOutput(x: unknown): boolean {
  return isObject(x) && 'logicalId' in x && 'exportName' in x;
}

/** Where a problem is, and what to say of it. */
export interface Inputs {
  readonly where: string;
  readonly problems: Diagnostic[];
}

export function inputsOf(where: string): Inputs {
  return { where, problems: [] };
}

/** Report all that is wrong with one call at once. */
export function refuse({ problems }: Inputs): void {
  failIfAny(problems);
}

export function demand(
  { where, problems }: Inputs,
  isRight: boolean,
  property: string,
  value: unknown,
  expected: string,
  fix: string,
): void {
  if (!isRight) {
    problems.push(problem({ where, given: `${describeInput(value)} as ${property}`, expected, fix }));
  }
}

/** A list of commands. `isRequired`: nothing is no list then. */
export function demandCommands(inputs: Inputs, property: string, value: unknown, isRequired: boolean): void {
  const isMissing = value === undefined || value === null;
  const expected = 'a list of commands';
  demand(
    inputs,
    isMissing ? !isRequired : isList(value),
    property,
    value,
    expected,
    `write ${property}: ['…'], one command to an item`,
  );
  const items = isList(value) ? [...value] : [];
  items.forEach((item, i) =>
    demand(
      inputs,
      isCommand(item),
      `${property}[${i}]`,
      item,
      'a command, as a string',
      'write the command there, or remove the item',
    ),
  );
}

/** Numbers and the like become text; an object with `resolve()` is a token; CDK leaves `undefined` out of a list. */
function isCommand(x: unknown): boolean {
  return typeof x === 'object'
    ? typeof (x as { resolve?: unknown } | null)?.resolve === 'function'
    : typeof x !== 'function';
}

/** Lists of steps, each of which may be left out. */
export function demandSteps(inputs: Inputs, lists: Readonly<Record<string, unknown>>): void {
  for (const [property, value] of Object.entries(lists)) {
    const isMissing = value === undefined || value === null;
    demand(inputs, isMissing || isList(value), property, value, 'a list of steps', `write ${property}: [step]`);
    const items = isList(value) ? [...value] : [];
    items.forEach((item, i) => demandStep(inputs, `${property}[${i}]`, item));
  }
}

export function demandStep(inputs: Inputs, property: string, x: unknown): void {
  const fix = isList(x) ? 'spread the list: …steps' : 'pass a step, such as a ShellStep or a ManualApprovalStep';
  demand(inputs, isStep(x), property, x, 'a step', fix);
}

/** Steps of another library count: they are found, and named as such, when the pipeline is built. */
export function isStep(x: unknown): boolean {
  return isObject(x) && 'id' in x && 'dependencies' in x && 'consumedStackOutputs' in x;
}
