import * as path from 'path';
import { BINDINGS, run } from '../../scripts/lib';

/** Where the programs of a virtual environment are, in which these packages of Python are installed. */
export async function virtualEnvironment(name: string, ...requirements: string[]): Promise<string> {
  const directory = path.join(BINDINGS, name);
  const bin = path.join(directory, process.platform === 'win32' ? 'Scripts' : 'bin');
  const made = await run('python3', ['-m', 'venv', directory]);
  const installed = await run(path.join(bin, 'pip'), ['install', '-q', ...requirements]);
  expect([made, installed].map(({ ok, output }) => (ok ? '' : output))).toEqual(['', '']);
  return bin;
}
