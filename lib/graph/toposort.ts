import type { Digraph } from './digraph';

/**
 * For every vertex, the weight of the heaviest path that leads to it, itself not counted.
 *
 * With weight 1 everywhere this is the tranche in which a vertex can start. Vertices on or behind a cycle
 * have no answer and get `undefined`. O(vertices + edges).
 */
export function longestPaths<R>(graph: Digraph<R>, weight: (vertex: number) => number): (number | undefined)[] {
  const distance = new Array<number>(graph.size).fill(0);
  const result = new Array<number | undefined>(graph.size).fill(undefined);
  for (const v of topological(graph)) {
    result[v] = distance[v];
    for (const { to } of graph.edgesFrom(v)) {
      distance[to] = Math.max(distance[to], distance[v] + weight(v));
    }
  }
  return result;
}

/** The vertices such that every edge points forward; without those on or behind a cycle. O(vertices + edges). */
export function topological<R>(graph: Digraph<R>): number[] {
  const waitsFor = new Array<number>(graph.size).fill(0);
  for (let v = 0; v < graph.size; v++) {
    graph.edgesFrom(v).forEach((e) => waitsFor[e.to]++);
  }
  const ready = [...waitsFor.keys()].filter((v) => waitsFor[v] === 0);
  const order: number[] = [];
  for (let v = ready.pop(); v !== undefined; v = ready.pop()) {
    order.push(v);
    for (const { to } of graph.edgesFrom(v)) {
      if (--waitsFor[to] === 0) {
        ready.push(to);
      }
    }
  }
  return order;
}

/** Group items by their rank, lowest first; the order inside a group is the order given. */
export function byRank<A>(items: readonly A[], rank: (item: A) => number): A[][] {
  const groups = new Map<number, A[]>();
  for (const item of items) {
    const group = groups.get(rank(item)) ?? [];
    groups.set(rank(item), group);
    group.push(item);
  }
  return [...groups.entries()].sort(([a], [b]) => a - b).map(([, group]) => group);
}
