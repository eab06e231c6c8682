import * as fs from 'fs';
import * as path from 'path';

/** Outputs of stacks by construct path. */
export type StackOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What the last real run has left, in the directory of runs. */
export const LAST_OUTPUTS = 'outputs.json';

export function readOutputs(directory: string): StackOutputs {
  const file = path.join(directory, LAST_OUTPUTS);
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as StackOutputs) : {};
}

/** Adds to them what a deployment gave. Never half-written: who reads them finds what was, or what is. */
export function keepOutputs(directory: string, stack: string, outputs: Readonly<Record<string, string>>): void {
  const all = { ...readOutputs(directory), [stack]: outputs };
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  const file = path.join(directory, LAST_OUTPUTS);
  fs.mkdirSync(directory, { recursive: true });
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(sorted, undefined, 2)}\n`);
  fs.renameSync(`${file}.new`, file);
}
