import * as fs from 'fs';
import { contentOf } from './artifacts';
import { variablesOfSource } from './executor';
import type { Given } from './given';
import type { Tree } from './sources';
import { Digraph } from '../../graph/digraph';
import { topological } from '../../graph/toposort';
import { Handover } from '../handover';
import type { Left, Need } from '../needs';
import { handOver, type Ingredients, leftOf, type RunRecord } from '../record';
import { OWN_NAMESPACES } from '../references';
import { outputsOf, type OutputSources } from '../stack-outputs';
import { namesOfNamespaces, type SourceTask, type Work } from '../works';

/** An output that nobody knows, and who gets something in its place. */
export interface Placeholder {
  /** `Url of stack Beta-Service` */
  readonly output: string;
  readonly actions: readonly string[];
}

/** What stacks are taken to have, by construct path. */
export interface KnownOutputs {
  readonly outputs: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly placeholders: readonly Placeholder[];
}

/**
 * @param takers works that run: what only others want may stay unknown
 * @param isDeployed what is really deployed in this run: its outputs will be known
 */
export function knownOutputs(
  works: readonly Work[],
  needs: readonly (readonly Need[])[],
  takers: ReadonlySet<number>,
  sources: OutputSources,
  isDeployed: (work: number) => boolean = () => false,
): KnownOutputs {
  const wanted = new Map<number, Map<string, string[]>>();
  for (const taker of takers) {
    for (const { kind, name, maker } of needs[taker]) {
      if (kind === 'variable' && maker !== undefined && works[maker].task.kind === 'deploy' && !isDeployed(maker)) {
        const names = wanted.get(maker) ?? new Map<string, string[]>();
        wanted.set(maker, names);
        names.set(name, [...new Set([...(names.get(name) ?? []), works[taker].id])]);
      }
    }
  }
  const outputs = new Map<string, Readonly<Record<string, string>>>();
  const placeholders: Placeholder[] = [];
  works.forEach((work, i) => {
    if (work.target && work.task.kind === 'deploy' && work.task.mode !== 'prepare') {
      const names = wanted.get(i) ?? new Map<string, string[]>();
      const known = outputsOf(work, new Set(names.keys()), sources);
      outputs.set(work.target.stack, known.outputs);
      known.unknown.forEach((name) =>
        placeholders.push({ output: `${name} of stack ${work.target!.stackName}`, actions: names.get(name)! }),
      );
    }
  });
  return { outputs, placeholders };
}

/** Made up: executions have no id here. */
const EXECUTION_ID = '00000000-0000-0000-0000-000000000000';

/** What is known before anything runs, of the pipeline itself and of stacks that some works deploy. */
export function startingHandover(
  { variables }: Pick<Given, 'variables'>,
  works: readonly Work[],
  deployments: readonly Work[],
  { outputs }: KnownOutputs,
): Handover {
  const handover = new Handover(namesOfNamespaces(works));
  handover.variables.set(OWN_NAMESPACES.execution, { PipelineExecutionId: EXECUTION_ID });
  handover.variables.set(OWN_NAMESPACES.variables, variables.values);
  for (const { target, task } of deployments) {
    const known = target && outputs.get(target.stack);
    if (known && task.kind === 'deploy' && task.mode !== 'prepare') {
      handover.stackOutputs.set(target.stack, known);
      handover.variables.set(task.namespace ?? target.stack, known);
    }
  }
  return handover;
}

/** What earlier runs have left, held against what would come of the sources as they are now. */
export function whatIsLeft(
  works: readonly Work[],
  needs: readonly (readonly Need[])[],
  record: RunRecord,
  trees: ReadonlyMap<Work, Tree>,
  ingredients: Omit<Ingredients, 'contents'>,
  directoryOf: (artifact: string) => string,
): ReadonlyMap<Work, Left> {
  const contents = new Map<string, string>();
  for (const [work, tree] of trees) {
    const task = work.task as SourceTask;
    const content = contentOf(tree.directory, tree.files);
    task.outputs.forEach((artifact) => contents.set(artifact, content));
    ingredients.handover.variables.set(task.namespace ?? work.id, variablesOfSource(task, tree));
  }
  return leftOf(inOrderOfNeeds(works, needs), record, { ...ingredients, contents }, (artifact) =>
    fs.existsSync(directoryOf(artifact)),
  );
}

function inOrderOfNeeds(works: readonly Work[], needs: readonly (readonly Need[])[]): Work[] {
  const graph = new Digraph<undefined>(works.length);
  needs.forEach((own, taker) =>
    own.forEach(({ maker }) => {
      if (maker !== undefined) {
        graph.addEdge(maker, taker, undefined);
      }
    }),
  );
  return topological(graph).map((work) => works[work]);
}

/** Hands on what earlier runs have made of works that do not run now, with the hashes of their files. */
export function handOverEarlier(
  reused: readonly Work[],
  { made }: RunRecord,
  handover: Handover,
  contents: Map<string, string>,
  directoryOf: (artifact: string) => string,
): void {
  for (const work of reused) {
    if (Object.hasOwn(made, work.id)) {
      handOver(work, made[work.id], handover, directoryOf);
      Object.entries(made[work.id].artifacts).forEach(([artifact, content]) => contents.set(artifact, content));
    }
  }
}
