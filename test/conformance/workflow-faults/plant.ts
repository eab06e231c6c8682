import * as fs from 'node:fs';
import { parse, stringify } from 'yaml';
import { workflowFileIn } from '../github/run';
import type { Case } from './cases';

/* How a mistake gets into a finished workflow. */

export interface EditedStep {
  name?: string;
  id?: string;
  run?: string;
  with: Record<string, any>;
  env: Record<string, string>;
}

export interface EditedJob {
  needs: string[];
  if?: string;
  environment?: unknown;
  permissions: Record<string, string>;
  strategy: { matrix: { slot: number[] } };
  outputs: Record<string, string>;
  steps: EditedStep[];
}

export interface EditedWorkflow {
  defaults?: unknown;
  readonly jobs: Record<string, EditedJob>;
}

export interface WorkflowFault {
  readonly name: string;
  /** @default - everything, and nobody says no */
  readonly when?: Case;
  readonly plant: (workflow: EditedWorkflow) => void;
  /** What notices it. */
  readonly noticed: RegExp;
}

export function plantInWorkflow(plant: (workflow: EditedWorkflow) => void, assembly: string): void {
  const file = workflowFileIn(assembly);
  const workflow = parse(fs.readFileSync(file, 'utf-8')) as EditedWorkflow;
  Object.values(workflow.jobs).forEach((job) => (job.needs = [job.needs ?? []].flat()));
  const before = stringify(workflow);
  plant(workflow);
  const after = stringify(workflow);
  if (after === before) {
    throw new Error('this fault changes nothing');
  }
  fs.writeFileSync(file, after);
}

export function jobOf({ jobs }: EditedWorkflow, id: string): EditedJob {
  if (!jobs[id]) {
    throw new Error(`there is no job ${id}, but ${Object.keys(jobs).join(', ')}`);
  }
  return jobs[id];
}

/** The first one whose name matches. */
export function stepOf(w: EditedWorkflow, id: string, name: RegExp): EditedStep {
  const { steps } = jobOf(w, id);
  const found = steps.find((step) => name.test(step.name ?? ''));
  if (!found) {
    throw new Error(`there is no step ${name} in ${id}, but ${steps.map((step) => step.name).join(', ')}`);
  }
  return found;
}

export function removeStep(w: EditedWorkflow, id: string, name: RegExp): void {
  const job = jobOf(w, id);
  job.steps = job.steps.filter((step) => step !== stepOf(w, id, name));
}

export function removeNeed(w: EditedWorkflow, id: string, need: string): void {
  const job = jobOf(w, id);
  job.needs = job.needs.filter((other) => other !== need);
}

/** Who waited for it waits for what it has waited for. */
export function removeJob(w: EditedWorkflow, id: string): void {
  const { needs } = jobOf(w, id);
  delete w.jobs[id];
  for (const job of Object.values(w.jobs)) {
    job.needs = [...new Set(job.needs.flatMap((other) => (other === id ? needs : other)))];
  }
}

export function removeEnvironment(w: EditedWorkflow, id: string): void {
  delete jobOf(w, id).environment;
}

export function replaceRun(step: EditedStep, from: string | RegExp, to: string): void {
  step.run = step.run!.replace(from, to);
}
