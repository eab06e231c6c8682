import type { Digraph } from './digraph';
import { topological } from './toposort';

/** A graph without the vertices that were passed over. */
export interface Contracted {
  /** Of each vertex that is left: those that come right before it. */
  readonly before: ReadonlyMap<number, ReadonlySet<number>>;
  /** Vertices that were to be passed over, and are left: they tie many edges into few. */
  readonly joins: ReadonlySet<number>;
}

/**
 * Pass over all vertices but some: what came before such a vertex comes right before what came after it.
 *
 * `k` vertices before it and `m` after it are `k * m` edges then. Where that is more than twice the `k + m` edges it takes to keep
 * it, it is kept. O(edges), as the sets that are handed on stay small. What is on or behind a cycle is left out.
 */
export function contract<R>(graph: Digraph<R>, isKept: (vertex: number) => boolean): Contracted {
  const order = topological(graph);
  const after = countAfter(graph, order, isKept);
  const before = new Map<number, Set<number>>();
  const joins = new Set<number>();
  const incoming = new Map<number, Set<number>>();
  for (const vertex of order) {
    const sources = incoming.get(vertex) ?? new Set<number>();
    incoming.delete(vertex);
    const isJoin = !isKept(vertex) && isWorthIt(sources.size, after[vertex]);
    if (isJoin) {
      joins.add(vertex);
    }
    const stays = isJoin || isKept(vertex);
    if (stays) {
      before.set(vertex, sources);
    }
    for (const { to } of graph.edgesFrom(vertex)) {
      const known = incoming.get(to) ?? new Set<number>();
      incoming.set(to, known);
      (stays ? [vertex] : sources).forEach((source) => known.add(source));
    }
  }
  return { before, joins };
}

function isWorthIt(k: number, m: number): boolean {
  return k * m > 2 * (k + m);
}

/** For each vertex, how many of those that are kept come right after it, counted once for each way there. */
function countAfter<R>(graph: Digraph<R>, order: readonly number[], isKept: (vertex: number) => boolean): number[] {
  const counts = new Array<number>(graph.size).fill(0);
  for (const vertex of [...order].reverse()) {
    for (const { to } of graph.edgesFrom(vertex)) {
      counts[vertex] += isKept(to) ? 1 : counts[to];
    }
  }
  return counts;
}
