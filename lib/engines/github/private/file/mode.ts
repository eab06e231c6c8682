import { type Diagnostic, problem } from '../../../../private/diagnostics';

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Set it to say what a synthesis does with the workflow file. */
export const MODE_VARIABLE = 'CDK_PIPELINES_WORKFLOW';

const MODES = ['write', 'check', 'off'] as const;

/** `write` the file, if it differs; `check` whether it does; `off`: leave it alone. */
export type Mode = (typeof MODES)[number];

/** Variables that say so of a machine that runs for others; a rehearsal of a pipeline has the last one, too. */
const MACHINES = ['GITHUB_ACTIONS', 'CI', 'CODEBUILD_CI'];

export interface Decision {
  readonly mode: Mode;
  /** `GITHUB_ACTIONS is set`. */
  readonly why: string;
  /** What is wrong with the variable. */
  readonly problems: readonly Diagnostic[];
}

/**
 * What a synthesis does with the workflow file. Who develops gets it written. A machine that runs for others only checks: what it writes is
 * lost when it ends, and a workflow that differs from the one that is running would pass unseen.
 *
 * Only what the CDK CLI starts does either: a test of somebody's stacks synthesizes as well, often of other accounts, and is not meant
 * to change the repository.
 *
 * @param where construct path of the pipeline
 */
export function modeOf(env: Environment, where: string): Decision {
  const given = env[MODE_VARIABLE];
  const mode = MODES.find((one) => one === given);
  if (mode) {
    return { mode, why: `${MODE_VARIABLE} is ${mode}`, problems: [] };
  }
  const problems = given ? [unknownMode(where, given)] : [];
  // The CDK CLI says so where the cloud assembly has to be.
  if (!env.CDK_OUTDIR) {
    return { mode: 'off', why: 'the CDK CLI does not run this', problems };
  }
  const machine = MACHINES.find((name) => isSet(env[name]));
  return { mode: machine ? 'check' : 'write', why: machine ? `${machine} is set` : 'this is no CI', problems };
}

/** As the CDK CLI reads `CI`. */
function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== 'false' && value !== '0';
}

function unknownMode(where: string, given: string): Diagnostic {
  return problem({
    where,
    given: `'${given}' as ${MODE_VARIABLE}`,
    expected: `one of ${MODES.join(', ')}`,
    fix: 'set one of them, or leave it out: in CI the workflow file is checked, elsewhere it is written',
  });
}
