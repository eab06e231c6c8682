import * as fs from 'node:fs';
import * as path from 'node:path';
import { Access } from '../cloud/access';
import { StandIns } from '../cloud/stand-ins';
import { Artifacts } from './artifacts';
import { runCdkCli } from './cdk-cli';
import { bare, evaluate, fill, isTrue, type Value } from './expressions';
import { type Begun, environmentOf, runJob } from './job';
import type { GitHubWorld, JobResult, Result, Run, Running, Seen } from './model';
import { type Answer, serve } from './server';
import { readCall, writeTools } from './tools';
import { ancestorsIn, type JobFile, needsOf, readWorkflow } from './workflow-file';

/* One run of a workflow, by nothing but its file. */

export interface WorkflowRun {
  readonly seen: readonly Seen[];
  readonly failures: readonly string[];
  readonly results: ReadonlyMap<string, Result>;
  /** Whether a job waits for another one, through whatever is between. */
  readonly waitsFor: (job: string, other: string) => boolean;
}

export async function runWorkflow(text: string, world: GitHubWorld, directory: string): Promise<WorkflowRun> {
  const workflow = readWorkflow(text);
  const standIns = new StandIns(path.join(directory, 'tools'), world.assembly, world.broadened, 'STAND_IN_STEP');
  const machines = new Map<string, Running>();
  const { url, end } = await serve((rest, authorization) => answer(run, machines, rest, authorization));
  const run: Run = {
    directory,
    workflow,
    world,
    // Accounts trust that of the roles, as whoever bootstraps them says.
    access: new Access([], '111111111111'),
    standIns,
    artifacts: new Artifacts(path.join(directory, 'artifacts')),
    environments: new Map(
      Object.entries(world.environments).flatMap(([name, reviewed]) =>
        reviewed === undefined ? [] : [[name, reviewed]],
      ),
    ),
    seen: [],
    failures: [],
    effects: [],
    keys: new Map(),
    rights: new Map(),
    url,
    bins: [writeTools(path.join(directory, 'npx'), url), standIns.bin],
    onMachine: (step, running) => machines.set(step, running),
  };
  try {
    const jobs = new Jobs(run);
    const results = await jobs.all();
    return {
      seen: run.seen,
      failures: run.failures,
      results: new Map([...results].map(([id, { result }]) => [id, result])),
      waitsFor: (job, other) => jobs.before(job).has(other),
    };
  } finally {
    end();
  }
}

/** What GitHub says of environments, to whom may ask; and what the CDK CLI does. */
function answer(run: Run, machines: Map<string, Running>, rest: string, authorization = ''): Answer {
  if (rest.startsWith('/cdk/')) {
    const call = readCall(rest.slice('/cdk'.length));
    const { code, text } = runCdkCli(machines.get(call.step)!, call);
    return { body: `${code}\n${text}` };
  }
  const [, repository, name] = /^\/repos\/([^/]+\/[^/]+)\/environments\/([^/]+)$/.exec(rest) ?? [];
  const rights = run.rights.get(authorization.replace('Bearer ', ''));
  if (rights?.actions === undefined) {
    return { status: 403, body: '{}' };
  }
  const reviewed = repository === run.world.repository ? run.environments.get(decodeURIComponent(name)) : undefined;
  if (reviewed === undefined) {
    return { status: 404, body: '{}' };
  }
  const rules = reviewed ? [{ type: 'required_reviewers', reviewers: [{ type: 'User' }] }] : [];
  return { body: JSON.stringify({ name, protection_rules: rules }) };
}

class Jobs {
  private readonly results = new Map<string, Promise<JobResult>>();
  private readonly ancestors = new Map<string, ReadonlySet<string>>();

  constructor(private readonly run: Run) {
    const ids = Object.keys(run.workflow.jobs);
    ids.forEach((id) => this.ancestors.set(id, ancestorsIn(run.workflow, id)));
  }

  public before(id: string): ReadonlySet<string> {
    return this.ancestors.get(id)!;
  }

  public async all(): Promise<Map<string, JobResult>> {
    const ids = Object.keys(this.run.workflow.jobs);
    return new Map(await Promise.all(ids.map(async (id) => [id, await this.resultOf(id)] as const)));
  }

  private resultOf(id: string): Promise<JobResult> {
    const known = this.results.get(id) ?? this.started(id);
    this.results.set(id, known);
    return known;
  }

