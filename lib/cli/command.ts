import * as fs from 'fs';
import * as path from 'path';
import { Command, CommanderError } from 'commander';
import { checkCommand } from './check';
import { diffCommand } from './diff/command';
import { explainCommand } from './explain/command';
import { githubCommand } from './github';
import { type Later, runCommand } from './run';
import { showCommand } from './show';
import { linesOf, type Terminal } from '../private/terminal';
import { PipelineError, renderProblem } from '../private/errors';
import { checkNode } from '../private/node-version';

/** What went wrong with what was given: arguments, or files. */
const BAD_INPUT = 2;

const HELP_WIDTH = 120;

/**
 * Run the command line, and say what the process exits with: 0, or 2 for bad input (`diff`, `check` and `run` have others of
 * their own). An error is one line on standard error. What takes time, as `run` does, is a promise.
 */
export function run(args: readonly string[], terminal: Terminal): number | Promise<number> {
  try {
    checkNode();
    let exitCode = 0;
    let rest: Later | undefined;
    const program = programOf(
      terminal,
      (code) => (exitCode = code),
      (later) => (rest = later),
    );
    program.parse(args, { from: 'user' });
    return rest ? rest().catch((error) => exitCodeOf(error, terminal)) : exitCode;
  } catch (error) {
    return exitCodeOf(error, terminal);
  }
}

function exitCodeOf(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? 0 : BAD_INPUT;
  }
  terminal.err(inWords(error as NodeJS.ErrnoException));
  return BAD_INPUT;
}

/** A file that cannot be read or written says so itself. All else is a mistake of ours, but must not pass for a lost gate. */
function inWords(error: NodeJS.ErrnoException): string[] {
  if (error instanceof PipelineError && error.problems.length > 1) {
    const problems = error.problems.map((one, i) => `  ${i + 1}. ${renderProblem(one)}`);
    return [`cdk-pipelines: ${problems.length} problems:`, ...problems];
  }
  return error instanceof PipelineError || error.syscall
    ? [`cdk-pipelines: ${error.message}`]
    : ['cdk-pipelines: this is a bug of the command. Please report it:', ...linesOf(error.stack ?? String(error))];
}

function programOf(terminal: Terminal, exit: (code: number) => void, defer: (later: Later) => void): Command {
  const program = new Command('cdk-pipelines')
    .version(versionOf(path.join(__dirname, '..', '..', 'package.json')), '--version', 'print the version')
    .description('See what a delivery pipeline will do, before it does it. Reads the cloud assembly of any CDK app.')
    .configureOutput({
      writeOut: (text) => terminal.out(linesOf(text)),
      writeErr: (text) => terminal.err(linesOf(text)),
      getOutHelpWidth: () => Math.min(terminal.width, HELP_WIDTH),
      getErrHelpWidth: () => Math.min(terminal.width, HELP_WIDTH),
      // One line, with arguments as they were given; what was probably meant is at the end.
      outputError: (message) => {
        const [text, hint = ''] = message.trimEnd().split(/\n(?=\(Did you mean [^\n]*\)$)/);
        terminal.err([`${text.replace(/^error: /, 'cdk-pipelines: ')} ${hint}`.trimEnd()]);
      },
    })
    .showHelpAfterError('(more with --help)')
    .exitOverride()
    .helpCommand(false)
    .addHelpText(
      'after',
      '\nExit codes: 0 is fine, 2 is bad input; `diff` says 1 if a gate is lost, `check` if one is missing, ' +
        '`github diff` if a file is stale; `run` has its own.',
    );
  const commands = [
    showCommand(terminal),
    explainCommand(terminal),
    diffCommand(terminal, exit),
    checkCommand(terminal, exit),
    githubCommand(terminal, exit),
    runCommand(terminal, defer),
  ];
  for (const command of commands) {
    command.commands.forEach((below) => below.copyInheritedSettings(program));
    program.addCommand(command.copyInheritedSettings(program));
  }
  return program;
}

function versionOf(manifest: string): string {
  return (JSON.parse(fs.readFileSync(manifest, 'utf8')) as { version: string }).version;
}
