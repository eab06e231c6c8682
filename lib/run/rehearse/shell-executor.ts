import * as fs from 'fs';
import * as path from 'path';
import { ArtifactError, pack } from './artifacts';
import type { ArtifactSpec, Buildspec } from './buildspec';
import {
  type Assignment,
  assignmentsOf,
  codeBuildVariables,
  type Given,
  gitHubVariables,
  VariableError,
} from './environment';
import { type Built, runPhases } from './phases';
import { readSpec } from './read-spec';
import { layOutWorkspace, MissingInput, type Workspace } from './workspace';
import type { PipelineInfo } from '../../document/plan-document';
import { CONFIG_HASH } from '../../document/words';
import type { Context, Executor } from '../executor';
import type { Handover } from '../handover';
import type { Outcome } from '../progress';
import type { BuildTask, Work } from '../works';

/** What a shell executor needs to know of the run. */
export interface ShellSetting {
  readonly pipeline: PipelineInfo;
  /** Name of the workflow that GitHub would run. Missing if CodeBuild runs the builds. */
  readonly workflow?: string;
  readonly handover: Handover;
  /** Where the workspace of a work is, and where the files of an artifact go. */
  readonly workspaceOf: (work: Work) => string;
  readonly artifactDirectory: (artifact: string) => string;
  /** What tools need to be found: nothing else of the environment reaches a step. */
  readonly base: Readonly<Record<string, string>>;
  readonly given: Given;
  /** Files of the AWS CLI that steps may use. */
  readonly awsDirectory?: string;
  readonly keep: boolean;
}

/** Builds, as CodeBuild runs them, in the shell of this machine. */
export class ShellExecutor implements Executor {
  constructor(private readonly setting: ShellSetting) {}

  public async execute(work: Work, context: Context): Promise<Outcome> {
    const task = work.task as BuildTask;
    const root = this.setting.workspaceOf(work);
    try {
      const workspace = await layOutWorkspace(root, task, this.setting.handover);
      this.allowCredentials(workspace);
      const outcome = await this.build(work, task, workspace, context).catch(outcomeOf);
      return this.isKept(outcome) ? { ...outcome, ...leftIn(workspace) } : this.clean(root, outcome);
    } catch (error) {
      return this.clean(root, outcomeOf(error as Error));
    }
  }

  /** What failed is looked at. */
  private isKept({ result }: Outcome): boolean {
    return this.setting.keep || (result !== 'succeeded' && result !== 'canceled');
  }

  /** The home of a step is not that of the user. */
  private allowCredentials({ home }: Workspace): void {
    const { awsDirectory } = this.setting;
    if (awsDirectory !== undefined && fs.existsSync(awsDirectory)) {
      fs.symlinkSync(awsDirectory, path.join(home, '.aws'));
    }
  }

  private async build(work: Work, task: BuildTask, workspace: Workspace, context: Context): Promise<Outcome> {
    const { handover, pipeline, workflow, base, given } = this.setting;
    const revision = handover.revisions.get(task.primary ?? '');
    const spec = readSpec(task, workspace.source);
    const assignments = assignmentsOf(task, spec, handover, given);
    assignments
      .filter(({ name }) => name !== CONFIG_HASH)
      .forEach((assignment) => reportVariable(assignment, 'in', context));
    const env = {
      ...base,
      ...ownGlobals(workspace, base.PATH),
      ...(workflow === undefined
        ? codeBuildVariables(workspace, task, pipeline, revision)
        : gitHubVariables(workspace, { workflow, job: work.id, revision })),
      ...Object.fromEntries(assignments.map(({ name, value }) => [name, value])),
    };
    writeEnv(workspace, env);
    const log = (line: string) => context.report({ type: 'action.logged', line });
    const limit = timeLimit(task.project?.timeoutMinutes, context.signal);
    const options = { scratch: workspace.scratch, log, signal: limit.signal };
    const built = await runPhases(spec, { env, cwd: workspace.source }, options).finally(limit.clear);
    if (limit.signal.aborted && !context.signal.aborted) {
      const reason = `BUILD_TIMED_OUT: Build has timed out after ${task.project?.timeoutMinutes} minutes`;
      return { result: 'failed', reason, fix: 'make it faster, or raise its timeout' };
    }
    if (context.signal.aborted) {
      return { result: 'canceled', reason: 'the run was ended' };
    }
    if (built.failure !== undefined) {
      return { result: 'failed', reason: built.failure, ...(LINKS.test(built.failure) ? { fix: LINK_FIX } : {}) };
    }
    this.handOver(work, task, spec, workspace, built, context);
    return { result: 'succeeded' };
  }

