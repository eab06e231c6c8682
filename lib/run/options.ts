import type { OrderOf } from './order';
import { type Diagnostic, problem } from '../private/diagnostics';
import { fail, failIfAny } from '../private/errors';
import { listed } from '../private/text';

/** Where stacks are deployed, as it was written. */
export interface CloudOptions {
  /** URL of an emulator. */
  readonly endpoint?: string;
  /** `Prod=aws://ACCOUNT/REGION` */
  readonly map?: readonly string[];
  /** Accounts of the plan that may be deployed to. */
  readonly yesDeployTo?: readonly string[];
  /** A profile. */
  readonly credentials?: string;
}

/** What was asked of `run`, as data. */
export interface RunOptions extends CloudOptions {
  /** What runs; all, if empty. */
  readonly names: readonly string[];
  readonly simulate?: true;
  readonly deploy?: true;
  readonly from?: string;
  readonly until?: string;
  readonly needs?: true;
  readonly as: OrderOf;
  readonly concurrency?: string;
  readonly approve?: readonly string[];
  readonly reject?: readonly string[];
  readonly fail?: readonly string[];
  readonly minutes: ReadonlyMap<string, number>;
  readonly source?: readonly string[];
  readonly variable?: readonly string[];
  readonly env?: readonly string[];
  readonly keep?: true;
  /** A file with values of secrets and parameters. `--env-file` is an option of Node itself. */
  readonly secrets?: string;
  readonly outputs?: string;
  readonly unsupported: 'skip' | 'fail';
  readonly retry?: true;
  readonly shell?: true;
  readonly json?: true;
  /** What starts this command again, with the same plan. */
  readonly again: readonly string[];
  /** The file of a report. */
  readonly junit?: string;
}

/** How many actions may run at once; nothing, if nobody said so. */
export function slotsOf({ concurrency }: Pick<RunOptions, 'concurrency'>): number | undefined {
  if (concurrency === undefined) {
    return undefined;
  }
  return /^[1-9][0-9]*$/.test(concurrency)
    ? Number(concurrency)
    : fail({
        where: 'run',
        given: `--concurrency '${concurrency}'`,
        expected: 'a whole number of actions, at least 1',
        fix: 'write --concurrency 4, or leave it out',
      });
}

type Option = keyof RunOptions;

/** What only one kind of run has. */
const ONLY_SIMULATED: readonly Option[] = ['fail', 'minutes'];
const ONLY_DEPLOYED: readonly Option[] = ['endpoint', 'map', 'yesDeployTo'];
const ONLY_REAL: readonly Option[] = [
  ...(['needs', 'source', 'variable', 'env', 'secrets', 'credentials', 'outputs', 'keep', 'retry'] as const),
  ...ONLY_DEPLOYED,
];

/** Options that have nothing to do with the run that was asked for, or contradict each other: all in one error. */
export function checkOptions(options: RunOptions): void {
  const { simulate, deploy, retry, shell, names, from, until } = options;
  const without = (wrong: readonly Option[], what: string, fix: string) =>
    given(options, wrong).map((flag) => contradiction(`${flag}, which is of ${what}`, `leave out ${flag}, or ${fix}`));
  const part = [...(names.length > 0 ? ['names'] : []), ...given({ from, until }, ['from', 'until'])];
  failIfAny([
    ...(simulate && deploy ? [contradiction('--simulate and --deploy', 'leave out one of them')] : []),
    ...(simulate
      ? without(ONLY_REAL, 'a run for real', 'leave out --simulate')
      : without(ONLY_SIMULATED, 'a simulation', 'add --simulate')),
    ...(deploy || simulate ? [] : without(ONLY_DEPLOYED, '--deploy', 'add --deploy')),
    ...(retry && part.length > 0
      ? [
          contradiction(
            `--retry, and a part of the pipeline (${listed(part)})`,
            'leave out --retry to run what is named',
          ),
        ]
      : []),
    ...(shell && (simulate || deploy || retry || from !== undefined || until !== undefined)
      ? [contradiction('--shell, and something to run', 'open the shell first, or run first')]
      : []),
  ]);
}

function contradiction(given: string, fix: string): Diagnostic {
  return problem({ where: 'run', given, expected: 'options that go together', fix });
}

/** Those that were given, as they are written. */
function given(options: Partial<RunOptions>, names: readonly Option[]): string[] {
  const isGiven = (value: unknown) => value !== undefined && !(value instanceof Map && value.size === 0);
  return names.filter((name) => isGiven(options[name])).map(flagOf);
}

/** How an option is written: `--yes-deploy-to`. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
