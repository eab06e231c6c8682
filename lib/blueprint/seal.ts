import type { IConstruct } from 'constructs';
import { fail } from '../private/errors';

/** Something that people declare, with its lists as they are whenever they are asked for. */
export interface Part {
  readonly owner: object;
  /** As the user would say it: `stage 'Prod'`. */
  readonly name: string;
  readonly lists: () => Readonly<Record<string, readonly unknown[]>>;
}

interface Read {
  readonly part: Part;
  readonly lists: ReadonlyMap<string, ReadonlySet<unknown>>;
}

/** Path of the pipeline that has read a thing. Not in the thing itself: it may be in two pipelines. */
const READ_BY = new WeakMap<object, string>();

/**
 * Remembers what a pipeline was planned from.
 *
 * Lists stay open: they may be the user's own, and sorting them does no harm. But what comes into them afterwards would be lost in
 * silence, so it is looked for at synthesis.
 */
export class Seal {
  private readonly reads: Read[] = [];

  constructor(private readonly pipelinePath: string) {}

  /** The pipeline has read this thing as it is now. */
  public close(part: Part): void {
    READ_BY.set(part.owner, this.pipelinePath);
    const lists = new Map(Object.entries(part.lists()).map(([name, list]) => [name, new Set(list)]));
    this.reads.push({ part, lists });
  }

  /** The pipeline could not be made of what it has read: that is returned. */
  public open(): object[] {
    const owners = this.reads.splice(0).map(({ part }) => part.owner);
    owners.filter((owner) => READ_BY.get(owner) === this.pipelinePath).forEach((owner) => READ_BY.delete(owner));
    return owners;
  }

  /** What has come since, in words; each thing with its place. */
  public latecomers(): string[] {
    return this.reads.flatMap(({ part, lists }) =>
      Object.entries(part.lists()).flatMap(([name, list]) =>
        list
          .filter((item) => !lists.get(name)?.has(item))
          .map((item) => `${inWords(item)} in '${name}' of ${part.name}`),
      ),
    );
  }
}

/** Refuse a call that comes when the pipeline has been read: what it declares would be lost. */
export function checkOpen(owner: object, call: string): void {
  const pipelinePath = READ_BY.get(owner);
  if (pipelinePath !== undefined) {
    fail({
      where: pipelinePath,
      given: `${call} after the pipeline was built`,
      expected: 'a pipeline that is complete before buildPipeline() or app.synth()',
      fix: 'move the call before buildPipeline(); in doBuildPipeline() of a subclass, before super.doBuildPipeline()',
    });
  }
}

/**
 * The list that was given, to which more may still come. A frozen one is copied: nobody can add to it, and we may have to. So is a
 * Set, or whatever else can be read like a list.
 */
export function ownList<T>(given: T[] | undefined): T[] {
  return !Array.isArray(given) || Object.isFrozen(given) ? [...(given ?? [])] : given;
}

/**
 * Bring a list up to date in place, and keep what the user has done to it since it was `before`: another order, things
 * taken out, things put in.
 */
export function catchUp<T>(list: T[], before: readonly T[], now: readonly T[]): void {
  const isUntouched = list.length === before.length && list.every((item, i) => item === before[i]);
  const [known, current] = [new Set(before), new Set(now)];
  const kept = list.filter((item) => !known.has(item) || current.has(item));
  const next = isUntouched ? now : [...kept, ...now.filter((item) => !known.has(item))];
  list.splice(0, list.length, ...next);
}

/** What people put into these lists, for messages. */
interface Named {
  readonly id?: string;
  readonly stageName?: string;
  readonly stackName?: string;
  readonly stack?: IConstruct;
  readonly fileSet?: unknown;
}

function inWords(item: unknown): string {
  if (typeof item === 'string') {
    return `'${item}'`;
  }
  if ((item as object).toString !== Object.prototype.toString) {
    return `${item}`; // Steps and file sets.
  }
  const { id, stageName, stackName, stack, fileSet } = item as Named;
  const named = [
    ['stage', stageName],
    ['stack', stackName],
    ['steps for stack', stack?.node.path],
    ['files', fileSet],
    ['wave', id],
  ].find(([, name]) => name !== undefined);
  return named ? `${named[0]} '${named[1]}'` : `${item}`;
}