  private async started(id: string): Promise<JobResult> {
    const job = this.run.workflow.jobs[id];
    const before = await Promise.all([...this.before(id)].map((other) => this.resultOf(other)));
    const needs = await Promise.all(needsOf(job).map(async (need) => [need, await this.resultOf(need)] as const));
    const contexts = {
      needs: Object.fromEntries(needs) as unknown as Value,
      github: this.github(),
      inputs: {},
      vars: {},
    };
    const hasFailed = before.some(({ result }) => result === 'failure');
    if (!this.isWanted(job, contexts, before)) {
      if (!hasFailed) this.passedBy(id, job);
      return { result: 'skipped', outputs: {} };
    }
    return this.begin(id, job, contexts);
  }

  private github(): Value {
    const { repository } = this.run.world;
    const [owner, name] = repository.split('/');
    return {
      actor: owner,
      event_name: 'push',
      event: { repository: { name } },
      ref: 'refs/heads/main',
      ref_name: 'main',
      repository,
      run_id: '1',
      server_url: 'https://github.com',
      sha: `commit of ${repository}`,
    };
  }

  /** Without a function that asks for results, all that it waits for, however far, must have succeeded. */
  private isWanted({ if: condition }: JobFile, contexts: Record<string, Value>, before: readonly JobResult[]): boolean {
    const success = () => before.every(({ result }) => result === 'success');
    if (condition === undefined) return success();
    const failure = () => before.some(({ result }) => result === 'failure');
    const functions = { always: () => true, cancelled: () => false, success, failure };
    const text = bare(String(condition));
    const asks = /\b(always|cancelled|success|failure)\s*\(/.test(text);
    return (asks || success()) && isTrue(evaluate(text, { contexts, functions }));
  }

  /** Nobody is asked, though nothing has failed. */
  private passedBy(id: string, job: JobFile): void {
    if (this.run.environments.get(environmentOf(job) ?? '')) {
      this.run.seen.push({ what: `gate ${job.name ?? id}`, details: ['passed by'], job: id });
    }
  }

  private async begin(id: string, job: JobFile, contexts: Record<string, Value>): Promise<JobResult> {
    const filled = { ...job, environment: environmentName(job, contexts), name: job.name ?? id };
    if (!this.mayRun(id, filled)) {
      this.run.failures.push(`${filled.name}: rejected`);
      return { result: 'failure', outputs: {} };
    }
    const before = new Set([...this.before(id), id]);
    const legs = combinations(job.strategy?.matrix ?? {}).map((matrix): Begun => {
      const values = Object.values(matrix);
      const name = values.length === 0 ? filled.name : `${filled.name} (${values.join(', ')})`;
      return { id, name, job: filled, before, matrix, contexts };
    });
    const results = await Promise.all(legs.map((leg) => runJob(this.run, leg)));
    const outputs = Object.assign({}, ...results.map((one) => one.outputs)) as Record<string, string>;
    return { result: results.every(({ result }) => result === 'success') ? 'success' : 'failure', outputs };
  }

  /** Whoever must approve is asked. An environment that is not there is made: then nobody is. */
  private mayRun(id: string, job: JobFile): boolean {
    const { run } = this;
    const environment = environmentOf(job);
    if (environment === undefined) return true;
    const reviewed = run.environments.get(environment) ?? false;
    run.environments.set(environment, reviewed);
    if (!reviewed) return true;
    run.seen.push({ what: `gate ${job.name}`, details: [...this.questions(id, job), 'answered by a person'], job: id });
    return !run.world.rejects(job.name!);
  }

  /** What stands about the job in the summary of the run, when it is asked. */
  private questions(id: string, { name }: JobFile): string[] {
    const mine = this.run.effects.filter(({ job }) => this.before(id).has(job));
    const lines = mine.flatMap(({ summary = '' }) => summary.split('\n'));
    const start = `- **${name}**: `;
    return lines.filter((line) => line.startsWith(start)).map((line) => `comment: ${line.slice(start.length)}`);
  }
}

function environmentName(job: JobFile, contexts: Record<string, Value>): string | undefined {
  const name = environmentOf(job);
  return name === undefined ? undefined : fill(name, { contexts });
}

type Combination = Record<string, string | number>;

function combinations(matrix: Readonly<Record<string, readonly (string | number)[]>>): Combination[] {
  return Object.entries(matrix).reduce<Combination[]>(
    (all, [name, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

/** The only workflow file in a directory. */
export function workflowFileIn(directory: string): string {
  const [file] = fs.readdirSync(directory).filter((name) => name.endsWith('.github.yml'));
  return path.join(directory, file);
}
