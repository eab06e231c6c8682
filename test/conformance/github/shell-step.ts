import * as fs from 'node:fs';
import * as path from 'node:path';
import { quoted, runScript } from '../cloud/shells';
import type { Running } from './model';
import { BASH, settingsIn, StepFailed } from '../../kit/github/shell-step';

/* A step with `run`: a real shell, and the files that it tells GitHub things in. */

export interface ShellStep {
  /** Unique in the run. */
  readonly id: string;
  readonly script: string;
  readonly shell?: string;
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
}

const SHELLS: Readonly<Record<string, string>> = {
  bash: ['bash', ...BASH].join(' '),
  sh: 'sh -e',
  // What GitHub takes where nothing is said.
  '': 'bash -e',
};

const FILES = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY'];

/** @returns the outputs of the step; what it has said and done counts also if it fails */
export async function runShellStep(running: Running, step: ShellStep): Promise<Record<string, string>> {
  const { run, temp, env, path: added } = running;
  const state = path.join(path.dirname(temp), `_state-${step.id.replace(/\W/g, '-')}`);
  fs.mkdirSync(state, { recursive: true });
  const file = (name: string) => path.join(state, name);
  FILES.forEach((name) => fs.writeFileSync(file(name), ''));
  fs.writeFileSync(file('script'), step.script);
  const variables = {
    ...env,
    ...step.env,
    ...Object.fromEntries(FILES.map((name) => [name, file(name)])),
    STAND_IN_STEP: step.id,
    PATH: [...added, ...run.bins, path.dirname(process.execPath), '/usr/bin', '/bin'].join(path.delimiter),
  };
  const words = Object.entries(variables).map(([name, value]) => quoted(`${name}=${value}`));
  const shell = SHELLS[step.shell ?? ''];
  if (!shell) throw new Error(`the simulator knows no shell '${step.shell}'`);
  const start = `cd ${quoted(step.directory)} && env -i ${words.join(' ')} ${shell} ${quoted(file('script'))}`;
  fs.writeFileSync(file('start'), `{ ${start}; } > ${quoted(file('log'))} 2>&1\necho $? > ${quoted(file('code'))}\n`);
  await runScript(file('start'));
  const read = (name: string) => fs.readFileSync(file(name), 'utf-8');
  Object.assign(env, settingsIn(read('GITHUB_ENV')));
  added.unshift(...linesOf(read('GITHUB_PATH')));
  run.effects.push({ job: running.id, summary: read('GITHUB_STEP_SUMMARY') });
  const code = read('code').trim();
  if (code !== '0') {
    throw new StepFailed(`Process completed with exit code ${code}: ${linesOf(read('log')).slice(-3).join(' | ')}`);
  }
  return settingsIn(read('GITHUB_OUTPUT'));
}

const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');
