import { type ChildProcess, spawn } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { endGroup, isLeft, watchGroup } from '../process-groups';

/** What one command hands on to the next. */
export interface ShellState {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

export interface Ran extends ShellState {
  /** Missing if it was ended by a signal. */
  readonly code?: number;
}

export interface ShellOptions {
  readonly shell: string;
  /** A directory of its own, for what the shell leaves. */
  readonly scratch: string;
  readonly log: (line: string) => void;
  /** What has left something that runs on in the background, to be ended with the build. */
  readonly background: Set<ChildProcess>;
  readonly signal: AbortSignal;
}

/**
 * Runs one command as CodeBuild does: as a script of its own, with all that it sets exported, which hands on its variables and
 * its directory, and of which only the last exit code counts. What it starts is ended with it.
 */
export async function runCommand(command: string, state: ShellState, options: ShellOptions): Promise<Ran> {
  const { shell, scratch, log, background, signal } = options;
  const [script, envFile, cwdFile] = ['script', 'env', 'cwd'].map((name) => path.join(scratch, name));
  [envFile, cwdFile].forEach((file) => fs.rmSync(file, { force: true }));
  fs.writeFileSync(script, scriptOf(command, envFile, cwdFile));
  const child = spawn(shell, [script], {
    ...{ cwd: state.cwd, env: state.env, detached: true },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  watchGroup(child.pid);
  const lines = [new Lines(log), new Lines(log)];
  [child.stdout, child.stderr].forEach((stream, i) => stream.on('data', (chunk: Buffer) => lines[i].add(chunk)));
  const end = () => endGroup(child.pid);
  signal.addEventListener('abort', end, { once: true });
  try {
    const code = await exitOf(child);
    if (isLeft(child.pid) || !child.stdout.closed || !child.stderr.closed) {
      background.add(child);
    }
    lines.forEach((one) => one.end());
    return { code, ...handedOn(state, envFile, cwdFile) };
  } catch (error) {
    log(fs.existsSync(state.cwd) ? `${shell}: ${(error as NodeJS.ErrnoException).code}` : `${state.cwd}: it is gone`);
    return { code: NOT_FOUND, ...state };
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** What a shell says of a command that is not there. */
const NOT_FOUND = 127;

/** What runs on in the background keeps the output open: nobody waits for that. */
function exitOf(child: ChildProcess): Promise<number | undefined> {
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code) => {
      const finish = () => done(code ?? undefined);
      const late = setTimeout(finish, LATE_MS);
      child.once('close', () => {
        clearTimeout(late);
        finish();
      });
    });
  });
}

/** How long the last lines of a command may come after it. */
const LATE_MS = 200;

/** The trap comes first: a command may exit. `env` is not looked for, as the command may change PATH. */
function scriptOf(command: string, envFile: string, cwdFile: string): string {
  return `trap '/usr/bin/env -0 >${quoted(envFile)} && pwd >${quoted(cwdFile)}' EXIT\nset -a\n${command}\n`;
}

/** In double quotes, within single ones. */
function quoted(file: string): string {
  return `"${file.replace(/[\\"$`]/g, '\\$&').replace(/'/g, `'\\''`)}"`;
}

/** A command that replaces the shell, or has a trap of its own, hands on nothing. */
function handedOn(state: ShellState, envFile: string, cwdFile: string): ShellState {
  if (!fs.existsSync(cwdFile)) {
    return state;
  }
  const pairs = fs
    .readFileSync(envFile, 'utf8')
    .split('\0')
    .filter((pair) => pair.includes('='));
  const env = Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  return { env, cwd: fs.readFileSync(cwdFile, 'utf8').replace(/\n$/, '') };
}

/** Ends what runs in the background: nobody reads what that still writes, nor waits for it. */
export function endBackground(background: ReadonlySet<ChildProcess>): void {
  for (const { pid, stdout, stderr } of background) {
    endGroup(pid);
    stdout?.destroy();
    stderr?.destroy();
  }
}

/** Letters of a line that are shown: logs of CodeBuild cut them, too, and who writes no line break fills the memory. */
const MOST_OF_LINE = 262_144;

/** Whole lines of what comes in pieces. */
class Lines {
  private readonly decoder = new TextDecoder();
  private rest = '';
  private isCut = false;

  constructor(private readonly log: (line: string) => void) {}

  public add(chunk: Buffer): void {
    const [first, ...more] = this.decoder.decode(chunk, { stream: true }).split(/\r?\n/);
    this.append(first);
    for (const next of more) {
      this.flush();
      this.append(next);
    }
  }

  public end(): void {
    if (this.rest !== '') {
      this.flush();
    }
  }

  private append(text: string): void {
    const room = MOST_OF_LINE - this.rest.length;
    this.isCut ||= text.length > room;
    this.rest += text.slice(0, room);
  }

  private flush(): void {
    const line = this.rest.replace(/\r$/, '');
    this.log(this.isCut ? `${line}… (cut: the line is longer)` : line);
    this.rest = '';
    this.isCut = false;
  }
}
