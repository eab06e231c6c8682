import { OWN_NAMESPACES, referencesIn } from './references';
import { type Task, makersOf, namespacesOf, type Variable, type Work } from './works';

/** Something that a work takes from another one. */
export interface Need {
  readonly kind: 'files' | 'variable';
  /** Of the artifact, or of the variable. */
  readonly name: string;
  /** Index of the work that makes it; missing if none does. */
  readonly maker?: number;
}

/** What each work takes from others: files, variables, outputs of stacks. O(works + references). */
export function needsOf(works: readonly Work[]): Need[][] {
  const index = new Map(works.map((work, i) => [work, i]));
  const at = (work: Work | undefined) => (work === undefined ? undefined : index.get(work));
  const [makers, namespaces] = [makersOf(works), namespacesOf(works)];
  const byId = new Map(works.map((work) => [work.id, work]));
  const deployers = new Map(works.flatMap((work) => (isDeployment(work) ? [[work.target!.stack, work] as const] : [])));
  const variable = (name: string, maker: Work | undefined): Need => ({ kind: 'variable', name, maker: at(maker) });
  const ofText = (text: string) =>
    referencesIn(text)
      .filter(({ namespace }) => !OWN.has(namespace))
      .map(({ namespace, name }) => variable(name, namespaces.get(namespace) ?? byId.get(namespace)));
  const ofValue = ({ value }: Variable): Need[] => {
    if ('text' in value) {
      return ofText(value.text);
    }
    if ('output' in value) {
      const { node, variable: name } = value.output;
      return [variable(name, namespaces.get(node) ?? byId.get(node))];
    }
    return 'stackOutput' in value ? [variable(value.stackOutput.name, deployers.get(value.stackOutput.stack))] : [];
  };
  return works.map(({ task }) => [
    ...artifactsOf(task).map((name): Need => ({ kind: 'files', name, maker: at(makers.get(name)) })),
    ...(task.kind === 'build' ? task.env.flatMap(ofValue) : []),
    ...(task.kind === 'ask' ? ofText(`${task.text} ${task.url ?? ''}`) : []),
  ]);
}

const OWN: ReadonlySet<string> = new Set(Object.values(OWN_NAMESPACES));

function isDeployment({ task, target }: Work): boolean {
  return task.kind === 'deploy' && task.mode !== 'prepare' && target !== undefined;
}

/** The artifacts that a task starts with. */
export function artifactsOf(task: Task): string[] {
  switch (task.kind) {
    case 'build':
      return [...(task.primary === undefined ? [] : [task.primary]), ...task.others.map(({ artifact }) => artifact)];
    case 'deploy':
      return task.template ? [task.template.artifact] : [];
    default:
      return [];
  }
}

/**
 * What an earlier run has left of a work. `fresh`: what it would make now. `stale`: what it has made of other files, variables
 * or commands.
 */
export type Left = 'fresh' | 'stale' | 'missing';

/** Which works of a part of a pipeline run. */
export interface PartialRun {
  /** These, and what was added to them. */
  readonly chosen: ReadonlySet<number>;
  /** Works that do not run, of which something is taken that an earlier run has left. */
  readonly reused: readonly number[];
  /** Of those, what was made of other content. */
  readonly stale: readonly number[];
  /** What nobody has made, with who wants it. */
  readonly missing: readonly { readonly work: number; readonly need: Need }[];
}

/**
 * A part of a pipeline, with what it needs of the rest.
 *
 * @param isTaken what always runs anew if something is needed of it: sources, as they are in a moment
 * @param left what an earlier run has left of a work
 * @param all whether what is missing or stale runs, too
 */
export function withNeeds(
  needs: readonly (readonly Need[])[],
  chosen: ReadonlySet<number>,
  isTaken: (work: number) => boolean,
  left: (work: number) => Left,
  all: boolean,
): PartialRun {
  const run = new Set(chosen);
  const reused = new Map<number, Left>();
  const missing: { work: number; need: Need }[] = [];
  const pending = [...chosen];
  for (let work = pending.pop(); work !== undefined; work = pending.pop()) {
    for (const need of needs[work]) {
      const { maker } = need;
      if (maker === undefined || run.has(maker) || reused.has(maker)) {
        continue;
      }
      const state = left(maker);
      if (isTaken(maker) || (all && state !== 'fresh')) {
        run.add(maker);
        pending.push(maker);
      } else if (state === 'missing') {
        missing.push({ work, need });
      } else {
        reused.set(maker, state);
      }
    }
  }
  const inOrder = (works: Iterable<number>) => [...works].sort((a, b) => a - b);
  return {
    chosen: new Set(inOrder(run)),
    reused: inOrder(reused.keys()),
    stale: inOrder([...reused].filter(([, state]) => state === 'stale').map(([work]) => work)),
    missing: missing.sort((a, b) => a.work - b.work),
  };
}
