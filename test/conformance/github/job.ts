import * as fs from 'node:fs';
import * as path from 'node:path';
import { describeSeen } from '../cloud/describe-seen';
import { runNamedAction } from './actions';
import { bare, evaluate, fill, isTrue, type Scope, type Value } from './expressions';
import type { JobResult, Run, Running } from './model';
import { StepFailed } from '../../kit/github/shell-step';
import { runShellStep } from './shell-step';
import type { JobFile, StepFile } from './workflow-file';

/** A job that has begun: one combination of its matrix. */
export interface Begun {
  readonly id: string;
  /** Also says which of the combinations it is. */
  readonly name: string;
  readonly job: JobFile;
  readonly before: ReadonlySet<string>;
  readonly matrix: Readonly<Record<string, string | number>>;
  /** `needs`, and whatever else a job may name before it has a machine. */
  readonly contexts: Readonly<Record<string, Value>>;
}

/** Run the steps of a job on a new machine. */
export async function runJob(run: Run, begun: Begun): Promise<JobResult> {
  const { job, name, matrix } = begun;
  const running = machineFor(run, begun);
  const contexts: Record<string, Value> = {
    ...begun.contexts,
    matrix,
    secrets: { ...run.world.secrets, GITHUB_TOKEN: running.token },
    github: { ...(begun.contexts.github as object), token: running.token },
    runner: { temp: running.temp, os: 'Linux' },
    job: {},
  };
  const outputs: Record<string, Value> = {};
  let failure: string | undefined;
  for (const [i, step] of job.steps.entries()) {
    const scope = { contexts: { ...contexts, steps: outputs } };
    if (!isWanted(step, scope, failure !== undefined)) continue;
    try {
      const made = await runStep(running, step, i, { ...scope, contexts: withEnv(running, step, scope, job) });
      if (step.id !== undefined) outputs[step.id] = { outputs: made, outcome: 'success' };
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      failure ??= `${step.name ?? step.uses ?? 'a step'}: ${error.message}`;
    }
  }
  if (failure !== undefined) {
    run.failures.push(`${name}: ${failure}`);
  }
  const known = { contexts: { ...contexts, steps: outputs } };
  const handedOn = Object.entries(job.outputs ?? {}).map(([key, text]) => [
    key,
    withoutSecrets(fill(text, known), run),
  ]);
  return { result: failure === undefined ? 'success' : 'failure', outputs: Object.fromEntries(handedOn) };
}

/** A value with a secret in it is not handed on. */
function withoutSecrets(value: string, { world }: Run): string {
  return Object.values(world.secrets).some((secret) => value.includes(secret)) ? '' : value;
}

function machineFor(run: Run, { id, name, job, before }: Begun): Running {
  const work = path.join(run.directory, 'machines', name.replace(/\W/g, '-'));
  const [, repository] = run.world.repository.split('/');
  const workspace = path.join(work, repository, repository);
  const temp = path.join(work, '_temp');
  [workspace, temp].forEach((directory) => fs.mkdirSync(directory, { recursive: true }));
  const permissions = job.permissions ?? run.workflow.permissions ?? { contents: 'read' };
  const token = `token-${run.rights.size + 1}`;
  run.rights.set(token, permissions);
  const environment = environmentOf(job);
  const env = { ...variablesOf(run, id, work), GITHUB_WORKSPACE: workspace, RUNNER_TEMP: temp };
  return { run, id, name, before, environment, permissions, token, workspace, temp, env, path: [] };
}

export function environmentOf({ environment }: JobFile): string | undefined {
  return typeof environment === 'object' ? environment.name : environment;
}

function variablesOf({ world, url }: Run, id: string, work: string): Record<string, string> {
  return {
    HOME: work,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: url,
    GITHUB_JOB: id,
    GITHUB_REF_NAME: 'main',
    GITHUB_REPOSITORY: world.repository,
    GITHUB_RUN_ID: '1',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: `commit of ${world.repository}`,
  };
}

/** After a failure, only what says so runs. */
function isWanted({ if: condition }: StepFile, { contexts }: Scope, hasFailed: boolean): boolean {
  if (condition === undefined) return !hasFailed;
  const functions = { always: () => true, success: () => !hasFailed, failure: () => hasFailed, cancelled: () => false };
  const holds = isTrue(evaluate(bare(String(condition)), { contexts, functions }));
  return holds && (!hasFailed || /\b(always|failure|cancelled)\s*\(/.test(String(condition)));
}

/** With `env`: of the workflow, the job and the step. */
function withEnv({ run, env }: Running, step: StepFile, scope: Scope, job: JobFile): Record<string, Value> {
  const all = { ...env };
  for (const level of [run.workflow.env, job.env, step.env]) {
    const filled = Object.entries(level ?? {}).map(([name, text]) => [name, fill(String(text), scope)]);
    Object.assign(all, Object.fromEntries(filled));
  }
  return { ...scope.contexts, env: all };
}

async function runStep(running: Running, step: StepFile, i: number, scope: Scope): Promise<Record<string, string>> {
  const { run, workspace } = running;
  if (step.uses !== undefined) {
    const inputs = Object.entries(step.with ?? {}).map(([name, value]) => [name, fill(String(value), scope)]);
    runNamedAction(running, step.uses, Object.fromEntries(inputs));
    return {};
  }
  const defaults = { ...run.workflow.defaults?.run, ...run.workflow.jobs[running.id].defaults?.run };
  const id = `${running.name}.${i}`;
  run.onMachine(id, running);
  try {
    return await runShellStep(running, {
      id,
      script: fill(step.run!, scope),
      shell: step.shell ?? defaults.shell,
      directory: path.resolve(workspace, step['working-directory'] ?? defaults['working-directory'] ?? '.'),
      env: scope.contexts.env as Record<string, string>,
    });
  } finally {
    for (const { tool, args, seen } of run.standIns.callsOf(id)) {
      if (tool === 'probe') {
        const details = describeSeen(seen!, run.world.assembly);
        run.seen.push({ what: `script ${args[0]}`, details, job: running.id });
      }
    }
  }
}
