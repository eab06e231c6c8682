import { spawn } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { createInterface } from 'readline';
import type { PlanDocument } from '../../document/plan-document';
import { endGroup, watchGroup } from '../process-groups';
import { withParents } from '../../private/paths';
import { PINNED_CLI } from '../../private/toolchain';

/** How the CDK CLI is run, and where it is from. */
export interface CdkCli {
  readonly file: string;
  readonly args: readonly string[];
  /** For people. */
  readonly from: string;
}

/** The version that the pipeline installs, if it names one; else the one that compact pipelines do. */
export function versionOf({ actions }: PlanDocument): string {
  const commands = actions.flatMap(({ job }) => (job.kind === 'script' ? job.installCommands : []));
  const exact = commands.map((command) => /^npm install -g aws-cdk@(\d+\.\d+\.\d+)(?: |$)/.exec(command)?.[1]);
  return exact.find((version) => version !== undefined) ?? PINNED_CLI;
}

/** The one that is installed in or above these directories, if it has that version; else npx fetches it. */
export function findCli(version: string, directories: readonly string[]): CdkCli {
  const installed = directories.flatMap(withParents).map((one) => path.join(one, 'node_modules', 'aws-cdk'));
  const found = installed.find((one) => installedVersion(one) === version);
  return found === undefined
    ? { file: 'npx', args: ['--yes', `aws-cdk@${version}`], from: `aws-cdk ${version}, by npx` }
    : { file: process.execPath, args: [path.join(found, 'bin', 'cdk')], from: `aws-cdk ${version} of ${found}` };
}

function installedVersion(directory: string): string | undefined {
  const file = path.join(directory, 'package.json');
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as { version: string }).version : undefined;
}

export interface CliRun {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

export interface CliResult {
  /** Missing if it was ended by a signal, or never started. */
  readonly code?: number;
  /** What it wrote: to standard output, then to standard error, where reasons are. */
  readonly lines: readonly string[];
}

/** Runs the CLI to its end; when the run is ended, it is too, with all that it has started. */
export async function runCli(cli: CdkCli, { args, cwd, env, log, signal }: CliRun): Promise<CliResult> {
  const written: [out: string[], err: string[]] = [[], []];
  const child = spawn(cli.file, [...cli.args, ...args], {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  watchGroup(child.pid);
  const end = () => endGroup(child.pid);
  signal.addEventListener('abort', end, { once: true });
  [child.stdout, child.stderr].forEach((stream, i) =>
    createInterface({ input: stream }).on('line', (line) => {
      written[i].push(line);
      log(line);
    }),
  );
  try {
    const code = await new Promise<number | undefined>((done) => {
      child.once('error', ({ message }) => {
        written[1].push(message);
        done(undefined);
      });
      child.once('close', (exitCode) => done(exitCode ?? undefined));
    });
    return { code, lines: [...written[0], ...written[1]] };
  } finally {
    signal.removeEventListener('abort', end);
  }
}
