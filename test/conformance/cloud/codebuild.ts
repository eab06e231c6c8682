import * as fs from 'node:fs';
import * as path from 'node:path';
import { copyFiles, type Files, listFiles, matchesPattern } from './files';
import { quoted, runScript } from './shells';

/* A build of CodeBuild: its directories, its phases in real shells, the artifacts that it leaves. */

export interface Build {
  /** Empty, and of this build only. */
  readonly directory: string;
  readonly spec: any;
  readonly env: Record<string, string>;
  /** Of stand-ins; comes first on the PATH. */
  readonly bin: string;
  /** Where the files of the inputs are; the first one is primary. */
  readonly inputs: readonly { readonly artifact: string; readonly files: Files }[];
  readonly outputs: readonly string[];
}

export interface BuildResult {
  /** What a person reads in the console; nothing if it succeeded. */
  readonly failure?: string;
  readonly artifacts: ReadonlyMap<string, Files>;
  readonly exported: Readonly<Record<string, string>>;
}

const PHASES = ['install', 'pre_build', 'build', 'post_build'];

export async function runBuild(build: Build): Promise<BuildResult> {
  const state = path.join(build.directory, 'state');
  fs.mkdirSync(state, { recursive: true });
  const { sources, variables } = placeInputs(build);
  const exported: string[] = build.spec.env?.['exported-variables'] ?? [];
  fs.writeFileSync(path.join(state, 'env'), '');
  fs.writeFileSync(path.join(state, 'dir'), `${sources}\n`);
  fs.writeFileSync(path.join(state, 'driver'), driver(build.spec, state, exported));
  const env = {
    ...(build.spec.env?.variables ?? {}),
    ...build.env,
    ...variables,
    HOME: path.join(build.directory, 'home'),
    PATH: [build.bin, path.dirname(process.execPath), '/usr/bin', '/bin'].join(path.delimiter),
  };
  const words = ['exec env -i', ...Object.entries(env).map(([name, value]) => quoted(`${name}=${value}`))];
  fs.writeFileSync(path.join(state, 'start'), [...words, 'sh', quoted(path.join(state, 'driver'))].join(' '));
  await runScript(path.join(state, 'start'));
  const read = (name: string) => tryRead(path.join(state, name));
  const values = (read('exported') ?? '').split('\0');
  const failed = read('failed')?.trim();
  const log = (read('log') ?? '').trim().split('\n').slice(-3).join(' | ');
  const upload = uploadArtifacts(build, sources, failed?.startsWith('install') || failed?.startsWith('pre_build'));
  return {
    failure: failed ? `${failed}: ${log}` : upload.failure,
    artifacts: upload.artifacts,
    exported: Object.fromEntries(exported.map((name, i) => [name, values[i] ?? ''])),
  };
}

function tryRead(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf-8') : undefined;
}

/** The primary one in `00`, the others beside it: only these have a variable of their own. */
function placeInputs({ directory, inputs }: Build) {
  const place = (index: number) => path.join(directory, 'src', 's3', String(index).padStart(2, '0'));
  fs.mkdirSync(path.join(directory, 'home'));
  inputs.forEach(({ files }, i) => copyFiles(files, place(i)));
  const others = inputs.slice(1).map(({ artifact }, i) => [`CODEBUILD_SRC_DIR_${artifact}`, place(i + 1)]);
  return { sources: place(0), variables: { CODEBUILD_SRC_DIR: place(0), ...Object.fromEntries(others) } };
}

/** One shell that starts one for each command, as many as there are. */
function driver(spec: any, state: string, exported: readonly string[]): string {
  const lines = [`S=${quoted(state)}`, 'ok=1', 'before=1'];
  for (const phase of PHASES) {
    const { commands = [], finally: last = [] } = spec.phases?.[phase] ?? {};
    const early = phase === 'install' || phase === 'pre_build';
    const runs = phase === 'post_build' ? 'before' : 'ok';
    [commands].flat().forEach((command: string, i: number) => {
      writeCommand(state, `${phase}.${i}`, command, spec.env?.shell);
      lines.push(`[ $${runs} = 1 ] && { sh "$S/${phase}.${i}" >> "$S/log" 2>&1 || { code=$?; ${runs}=0; ok=0;`);
      lines.push(`${early ? 'before=0; ' : ''}echo "${phase} command ${i + 1} ended with $code" >> "$S/failed"; }; }`);
    });
    [last].flat().forEach((command: string, i: number) => {
      writeCommand(state, `${phase}.finally.${i}`, command, spec.env?.shell);
      lines.push(`sh "$S/${phase}.finally.${i}" >> "$S/log" 2>&1`);
    });
  }
  lines.push('. "$S/env"', ...exported.map((name) => `printf '%s\\0' "$${name}" >> "$S/exported"`));
  return lines.join('\n');
}

/** A script of its own, which hands on variables and directory, and of which only the last exit code counts. */
function writeCommand(state: string, name: string, command: string, shellName = 'sh'): void {
  const text = [
    `. '${state}/env'`,
    `read -r CODEBUILD_DIR < '${state}/dir'`,
    'cd "$CODEBUILD_DIR"',
    'unset CODEBUILD_DIR',
    'set -a',
    command,
    'CODEBUILD_LAST_EXIT=$?',
    `export -p > '${state}/env'`,
    `pwd > '${state}/dir'`,
    'exit $CODEBUILD_LAST_EXIT',
  ].join('\n');
  if (shellName === 'sh') {
    fs.writeFileSync(path.join(state, name), text);
  } else {
    fs.writeFileSync(path.join(state, `${name}.${shellName}`), text);
    fs.writeFileSync(path.join(state, name), `exec ${shellName} '${path.join(state, `${name}.${shellName}`)}'`);
  }
}

/** Tried after the build whatever it said, but not if it did not come to that. */
function uploadArtifacts({ spec, outputs }: Build, sources: string, skipped: boolean | undefined) {
  const artifacts = new Map<string, Files>();
  const problems: string[] = [];
  for (const [name, given] of skipped ? [] : artifactsOf(spec, outputs)) {
    const base = given && path.resolve(sources, given['base-directory'] ?? '.');
    if (!base) {
      problems.push(`no definition for output artifact '${name}' in the buildspec`);
    } else if (!fs.existsSync(base)) {
      problems.push(`no matching base directory path found for ${given['base-directory']}`);
    } else {
      const patterns: string[] = [given.files ?? []].flat();
      const files = listFiles(base).filter((file) => patterns.some((pattern) => matchesPattern(pattern, file)));
      if (files.length === 0) {
        problems.push(`no matching artifact paths found in ${given['base-directory']}`);
      }
      // Nobody runs in the directory of this build any more.
      artifacts.set(name, { directory: base, files });
    }
  }
  return { artifacts, failure: problems.length > 0 ? `UPLOAD_ARTIFACTS: ${problems.join(', ')}` : undefined };
}

/** Of one output: what stands right below `artifacts`. Of several: what is named. */
function artifactsOf({ artifacts = {} }: any, outputs: readonly string[]): [string, any][] {
  const named = artifacts['secondary-artifacts'] ?? {};
  return outputs.map((name) => [name, outputs.length === 1 && artifacts.files ? artifacts : named[name]]);
}
