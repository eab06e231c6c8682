import type { Result } from './events';
import type { Handover } from './handover';
import { artifactsOf, type Left } from './needs';
import { fillReferences } from './references';
import type { BuildTask, Variable, Work } from './works';
import { hashOf } from '../private/hash';

/** Whoever reads another one passes it over. */
export const RECORD_VERSION = 1;

/** What runs of a pipeline have left in a directory. */
export interface RunRecord {
  readonly version: number;
  /** Construct path. */
  readonly pipeline: string;
  /** What works have made, by their names, each in the last run in which it has succeeded. */
  readonly made: Readonly<Record<string, Made>>;
  /** How the works of the last run have ended, by their names. */
  readonly last: Readonly<Record<string, Ended>>;
  /** Where the workspaces of actions are. */
  readonly workspaces?: string;
}

export interface Made {
  /** Of all that it was made of: commands, variables, files. */
  readonly key: string;
  /** Hashes of what is in its artifacts, by name. */
  readonly artifacts: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
}

export interface Ended {
  readonly result: Result;
  readonly workspace?: string;
  readonly envFile?: string;
}

export function emptyRecord(pipeline: string): RunRecord {
  return { version: RECORD_VERSION, pipeline, made: {}, last: {} };
}

/** A record, or why it is none: one that is broken or of another version is not used. */
export function parseRecord(text: string, pipeline: string): RunRecord | string {
  let data: Partial<RunRecord> | undefined;
  try {
    data = JSON.parse(text) as Partial<RunRecord> | undefined;
  } catch {
    return 'it is broken';
  }
  if (!isObject(data) || typeof data.version !== 'number') {
    return 'it is broken';
  }
  if (data.version !== RECORD_VERSION) {
    return `another version of cdk-pipelines has written it`;
  }
  if (data.pipeline !== pipeline) {
    return `it is of pipeline '${String(data.pipeline)}'`;
  }
  const isWhole =
    isEach(data.made, (made) => isTexts(made.artifacts) && isTexts(made.variables) && typeof made.key === 'string') &&
    isEach(data.last, ({ result }) => typeof result === 'string');
  return isWhole ? (data as RunRecord) : 'it is broken';
}

function isObject(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

function isEach(given: unknown, is: (value: Readonly<Record<string, unknown>>) => boolean): boolean {
  return isObject(given) && Object.values(given).every((value) => isObject(value) && is(value));
}

function isTexts(given: unknown): boolean {
  return isObject(given) && Object.values(given).every((value) => typeof value === 'string');
}

/** What a work is made of: what others have left, and what is given from outside. */
export interface Ingredients {
  readonly handover: Handover;
  /** Hashes of what is in artifacts, by name. */
  readonly contents: ReadonlyMap<string, string>;
  /** Values of secrets and parameters. */
  readonly given: (reference: string) => string | undefined;
}

/**
 * A hash of all that a build depends on: what it runs, what it is given, and its files. Nothing, if one of these is not known.
 * Variables are filled in as they are: whether CodePipeline could is seen when it runs.
 */
export function keyOf(task: BuildTask, ingredients: Ingredients): string | undefined {
  const { spec, primary, others, outputs, env } = task;
  const contents = artifactsOf(task).map((artifact) => ingredients.contents.get(artifact));
  const values = env.map(({ value }) => valueOf(value, ingredients));
  if ([...contents, ...values].includes(undefined)) {
    return undefined;
  }
  const names = env.map(({ name }) => name);
  return hashOf([spec, primary, others, outputs, names, contents, values]);
}

function valueOf(value: Variable['value'], { handover, given }: Ingredients): string | undefined {
  if ('text' in value) {
    let isKnown = true;
    const text = fillReferences(value.text, ({ namespace, name }) => {
      const found = handover.variables.get(namespace)?.[name];
      isKnown &&= found !== undefined;
      return found;
    });
    return isKnown ? text : undefined;
  }
  if ('output' in value) {
    return handover.variables.get(value.output.node)?.[value.output.variable];
  }
  if ('stackOutput' in value) {
    return handover.stackOutputs.get(value.stackOutput.stack)?.[value.stackOutput.name];
  }
  return 'literal' in value ? value.literal : given('secret' in value ? value.secret : value.parameter);
}

/** What an earlier run has made, for those that come after it. */
export function handOver(
  { task, id }: Work,
  made: Made,
  to: Handover,
  directoryOf: (artifact: string) => string,
): void {
  Object.keys(made.artifacts).forEach((artifact) => to.artifacts.set(artifact, directoryOf(artifact)));
  const { namespace = id } = task as { readonly namespace?: string };
  to.variables.set(namespace, made.variables);
}

/**
 * What earlier runs have left of builds. `ingredients` has what sources and stacks give; what is fresh is added to it.
 *
 * @param inOrder all works, each behind those that it needs
 * @param isThere whether the files of an artifact are still there
 */
export function leftOf(
  inOrder: readonly Work[],
  { made }: RunRecord,
  ingredients: Ingredients & { readonly contents: Map<string, string> },
  isThere: (artifact: string) => boolean,
): ReadonlyMap<Work, Left> {
  const left = new Map<Work, Left>();
  for (const work of inOrder) {
    const { task, id } = work;
    const before = Object.hasOwn(made, id) ? made[id] : undefined;
    if (task.kind !== 'build' || !before || !task.outputs.every((name) => name in before.artifacts && isThere(name))) {
      left.set(work, 'missing');
    } else if (keyOf(task, ingredients) !== before.key) {
      left.set(work, 'stale');
    } else {
      left.set(work, 'fresh');
      handOver(work, before, ingredients.handover, () => '');
      Object.entries(before.artifacts).forEach(([artifact, content]) => ingredients.contents.set(artifact, content));
    }
  }
  return left;
}

/** Works that the last run has not brought to a good end. */
const REPEATED: ReadonlySet<Result> = new Set<Result>(['failed', 'rejected', 'stopped', 'canceled']);

/** Whether an action is still to be brought to a good end. */
export function isUnfinished(result: Result): boolean {
  return REPEATED.has(result);
}

/** The names of what `--retry` repeats, in the order of the works. */
export function failedIn({ last }: RunRecord, works: readonly Work[]): string[] {
  return works.map(({ id }) => id).filter((id) => Object.hasOwn(last, id) && REPEATED.has(last[id].result));
}
