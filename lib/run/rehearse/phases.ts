import * as fs from 'fs';
import * as path from 'path';
import type { Buildspec, Phase } from './buildspec';
import { endBackground, type Ran, runCommand, type ShellOptions, type ShellState } from './shell';

/** What a build has come to. */
export interface Built extends ShellState {
  /** What AWS says of the first command that failed. Missing if none has. */
  readonly failure?: string;
}

/** How post_build knows whether all went well. */
const SUCCEEDING = 'CODEBUILD_BUILD_SUCCEEDING';

/**
 * The phases of a build. Behind a failure the next phase runs only if the failed one says so, as `build` does: post_build may
 * clean up.
 */
export async function runPhases(spec: Buildspec, start: ShellState, options: BuildOptions): Promise<Built> {
  const background: ShellOptions['background'] = new Set();
  const shell = programOf(spec.shell, start.env.PATH);
  let state: Built = start;
  for (const phase of spec.phases) {
    const ran = await runPhase(phase, state, { ...options, background, shell });
    const failure = state.failure ?? ran.failure;
    state = { ...ran, failure };
    if (options.signal.aborted || (ran.failure !== undefined && phase.onFailure === 'ABORT')) {
      break;
    }
    state = failure === undefined ? state : { ...state, env: { ...state.env, [SUCCEEDING]: '0' } };
  }
  // What runs in the background ends with the machine.
  endBackground(background);
  return state;
}

/** Where a shell is: commands may change PATH, and the next ones still run. */
function programOf(name: string, where = ''): string {
  const files = where.split(path.delimiter).map((directory) => path.join(directory, name));
  return (name.includes('/') ? undefined : files.find((file) => path.isAbsolute(file) && fs.existsSync(file))) ?? name;
}

type BuildOptions = Omit<ShellOptions, 'shell' | 'background'>;

async function runPhase(phase: Phase, start: ShellState, options: ShellOptions): Promise<Built> {
  const ran = await runCommands(phase.commands, start, options);
  if (phase.finally.length === 0 || options.signal.aborted) {
    return ran;
  }
  const after = await runCommands(phase.finally, ran, options);
  return { ...after, failure: ran.failure ?? after.failure };
}

async function runCommands(commands: readonly string[], start: ShellState, options: ShellOptions): Promise<Built> {
  let state: Built = { env: start.env, cwd: start.cwd };
  for (const command of commands) {
    if (options.signal.aborted) {
      break;
    }
    options.log(`+ ${command}`);
    const ran = await runCommand(command, state, options);
    state = { env: ran.env, cwd: ran.cwd };
    if (ran.code !== 0) {
      return { ...state, failure: failureOf(command, ran) };
    }
  }
  return state;
}

/** Of a command that is shown in one line. */
const MOST_LETTERS = 200;

function failureOf(command: string, { code }: Ran): string {
  const [first, ...more] = command.trim().split('\n');
  const shown = first.length > MOST_LETTERS ? `${first.slice(0, MOST_LETTERS)}…` : first;
  const reason = code === undefined ? 'ended by a signal' : `exit status ${code}`;
  return `COMMAND_EXECUTION_ERROR: Error while executing command: ${shown}${more.length > 0 ? ' …' : ''}. Reason: ${reason}`;
}
