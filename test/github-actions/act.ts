import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { parse } from 'yaml';
import { asOnGitHub } from './as-on-github';
import type { GitHubApi } from './github-api';
import { goTool } from './tools';
import { run } from '../emulator/processes';

const STAND_INS = path.join(__dirname, 'stand-ins');

/** What came of a job. GitHub says the same of a job whose reviewers have rejected it as of one that failed. */
export type JobResult = 'success' | 'failure' | 'skipped';

export interface ActRun {
  /** Result of each job of the workflow. */
  readonly jobs: Record<string, JobResult>;
  /** All that act wrote of a job: what its steps wrote, and what became of them. */
  readonly logs: Record<string, string>;
  /** `registry user` of each login. */
  readonly logins: string[];
  /** All that act wrote. */
  readonly output: string;
}

export interface ActOptions {
  /** A git repository, with all committed that is to be checked out. */
  readonly repository: string;
  /** The workflow, from the root of the repository. */
  readonly workflow: string;
  readonly api: GitHubApi;
  /** In the environment of all steps. */
  readonly env?: Record<string, string>;
  readonly secrets?: Record<string, string>;
  /** What has started it. */
  readonly event?: string;
}

/** Run a workflow as it is after a push to `main`, with stand-ins for the actions and for GitHub. */
export async function act(options: ActOptions): Promise<ActRun> {
  const { repository, workflow, api, env = {}, secrets = {}, event = 'push' } = options;
  const yaml = fs.readFileSync(path.join(repository, workflow), 'utf-8');
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'act-'));
  const logins = path.join(home, 'logins');
  fs.writeFileSync(logins, '');
  const file = path.join(home, 'workflow.yml');
  fs.writeFileSync(file, asOnGitHub(yaml));
  const all = {
    GITHUB_API_URL: api.url,
    GITHUB_RUN_ID: '4711',
    STAND_INS,
    STAND_IN_ARTIFACTS: fs.mkdtempSync(path.join(home, 'artifacts-')),
    STAND_IN_LOGINS: logins,
    ...env,
  };
  const args = [
    event,
    '--json',
    `--workflows=${file}`,
    `--action-cache-path=${path.join(home, 'cache')}`,
    '--no-cache-server',
    '--pull=false',
    ...labelsIn(yaml).map((label) => `--platform=${label}=-self-hosted`),
    ...actionsIn(yaml).map((action) => `--local-repository=${action}=${standInFor(action)}`),
    ...Object.entries(all).map(([name, value]) => `--env=${name}=${value}`),
    ...Object.entries(secrets).map(([name, value]) => `--secret=${name}=${value}`),
  ];
  // act reads a file of options in the home directory, and the tools that it runs read what is theirs.
  const { output, code } = await run(goTool('act'), args, {
    cwd: repository,
    env: { HOME: home, ...npmEnvironment() },
  });
  const result = { ...readLog(output, Object.keys(parse(yaml).jobs)), logins: linesOf(logins), output };
  if ((code === 0) !== !Object.values(result.jobs).includes('failure'))
    throw new Error(`act ended with ${code}:\n${output}`);
  fs.rmSync(home, { recursive: true, force: true });
  return result;
}

/** npm keeps its cache, and finds the registry, where it does without another home directory. */
function npmEnvironment(): NodeJS.ProcessEnv {
  const home = os.homedir();
  return {
    npm_config_cache: process.env.npm_config_cache ?? path.join(home, '.npm'),
    npm_config_userconfig: process.env.npm_config_userconfig ?? path.join(home, '.npmrc'),
  };
}

interface Line {
  readonly jobID?: string;
  readonly jobResult?: JobResult;
  readonly msg?: string;
}

/** A job of a matrix has failed if one of its runs has; one that never began was skipped. */
function readLog(output: string, ids: readonly string[]): Pick<ActRun, 'jobs' | 'logs'> {
  const jobs = Object.fromEntries(ids.map((id) => [id, 'skipped' as JobResult]));
  const logs = Object.fromEntries(ids.map((id) => [id, '']));
  for (const text of output.split('\n').filter((line) => line.startsWith('{'))) {
    const { jobID, jobResult, msg } = JSON.parse(text) as Line;
    if (jobID === undefined) continue;
    logs[jobID] += `${(msg ?? '').replace(/\n$/, '')}\n`;
    if (jobResult !== undefined && jobs[jobID] !== 'failure') jobs[jobID] = jobResult;
  }
  return { jobs, logs };
}

function labelsIn(yaml: string): string[] {
  const jobs = Object.values(parse(yaml).jobs) as { readonly 'runs-on': string | string[] }[];
  return [...new Set(jobs.flatMap((job) => job['runs-on']))];
}

/** `owner/name@ref` of each action; act itself stands in for the checkout, and copies the repository. */
function actionsIn(yaml: string): string[] {
  const all = [...yaml.matchAll(/^\s*(?:- )?uses: ([^\s#]+)/gm)].map(([, action]) => action);
  return [...new Set(all)].filter((action) => !action.startsWith('actions/checkout@'));
}

function standInFor(action: string): string {
  const directory = path.join(STAND_INS, path.basename(action.split('@')[0]));
  if (!fs.existsSync(directory)) throw new Error(`There is no stand-in for ${action}.`);
  return directory;
}

function linesOf(file: string): string[] {
  return fs.readFileSync(file, 'utf-8').split('\n').filter(Boolean);
}
