import * as path from 'path';
import { Token } from 'aws-cdk-lib';
import { operatorsOf } from './shell-text';
import { normalDirectory } from '../../../../blueprint/check-inputs';

/** Where files are to be, and the variable that says where CodeBuild has put them. */
export interface LinkedInput {
  readonly variable: string;
  readonly directory: string;
}

/**
 * CodeBuild unpacks further inputs where it likes; these commands put them where the script expects them. Directories
 * that the plain command could not make are written otherwise; for all others it stays as it has always been.
 */
export function linkCommands(inputs: readonly LinkedInput[]): string[] {
  return parentsFirst(inputs).map((input) => linkCommand({ ...input, directory: linkable(input.directory) }));
}

/** A directory before those in it: the other way round it would be there already. Each once. */
function parentsFirst(inputs: readonly LinkedInput[]): LinkedInput[] {
  const waiting = new Map<string, LinkedInput>();
  for (const input of inputs) {
    const key = normalDirectory(input.directory);
    waiting.set(key, waiting.get(key) ?? input);
  }
  const result: LinkedInput[] = [];
  for (const key of [...waiting.keys()]) {
    for (const directory of [...parentsOf(key), key]) {
      const input = waiting.get(directory);
      waiting.delete(directory);
      result.push(...(input ? [input] : []));
    }
  }
  return result;
}

/** The outermost one first. */
function parentsOf(directory: string): string[] {
  const parts = directory.split('/');
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('/'));
}

/** `ln` makes no link whose name ends in a slash or in dots. */
function linkable(directory: string): string {
  return !Token.isUnresolved(directory) && /(^|\/)\.{0,2}$/.test(directory) ? normalDirectory(directory) : directory;
}

function linkCommand({ variable, directory }: LinkedInput): string {
  const plain = plainCommand(variable, directory);
  const shape = operatorsOf(plainCommand(variable, hasParent(directory) ? 'x/x' : 'x'));
  if (Token.isUnresolved(directory) || operatorsOf(plain) === shape) {
    return plain;
  }
  const quote = quoteFor(directory);
  return render(directory, variable, quote, `echo additionalInputs: ${quote(directory)} '${REFUSAL}'`);
}

const REFUSAL = 'must not exist yet. If you want to merge multiple artifacts, use a "cp" command.';

function plainCommand(variable: string, directory: string): string {
  return render(directory, variable, (text) => `"${text}"`, `echo 'additionalInputs: "${directory}" ${REFUSAL}'`);
}

function render(directory: string, variable: string, quote: (text: string) => string, complain: string): string {
  return [
    `[ ! -d ${quote(directory)} ] || { ${complain}; exit 1; }`,
    ...(hasParent(directory) ? [`mkdir -p -- ${quote(path.posix.dirname(directory))}`] : []),
    `ln -s -- "$${variable}" ${quote(directory)}`,
  ].join(' && ');
}

/** In a directory that may have to be made first. */
function hasParent(directory: string): boolean {
  return !['.', '..'].includes(path.posix.dirname(directory));
}

/** Variables stay what they are everywhere else, if they can be any. */
function quoteFor(directory: string): (text: string) => string {
  const keepingVariables = (text: string) => `"${text.replace(/["\\`]/g, '\\$&')}"`;
  const literally = (text: string) => `"${text.replace(/["\\`$]/g, '\\$&')}"`;
  return operatorsOf(keepingVariables(directory)) === '' ? keepingVariables : literally;
}
