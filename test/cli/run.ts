import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { run } from '../../lib/cli/command';
import { type Host, terminal } from '../../lib/private/terminal';
import type { PlanDocument } from '../../lib/document/plan-document';

/** A cloud assembly that holds plan documents, by file name. */
export function assemblyOf(documents: Record<string, PlanDocument | string>): string {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'assembly-'));
  for (const [name, document] of Object.entries(documents)) {
    const file = path.join(directory, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document));
  }
  return directory;
}

export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command in this process. */
export function command(args: readonly string[], host: Partial<Host> = {}): Result {
  let [out, err] = ['', ''];
  const stdout = { isTTY: false, ...host.stdout, write: (text: string) => (out += text) };
  const stderr = { write: (text: string) => (err += text) };
  const code = run(args, terminal({ stdout, stderr, env: host.env ?? {} }));
  if (typeof code !== 'number') {
    throw new Error('this command takes time: use commandToEnd()');
  }
  return { code, out, err };
}

/** The same of a command that takes time. */
export async function commandToEnd(args: readonly string[], host: Partial<Host> = {}): Promise<Result> {
  let [out, err] = ['', ''];
  const stdout = { isTTY: false, ...host.stdout, write: (text: string) => (out += text) };
  const stderr = { write: (text: string) => (err += text) };
  const code = await run(args, terminal({ stdout, stderr, env: host.env ?? {} }));
  return { code, out, err };
}
