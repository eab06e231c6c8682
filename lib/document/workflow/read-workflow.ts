/*
 * What a workflow file says, taken apart as far as it is compared: by meaning, and not by the way it is written. It is read, not
 * believed: the file may be of an earlier version, or changed by hand.
 */

import { asArray } from '../../private/lang';

/** Values as canonical JSON, by what people call them. */
export type Settings = Readonly<Record<string, string>>;

export interface WorkflowFacts {
  /** What starts it, by event. */
  readonly triggers: Settings;
  /** Its other properties: `concurrency`, `env`, `name`. */
  readonly settings: Settings;
  /** By id, in the order of the file. */
  readonly jobs: ReadonlyMap<string, JobFacts>;
}

export interface JobFacts {
  readonly id: string;
  readonly needs: readonly string[];
  readonly environment?: string;
  /** Whether all it does is wait for the reviewers of its environment. */
  readonly isGate: boolean;
  readonly condition?: string;
  /** What its token may do, by scope; `*` is every scope that is not there. */
  readonly permissions: Readonly<Record<string, string>>;
  /** Roles that it assumes in AWS, and accounts that it may do so in. */
  readonly access: readonly string[];
  /** Actions and reusable workflows, with their versions. */
  readonly uses: readonly string[];
  /** What shells run. */
  readonly scripts: readonly string[];
  /** All else of the job. */
  readonly settings: Settings;
  /** All else of its steps, by what these are called. */
  readonly steps: ReadonlyMap<string, Settings>;
}

type Unsure = Readonly<Record<string, unknown>>;

/** What is compared by a property of its own. */
const OF_WORKFLOW = new Set(['on', 'jobs', 'permissions']);
const OF_JOB = new Set(['needs', 'environment', 'if', 'permissions', 'steps', 'uses']);
const OF_STEP = new Set(['uses', 'run', 'name']);
const OF_ACCESS = ['role-to-assume', 'allowed-account-ids'];

/** Nothing, if it is no YAML, or no workflow. */
export function readWorkflow(text: string): WorkflowFacts | undefined {
  const whole = objectOf(parse(text));
  const jobs = whole && objectOf(whole.jobs);
  return (
    jobs && {
      triggers: triggersOf(whole.on),
      settings: othersOf(whole, OF_WORKFLOW),
      jobs: new Map(Object.entries(jobs).map(([id, job]) => [id, jobOf(id, objectOf(job) ?? {}, whole.permissions)])),
    }
  );
}

function parse(text: string): unknown {
  // Whoever reads no workflow need not wait for it.
  const { parseDocument } = require('yaml') as typeof import('yaml');
  try {
    const document = parseDocument(text);
    return document.errors.length > 0 ? undefined : document.toJS();
  } catch {
    // Aliases without end.
    return undefined;
  }
}

/** `on` is the name of an event, a list of names, or events with what they are about. */
function triggersOf(on: unknown): Settings {
  const events = objectOf(on) ?? Object.fromEntries(asArray(on).map((event) => [String(event), null]));
  return settingsOf(Object.entries(events));
}

function jobOf(id: string, job: Unsure, inherited: unknown): JobFacts {
  const steps = asArray(job.steps).map((step) => objectOf(step) ?? {});
  const environment = environmentOf(job.environment);
  const uses = textsIn([job.uses, ...steps.map((step) => step.uses)]);
  const permissions = permissionsOf(job.permissions ?? inherited);
  return {
    id,
    needs: textsIn(asArray(job.needs)),
    environment: environment.name,
    // Where GitHub notes no deployment, somebody said that there is none; else, whoever uses actions or may write does something.
    isGate:
      environment.name !== undefined &&
      (environment.deployment === false || (uses.length === 0 && !mayWrite(permissions))),
    condition: job.if === undefined ? undefined : String(job.if),
    permissions,
    access: steps.flatMap((step) => accessOf(objectOf(step.with) ?? {})),
    uses,
    scripts: textsIn(steps.map((step) => step.run)),
    settings: { ...othersOf(job, OF_JOB), ...environment.settings },
    steps: stepsOf(steps),
  };
}