  /** All artifacts, or none: a build that fails here hands over nothing. */
  private handOver(
    work: Work,
    task: BuildTask,
    spec: Buildspec,
    workspace: Workspace,
    built: Built,
    context: Context,
  ): void {
    const { handover, artifactDirectory } = this.setting;
    const packed = task.outputs.map((artifact) => ({
      artifact,
      directory: artifactDirectory(artifact),
      fresh: path.join(workspace.root, 'artifacts', String(task.outputs.indexOf(artifact))),
    }));
    for (const { artifact, fresh } of packed) {
      fs.mkdirSync(fresh, { recursive: true });
      pack(workspace.source, artifactSpecOf(artifact, spec), fresh);
    }
    for (const { artifact, directory, fresh } of packed) {
      replaceDirectory(directory, fresh);
      handover.artifacts.set(artifact, directory);
    }
    for (const name of spec.exported.filter((one) => built.env[one] === undefined)) {
      const message = `${work.id} exports ${name}, which no command has set: it is empty. To fix it: let a command export ${name}`;
      context.report({ type: 'warning', message });
    }
    const exported = Object.fromEntries(spec.exported.map((name) => [name, built.env[name] ?? '']));
    for (const [name, value] of Object.entries(exported)) {
      reportVariable({ name, value, source: work.id }, 'out', context);
    }
    handover.variables.set(task.namespace ?? work.id, exported);
  }

  private clean(root: string, outcome: Outcome): Outcome {
    // What ran in the background may still write.
    fs.rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    return outcome;
  }
}

/**
 * `npm install -g` is usual in builds, whose machine is thrown away: here, it goes to the workspace and not among the tools of
 * the user. npx wants the directory to be there.
 */
function ownGlobals({ root }: Workspace, found = ''): Record<string, string> {
  const prefix = path.join(root, 'npm');
  fs.mkdirSync(path.join(prefix, 'lib'), { recursive: true });
  return { npm_config_prefix: prefix, PATH: `${path.join(prefix, 'bin')}${path.delimiter}${found}` };
}

/** The command that puts an additional input into its place, as a failure quotes it. */
const LINKS = /command: \[ ! -d .*additionalInputs: /;
const LINK_FIX =
  'the primary input has that directory, too: name another one in additionalInputs, or rename it there, and copy with cp if files of both belong together';

/** Ends with the run, and after so many minutes. */
function timeLimit(minutes: number | undefined, signal: AbortSignal) {
  const own = new AbortController();
  const end = () => own.abort();
  // It may have been ended while the workspace was made.
  if (signal.aborted) {
    end();
  }
  signal.addEventListener('abort', end, { once: true });
  const timer = minutes === undefined ? undefined : setTimeout(end, minutes * 60_000);
  const clear = () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  };
  return { signal: own.signal, clear };
}

/** CodeBuild has one artifact without a name, or several with names. */
function artifactSpecOf(artifact: string, { artifacts }: Buildspec): ArtifactSpec {
  const found = artifacts.find(({ name }) => name === artifact) ?? artifacts.find(({ name }) => name === undefined);
  if (!found) {
    throw new ArtifactError(
      `CLIENT_ERROR: the buildspec has no artifact '${artifact}'`,
      `add it to secondary-artifacts of the buildspec`,
    );
  }
  return found;
}

/** The workspace may be on another file system. */
function replaceDirectory(directory: string, fresh: string): void {
  fs.rmSync(directory, { recursive: true, force: true });
  fs.mkdirSync(path.dirname(directory), { recursive: true });
  const beside = `${directory}.new`;
  fs.rmSync(beside, { recursive: true, force: true });
  fs.cpSync(fresh, beside, { recursive: true, verbatimSymlinks: true, mode: fs.constants.COPYFILE_FICLONE });
  fs.renameSync(beside, directory);
  fs.rmSync(fresh, { recursive: true, force: true });
}

function reportVariable(
  { name, value, source, secret }: Assignment,
  direction: 'in' | 'out',
  { report }: Context,
): void {
  report({ type: 'action.variable', direction, name, value: secret ? '<hidden>' : value, source });
}

/** Only the user may read it: it may hold secrets. */
function writeEnv(workspace: Workspace, env: Readonly<Record<string, string>>): void {
  const lines = Object.entries(env)
    .filter(([name]) => /^\w+$/.test(name))
    .map(([name, value]) => `export ${name}='${value.replace(/'/g, `'\\''`)}'\n`);
  fs.writeFileSync(envFileOf(workspace), lines.join(''), { mode: 0o600 });
}

function envFileOf({ root }: Workspace): string {
  return path.join(root, 'env.sh');
}

/** For whoever looks at what a build has left. */
function leftIn(workspace: Workspace): Pick<Outcome, 'workspace' | 'envFile'> {
  const envFile = envFileOf(workspace);
  return { workspace: workspace.source, ...(fs.existsSync(envFile) ? { envFile } : {}) };
}

function outcomeOf(error: Error): Outcome {
  if (error instanceof ArtifactError || error instanceof VariableError) {
    return { result: 'failed', reason: error.message, fix: error.fix };
  }
  if (error instanceof MissingInput) {
    return {
      ...{ result: 'failed', reason: error.message },
      fix: 'run the whole pipeline once, or add --needs: then what makes it runs first',
    };
  }
  // A step may leave files that nobody can read, or no place on the disk: that is its failure, and no mistake of ours.
  if ((error as NodeJS.ErrnoException).syscall !== undefined) {
    return { result: 'failed', reason: error.message };
  }
  throw error;
}
