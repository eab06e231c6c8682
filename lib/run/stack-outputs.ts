import type { Work } from './works';
import { fail } from '../private/errors';

/** Outputs of stacks, by the name or path of the stack. */
export type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What `cdk deploy --outputs-file` writes: outputs by the name of the stack. */
export function parseOutputs(text: string, where: string): Outputs {
  const refuse = (given: string): never =>
    fail({
      ...{
        where,
        given,
        expected: 'JSON as `cdk deploy --outputs-file` writes it: {"StackName": {"Output": "value"}}',
      },
      fix: 'name such a file after --outputs, or leave it out',
    });
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return refuse(`this is not JSON: ${(error as Error).message.split('\n')[0]}`);
  }
  if (!isObject(data)) {
    return refuse('this is no object');
  }
  const strange = Object.entries(data).find(
    ([, outputs]) => !isObject(outputs) || !Object.values(outputs).every(isText),
  );
  return strange ? refuse(`what '${strange[0]}' has is not a text for each output`) : (data as Outputs);
}

function isObject(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

function isText(given: unknown): boolean {
  return typeof given === 'string';
}

/** Where outputs come from, the best first. */
export interface OutputSources {
  /** Of a file, by the name of the stack. */
  readonly given: Outputs;
  /** Of the last run that has deployed, by the construct path of the stack. */
  readonly recorded: Outputs;
}

/** What the stack that an action deploys is taken to have, and which of the outputs that are wanted nobody knows. */
export function outputsOf(
  { target }: Pick<Work, 'target'>,
  wanted: ReadonlySet<string>,
  { given, recorded }: OutputSources,
): { readonly outputs: Readonly<Record<string, string>>; readonly unknown: readonly string[] } {
  if (!target) {
    return { outputs: {}, unknown: [...wanted] };
  }
  const known = { ...recorded[target.stack], ...given[target.stackName] };
  const unknown = [...wanted].filter((name) => known[name] === undefined);
  const placeholders = unknown.map((name) => [name, placeholderOf(target.stackName, name)]);
  return { outputs: { ...known, ...Object.fromEntries(placeholders) }, unknown };
}

/** It goes through shells and JSON unharmed, and says what it stands for. */
function placeholderOf(stackName: string, output: string): string {
  return `placeholder-of-${stackName}-${output}`.replace(/[^\w.-]/g, '-');
}
