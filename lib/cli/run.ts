import { Command, Option } from 'commander';
import { ASSEMBLY, HOW_TO_CHOOSE } from './show';
import { choosePlan, readPlans } from '../document/read-plans';
import { fail, Problems } from '../private/errors';
import { asArray } from '../private/lang';
import type { Terminal } from '../private/terminal';
import { flagOf, type RunOptions } from '../run/options';

const ASSEMBLY_DEFAULT = 'cdk.out';

/** Work that goes on after the arguments are read; it gives the exit code. */
export type Later = () => Promise<number>;

/** As commander has them. */
interface Given extends Omit<RunOptions, 'names' | 'minutes' | 'again'> {
  readonly assembly: string;
  readonly pipeline?: string;
  readonly minutes?: readonly string[];
}

export function runCommand(terminal: Terminal, defer: (later: Later) => void): Command {
  const command = new Command('run')
    .description('Run a pipeline here, before you push: all of it, or the actions that are named.')
    .argument('[names...]', 'actions, steps, stacks, Stages or waves; all, if none is named')
    .option('-a, --assembly <assembly>', ASSEMBLY, ASSEMBLY_DEFAULT)
    .option('-p, --pipeline <name>', 'one of several pipelines: its construct path or name, or the name of its stack')
    .addHelpText('after', RUN_HELP)
    .action((names: readonly string[], options: Given) => defer(() => start(names, options, terminal)));
  [depthOptions, partOptions, givenOptions, screenOptions].forEach((add) => add(command));
  return command;
}

const list = (value: string, before: readonly string[] = []) => [...before, value];

function depthOptions(command: Command): void {
  command
    .optionsGroup('How deep (steps run in shells, nothing is deployed, unless one of these says otherwise):')
    .option('--simulate', 'run no command: show who waits for whom, and what never starts after --fail or --reject')
    .option('--deploy', 'deploy stacks and publish assets with the CDK CLI: give --endpoint or --map, too')
    .optionsGroup('With --deploy:')
    .option('--endpoint <url>', 'the URL of an AWS emulator')
    .option('--map <name=env>', 'a Stage, wave or * goes to aws://ACCOUNT or aws://ACCOUNT/REGION', list)
    .option('--yes-deploy-to <account>', 'an account of the plan that is deployed to for real', list)
    .optionsGroup('With --simulate:')
    .option('--fail <name>', 'what fails', list)
    .option('--minutes <name=n>', 'how long an action takes', list);
}

function partOptions(command: Command): void {
  command
    .optionsGroup('What runs, and in which order:')
    .option('--from <name>', 'this, and what comes after it')
    .option('--until <name>', 'this, and what comes before it')
    .option('--needs', 'and what the named actions take files, variables and outputs from')
    .option('--retry', 'repeat only what failed or stopped in the last run')
    .option('--shell', 'run nothing: open a shell in the workspace of the action that failed, or that is named')
    .addOption(
      new Option('--as <order>', 'run in the order of').choices(['plan', 'codepipeline', 'github']).default('plan'),
    )
    .option('--concurrency <n>', 'how many actions run at once')
    .optionsGroup('Gates (on a terminal, they ask you):')
    .option('--approve <gate>', 'approve a gate, or `all`', list)
    .option('--reject <gate>', 'reject a gate, or `all`', list);
}

function givenOptions(command: Command): void {
  const source = 'the directory that stands for a source; of the main one, the repository around here';
  command
    .optionsGroup('What steps get:')
    .option('--source <name=directory>', source, list)
    .option('--outputs <file>', 'outputs of stacks, as `cdk deploy --outputs-file` writes them')
    .option('--variable <name=value>', 'a variable of the pipeline', list)
    .option('--env <name>', 'a variable of your environment that steps see, too', list)
    .option(
      '--secrets <file>',
      'values of secrets and parameters, NAME=value (default: .env.cdk-pipelines, if it is there)',
    )
    .option('--credentials <profile>', 'the AWS profile that steps may use; they have no credentials otherwise')
    .addOption(
      new Option('--unsupported <how>', 'what happens to actions that cannot run on this machine')
        .choices(['skip', 'fail'])
        .default('skip'),
    )
    .option('--keep', 'keep the workspaces of actions that succeeded');
}

function screenOptions(command: Command): void {
  command
    .optionsGroup('What you get:')
    .option('--json', 'print events, a line of JSON each')
    .option('--junit <file>', 'write a report for CI systems, too');
}

const RUN_HELP = `
Options that take a name, a gate or a pair (such as --approve, --map, --env) may be repeated; not --from and --until.

Examples:
  cdk-pipelines run                          all of it, but deployments
  cdk-pipelines run --retry                  what failed, again: after you have fixed it
  cdk-pipelines run Beta/Test --needs        one step, and what makes its files
  cdk-pipelines run --simulate --fail Beta   what never starts if Beta fails

Artifacts, logs and the record that --retry, --needs and parts of a pipeline use are in .cdk-pipelines/run. Workspaces are in the
directory for temporary files: that of an action that failed stays until it runs again. One run at a time in a directory.

Exit codes: 0 if all that was to run has succeeded, 1 if something failed or was rejected, 2 for bad input, 3 if a gate
waits and nobody is there to decide, 130 if the run was ended with Ctrl-C.`;

/** What is only needed to run is loaded here: the other commands start faster without it. */
async function start(names: readonly string[], given: Given, terminal: Terminal): Promise<number> {
  const { assembly, pipeline, minutes = [], ...options } = given;
  const problems = new Problems();
  const times = minutes.map((text) => problems.try(() => timeOf(text))).filter((time) => time !== undefined);
  problems.report();
  const plan = choosePlan(readPlans(assembly), pipeline, assembly, HOW_TO_CHOOSE);
  const { runPipeline } = require('../run/run') as typeof import('../run/run');
  const again = ['npx', 'cdk-pipelines', 'run', ...repeated(given)];
  return runPipeline(plan, { ...options, names, minutes: new Map(times), again }, terminal);
}

/** What says where, and with what, a run takes place. */
const REPEATED: readonly (keyof Given)[] = [
  ...(['assembly', 'pipeline', 'deploy', 'endpoint', 'map', 'yesDeployTo', 'source', 'variable'] as const),
  ...(['env', 'secrets', 'credentials', 'outputs'] as const),
];

/** Arguments that were given, but for what part of the pipeline runs. */
function repeated(given: Given): string[] {
  return REPEATED.flatMap((name) => {
    const value = given[name];
    const flag = flagOf(name);
    if (value === undefined || (name === 'assembly' && value === ASSEMBLY_DEFAULT)) {
      return [];
    }
    return value === true ? [flag] : asArray(value).flatMap((one) => [flag, String(one)]);
  });
}

function timeOf(given: string): readonly [string, number] {
  const [, name, minutes] = /^(.+)=([0-9]+(?:\.[0-9]+)?)$/.exec(given) ?? [];
  return minutes === undefined
    ? fail({
        where: 'run',
        given: `--minutes '${given}'`,
        expected: 'the name of an action, and a number of minutes',
        fix: 'write --minutes Prod/Test=12',
      })
    : [name, Number(minutes)];
}
