import { parse } from 'yaml';
import { asArray } from '../../private/lang';
import type { ScriptJobInfo } from '../../document/plan-document';

// What of a buildspec a build on this machine needs. Pure.
// https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html

export interface Buildspec {
  /** What runs the commands: `sh` unless it says otherwise. */
  readonly shell: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Names of variables, and the parameters and secrets that hold their values. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly exported: readonly string[];
  /** Versions that the image sets up, which nobody does here: `nodejs: 22`. */
  readonly runtimes: readonly string[];
  readonly phases: readonly Phase[];
  readonly artifacts: readonly ArtifactSpec[];
}

export interface Phase {
  readonly name: PhaseName;
  readonly commands: readonly string[];
  /** They run in any case, after the commands. */
  readonly finally: readonly string[];
  readonly onFailure: 'ABORT' | 'CONTINUE';
}

export type PhaseName = 'install' | 'pre_build' | 'build' | 'post_build';

export interface ArtifactSpec {
  /** Of several artifacts. */
  readonly name?: string;
  readonly baseDirectory: string;
  readonly files: readonly string[];
  readonly excluded: readonly string[];
  readonly discardPaths: boolean;
  readonly symlinks: boolean;
}

const PHASES: readonly PhaseName[] = ['install', 'pre_build', 'build', 'post_build'];

/** What goes on behind a failure unless the buildspec says otherwise: only `build`, so that `post_build` may clean up. */
const GOES_ON: ReadonlySet<PhaseName> = new Set(['build']);

type Data = Readonly<Record<string, unknown>>;

/** A buildspec is one line if it is the name of a file. */
export function isFileName(buildspec: string): boolean {
  return !/[\n{]/.test(buildspec.trim()) && /\.ya?ml$/.test(buildspec.trim());
}

/** Of JSON or YAML. What is thrown says what is wrong with the text. */
export function parseBuildspec(text: string): Buildspec {
  // Values are texts, as they are written: 0123 is no number. What is merged with `<<` counts.
  const data = objectOf(parse(text, { schema: 'failsafe', merge: true }), 'the buildspec');
  const env = objectOf(data.env, 'env');
  const phases = objectOf(data.phases, 'phases');
  return {
    shell: env.shell === undefined ? 'sh' : String(env.shell),
    variables: textsOf(env.variables, 'env.variables'),
    parameters: textsOf(env['parameter-store'], 'env.parameter-store'),
    secrets: textsOf(env['secrets-manager'], 'env.secrets-manager'),
    exported: textsIn(env['exported-variables'], 'exported-variables'),
    runtimes: runtimesIn(objectOf(phases.install, 'phases.install')),
    phases: PHASES.flatMap((name) => (phases[name] === undefined ? [] : [phaseOf(name, phases[name])])),
    artifacts: artifactsOf(objectOf(data.artifacts, 'artifacts')),
  };
}

function runtimesIn(install: Data): string[] {
  const versions = textsOf(install['runtime-versions'], 'phases.install.runtime-versions');
  return Object.entries(versions).map(([name, version]) => `${name}: ${version}`);
}

function phaseOf(name: PhaseName, given: unknown): Phase {
  const data = objectOf(given, `phases.${name}`);
  return {
    name,
    commands: textsIn(data.commands, 'commands'),
    finally: textsIn(data.finally, 'finally'),
    onFailure: (data['on-failure'] ?? (GOES_ON.has(name) ? 'CONTINUE' : 'ABORT')) === 'CONTINUE' ? 'CONTINUE' : 'ABORT',
  };
}

function artifactsOf(data: Data): ArtifactSpec[] {
  const secondary = Object.entries(objectOf(data['secondary-artifacts'], 'artifacts.secondary-artifacts'));
  if (secondary.length > 0) {
    return secondary.map(([name, given]) => ({ name, ...artifactOf(objectOf(given, name)) }));
  }
  return data.files === undefined ? [] : [artifactOf(data)];
}

function artifactOf(data: Data): ArtifactSpec {
  return {
    baseDirectory: data['base-directory'] === undefined ? '.' : String(data['base-directory']),
    files: textsIn(data.files, 'files'),
    excluded: textsIn(data['exclude-paths'], 'exclude-paths'),
    discardPaths: isYes(data['discard-paths']),
    symlinks: isYes(data['enable-symlinks']),
  };
}

function isYes(given: unknown): boolean {
  return given === 'true' || given === 'yes';
}

/** What has no value is not there. */
function isNothing(given: unknown): boolean {
  return given === undefined || ['', '~', 'null'].includes(given as string);
}

/** A text, or a list of texts. A line with a colon and no quotes is something else, which CodeBuild refuses, too. */
function textsIn(given: unknown, what: string): string[] {
  return (isNothing(given) ? [] : asArray(given)).map((one, i) => {
    if (typeof one !== 'string') {
      throw new Error(`Expected ${what}[${i}] to be of string type: found subkeys instead`);
    }
    return one;
  });
}

function objectOf(given: unknown, what: string): Data {
  if (isNothing(given)) {
    return {};
  }
  if (typeof given !== 'object' || Array.isArray(given)) {
    throw new Error(`${what} is no mapping`);
  }
  return given as Data;
}

function textsOf(given: unknown, what: string): Record<string, string> {
  return Object.fromEntries(Object.entries(objectOf(given, what)).map(([name, value]) => [name, String(value)]));
}

/** What a job of the plan runs, as CodeBuild would have it. `names` are those of its outputs. */
export function buildspecOf(job: ScriptJobInfo, names: readonly string[], exported: readonly string[]): Buildspec {
  const phase = (name: PhaseName, commands: readonly string[]): Phase => ({
    ...{ name, commands, finally: [] },
    onFailure: 'ABORT',
  });
  return {
    ...{ shell: 'sh', variables: {}, parameters: {}, secrets: {}, exported, runtimes: [] },
    phases: [phase('install', job.installCommands), phase('build', job.commands)],
    artifacts: job.outputs.map(({ directory, files = ['**/*'] }, i) => ({
      ...{ name: names[i], baseDirectory: directory, files, excluded: [], discardPaths: false, symlinks: false },
    })),
  };
}
