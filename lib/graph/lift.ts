import { Digraph, type Edge } from './digraph';

/**
 * Carry every edge up to the groups that its ends belong to; edges inside one group vanish.
 *
 * Used to order groups as a whole by what their members wait for. O(edges).
 */
export function lift<R>(
  edges: Iterable<Edge<R>>,
  groupOf: (vertex: number) => number,
  groups: number,
): Digraph<Edge<R>> {
  const lifted = new Digraph<Edge<R>>(groups);
  for (const edge of edges) {
    const from = groupOf(edge.from);
    const to = groupOf(edge.to);
    if (from !== to) {
      lifted.addEdge(from, to, edge);
    }
  }
  return lifted;
}
