import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/*
 * One shell starts all others: to start a process from Node.js, with a CDK application in its memory, costs more than all that a
 * build runs. It ends when its input does, with this process at the latest.
 */

const LOOP = `while read -r number file; do
  { sh "$file" < /dev/null > /dev/null 2>&1; echo "$number"; } &
done`;

let starter: ChildProcessByStdio<Writable, Readable, null> | undefined;
let count = 0;
const waiting = new Map<string, () => void>();

/** Run a script; what it says and how it ends is its own business. */
export function runScript(file: string): Promise<void> {
  starter ??= start();
  const number = String((count += 1));
  return new Promise((done) => {
    waiting.set(number, done);
    starter!.stdin.write(`${number} ${file}\n`);
  });
}

function start(): ChildProcessByStdio<Writable, Readable, null> {
  const shell = spawn('sh', ['-c', LOOP], { stdio: ['pipe', 'pipe', 'ignore'] });
  let rest = '';
  shell.stdout.on('data', (chunk) => {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop()!;
    for (const number of lines) {
      waiting.get(number)?.();
      waiting.delete(number);
    }
  });
  // It must not keep a test run from ending.
  shell.unref();
  [shell.stdin, shell.stdout].forEach((stream) => (stream as unknown as { unref(): void }).unref());
  return shell;
}

export const quoted = (text: string) => `'${text.replace(/'/g, `'\\''`)}'`;
