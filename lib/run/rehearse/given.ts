import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { sourceDirectories } from './choose-sources';
import { type Decision, decisionsOf } from './gates';
import { ENV_FILE, profilesIn, readEnvFile } from './secrets';
import type { PlanGraph } from '../../document/plan-graph';
import { problem } from '../../private/diagnostics';
import { fail, failIfAny, type Problems } from '../../private/errors';
import { quoted } from '../../private/text';
import { type RunOptions, slotsOf } from '../options';
import { type PipelineVariables, pipelineVariablesOf } from '../pipeline-variables';
import { type Outputs, parseOutputs } from '../stack-outputs';
import type { Work } from '../works';

/** What was given beside names of actions, read and checked. */
export interface Given {
  readonly slots?: number;
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly variables: PipelineVariables;
  readonly directories: ReadonlyMap<Work, string>;
  /** Outputs of stacks, by the name of the stack. */
  readonly outputs: Outputs;
  /** Values of secrets in a file, and what that is called. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly secretsFile: string;
}

/** Reads what was given. What is wrong is kept, and something harmless stands in its place. */
export function readGiven(
  plan: PlanGraph,
  works: readonly Work[],
  options: RunOptions,
  { cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  problems: Problems,
): Given {
  const { source = [], variable, outputs, secrets = ENV_FILE, credentials, env: passedOn = [] } = options;
  const secretsFile = path.resolve(cwd, secrets);
  const isOptional = options.secrets === undefined && !fs.existsSync(secretsFile);
  problems.try(() => checkProfile(credentials, env));
  problems.try(() => checkPassedOn(passedOn, env));
  return {
    slots: problems.try(() => slotsOf(options)),
    decisions: problems.try(() => decisionsOf(plan, works, options)) ?? new Map(),
    variables: problems.try(() => pipelineVariablesOf(plan.document.codePipeline, variable)) ?? {
      ...{ values: {}, defaulted: [] },
    },
    directories:
      problems.try(() => sourceDirectories(plan, works, source, cwd)) ??
      new Map(works.filter(({ task }) => task.kind === 'source').map((one) => [one, cwd])),
    outputs:
      outputs === undefined
        ? {}
        : (problems.try(() => parseOutputs(readFile('--outputs', path.resolve(cwd, outputs)), outputs)) ?? {}),
    secrets: isOptional ? {} : (problems.try(() => readEnvFile(readFile('--secrets', secretsFile), secrets)) ?? {}),
    secretsFile: secrets,
  };
}

function readFile(option: string, file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    return fail({
      ...{ where: 'run', given: `${option}: ${(error as Error).message}` },
      ...{ expected: 'a file that can be read', fix: 'name one that is there' },
    });
  }
}

/** Where the files of the AWS CLI are. */
export function awsDirectory(env: NodeJS.ProcessEnv): string {
  return path.join(env.HOME ?? os.homedir(), '.aws');
}

function checkProfile(profile: string | undefined, env: NodeJS.ProcessEnv): void {
  if (profile === undefined) {
    return;
  }
  const text = (name: string, file: string | undefined) => {
    const whole = file ?? path.join(awsDirectory(env), name);
    return fs.existsSync(whole) ? fs.readFileSync(whole, 'utf8') : '';
  };
  const known = profilesIn(text('config', env.AWS_CONFIG_FILE), text('credentials', env.AWS_SHARED_CREDENTIALS_FILE));
  if (!known.includes(profile)) {
    fail({
      ...{ where: 'run', given: `--credentials '${profile}': there is no such AWS profile` },
      expected: known.length > 0 ? `one of ${quoted(known, MOST)}` : 'a profile in ~/.aws/config or ~/.aws/credentials',
      fix: 'name a profile that is there, or leave it out: steps then have no credentials',
    });
  }
}

/** Names that an error offers. */
const MOST = 8;

function checkPassedOn(names: readonly string[], env: NodeJS.ProcessEnv): void {
  failIfAny(
    names
      .filter((name) => env[name] === undefined)
      .map((name) =>
        problem({
          ...{ where: 'run', given: `--env '${name}': your environment has no such variable` },
          ...{ expected: 'the name of a variable that is set', fix: 'set and export it before, or leave it out' },
        }),
      ),
  );
}
