import { parse } from 'yaml';

/* The file of a workflow. A key that is not here is an error: the simulator would pass over what it means. */

type Texts = Readonly<Record<string, string>>;

interface DefaultsFile {
  readonly run?: { readonly shell?: string; readonly 'working-directory'?: string };
}

export interface JobFile {
  readonly name?: string;
  readonly needs?: string | readonly string[];
  readonly if?: string | boolean;
  readonly environment?: string | { readonly name: string; readonly url?: string };
  readonly permissions?: Texts;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly (string | number)[]>> };
  readonly outputs?: Texts;
  readonly env?: Texts;
  readonly defaults?: DefaultsFile;
  readonly steps: readonly StepFile[];
}

export interface StepFile {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string | boolean;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly run?: string;
  readonly shell?: string;
  readonly 'working-directory'?: string;
  readonly env?: Readonly<Record<string, string | number | boolean>>;
}

export interface WorkflowFile {
  readonly name: string;
  readonly permissions?: Texts;
  readonly env?: Texts;
  readonly defaults?: DefaultsFile;
  readonly jobs: Readonly<Record<string, JobFile>>;
}

const WORKFLOW = ['name', 'run-name', 'on', 'permissions', 'concurrency', 'env', 'defaults', 'jobs'];
const JOB = [
  ...['name', 'needs', 'if', 'runs-on', 'environment', 'permissions', 'concurrency', 'timeout-minutes', 'strategy'],
  ...['outputs', 'env', 'defaults', 'steps'],
];
const STEP = ['name', 'id', 'if', 'uses', 'with', 'run', 'shell', 'working-directory', 'env'];
const STRATEGY = ['matrix', 'fail-fast', 'max-parallel'];

/** What GitHub would not start is an error. */
export function readWorkflow(text: string): WorkflowFile {
  const workflow = parse(text) as WorkflowFile;
  demandKeys('the workflow', workflow, WORKFLOW);
  for (const [id, job] of Object.entries(workflow.jobs)) {
    demandKeys(`job ${id}`, job, JOB);
    demandKeys(`the strategy of job ${id}`, job.strategy ?? {}, STRATEGY);
    if (!/^[A-Za-z_][\w-]{0,98}$/.test(id)) throw new Error(`no id of a job: ${id}`);
    const ids = job.steps.flatMap((step) => step.id ?? []);
    if (new Set(ids).size < ids.length) throw new Error(`job ${id} has an id of a step twice`);
    job.steps.forEach((step) => {
      demandKeys(`a step of job ${id}`, step, STEP);
      if ((step.uses === undefined) === (step.run === undefined))
        throw new Error(`a step of job ${id} is not one thing`);
    });
  }
  checkNeeds(workflow);
  return workflow;
}

function demandKeys(what: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new Error(`${what} has keys that are not known: ${unknown.join(', ')}`);
}

export function needsOf({ needs = [] }: JobFile): string[] {
  return [needs].flat() as string[];
}

function checkNeeds({ jobs }: WorkflowFile): void {
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]) => {
    if (path.includes(id)) throw new Error(`jobs wait for each other: ${[...path, id].join(', ')}`);
    if (!jobs[id]) throw new Error(`there is no job ${id}, which ${path.at(-1)} needs`);
    if (done.has(id)) return;
    needsOf(jobs[id]).forEach((need) => visit(need, [...path, id]));
    done.add(id);
  };
  Object.keys(jobs).forEach((id) => visit(id, []));
}

/** All that a job waits for, through whatever is between. */
export function ancestorsIn({ jobs }: WorkflowFile, id: string): Set<string> {
  const found = new Set<string>();
  const visit = (one: string) =>
    needsOf(jobs[one]).forEach((need) => {
      if (!found.has(need)) {
        found.add(need);
        visit(need);
      }
    });
  visit(id);
  return found;
}
