import { digraphOf, type WaitGraph } from './wait-graph';
import { longestPaths } from '../graph/toposort';

/** The longest chain of actions that wait for each other, as nodes; of several, the one that is first in the document. */
export function criticalPathOf(graph: WaitGraph): number[] {
  const { before, kinds } = graph;
  const isAction = (vertex: number) => kinds[vertex] === 'action';
  const length = (vertex: number) => (vertex < before.length && isAction(vertex) ? 1 : 0);
  const ranks = longestPaths(digraphOf(graph), length);
  const done = (vertex: number) => (ranks[vertex] ?? -1) + length(vertex);
  const longest = ranks.reduce<number>((max, _, v) => Math.max(max, done(v)), 0);
  const path: number[] = [];
  let vertex = ranks.findIndex((_, v) => longest > 0 && done(v) === longest && isAction(v));
  while (vertex >= 0) {
    if (isAction(vertex)) {
      path.push(vertex);
    }
    const needed = ranks[vertex];
    vertex = before[vertex].find((link) => needed !== undefined && done(link.vertex) === needed)?.vertex ?? -1;
  }
  return path.reverse();
}