interface EnvironmentFacts {
  readonly name?: string;
  readonly deployment: unknown;
  readonly settings: Settings;
}

function environmentOf(given: unknown): EnvironmentFacts {
  const { name, ...others }: Unsure = objectOf(given) ?? { name: given };
  return {
    name: name === undefined || name === null || name === '' ? undefined : String(name),
    deployment: others.deployment,
    settings: settingsOf(Object.entries(others).map(([key, value]) => [`environment ${key}`, value])),
  };
}

function permissionsOf(permissions: unknown): Record<string, string> {
  const scopes = objectOf(permissions);
  if (scopes) {
    return Object.fromEntries(Object.entries(scopes).map(([scope, access]) => [scope, String(access)]));
  }
  // Who says nothing gets what the repository gives: as much as everything, as far as we know.
  return { '*': permissions === 'read-all' ? 'read' : 'write' };
}

function mayWrite(permissions: Readonly<Record<string, string>>): boolean {
  return Object.values(permissions).some((access) => access !== 'none' && access !== 'read');
}

function accessOf(given: Unsure): string[] {
  return OF_ACCESS.flatMap((name) => (given[name] === undefined ? [] : [`${name}: ${String(given[name])}`]));
}

/** Of steps that are called the same, the second is `… 2`. */
function stepsOf(steps: readonly Unsure[]): Map<string, Settings> {
  const found = new Map<string, Settings>();
  const seen = new Map<string, number>();
  for (const step of steps) {
    const name = nameOf(step);
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    const given = objectOf(step.with);
    const kept = given && Object.fromEntries(Object.entries(given).filter(([input]) => !OF_ACCESS.includes(input)));
    const { uses } = step;
    found.set(`step '${n > 1 ? `${name} ${n}` : name}'`, {
      // Its version is compared by itself.
      ...(typeof uses === 'string' ? settingsOf([['uses', actionOf(uses).action]]) : {}),
      ...othersOf(kept ? { ...step, with: kept } : step, OF_STEP),
    });
  }
  return found;
}

function nameOf({ name, id, uses }: Unsure): string {
  const known = name ?? (typeof uses === 'string' ? actionOf(uses).action : id);
  return String(known ?? 'run');
}

/** `actions/checkout@f548e57` is an action and a version. */
export function actionOf(uses: string): { readonly action: string; readonly version: string } {
  const at = uses.lastIndexOf('@');
  return at < 0 ? { action: uses, version: '' } : { action: uses.slice(0, at), version: uses.slice(at + 1) };
}

/** Whether it is fixed for ever: the hash of a commit, or of an image. */
export function isHash(version: string): boolean {
  return /^(?:[0-9a-f]{40}|sha256:[0-9a-f]{64})$/.test(version);
}

/** A workflow, or an action, of this repository is as old as what uses it. */
export function isLocal(uses: string): boolean {
  return uses.startsWith('./');
}

/** Whether nobody can change what it runs without a change to what uses it. */
export function isPinned(uses: string): boolean {
  return isLocal(uses) || isHash(actionOf(uses).version);
}

function othersOf(object: Unsure, known: ReadonlySet<string>): Settings {
  return settingsOf(Object.entries(object).filter(([name]) => !known.has(name)));
}

function settingsOf(entries: readonly (readonly [string, unknown])[]): Settings {
  return Object.fromEntries(entries.map(([name, value]) => [name, canonical(value)]));
}

/** The order of properties says nothing, that of lists does. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    const object = objectOf(inner);
    return object ? Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1))) : inner;
  });
}

function objectOf(value: unknown): Unsure | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Unsure) : undefined;
}

function textsIn(values: readonly unknown[]): string[] {
  return values.filter((value) => typeof value === 'string');
}
