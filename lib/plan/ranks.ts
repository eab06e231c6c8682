import { isWork, type PlanNode, type Reason } from './plan';
import { Compound, type Shape } from '../graph/compound';
import { Digraph, type Edge } from '../graph/digraph';
import { longestPaths, topological } from '../graph/toposort';

/** The reason of edges that only say what is part of what: their ends tell it already. */
export const STRUCTURE: Reason = '';

/** The plan as a graph in which a group is two vertices, its beginning and its end. Work and joints are one vertex. */
export interface Expanded {
  readonly graph: Digraph<Reason>;
  readonly compound: Compound;
}

export function expand(nodes: readonly PlanNode[], edges: Iterable<Edge<Reason>>): Expanded {
  const compound = new Compound(
    nodes.map((n) => n.parent ?? -1),
    (i) => shapeOf(nodes[i]),
  );
  const graph = new Digraph<Reason>(compound.nodeOf.length);
  for (const { from, to } of compound.structure()) {
    graph.addEdge(from, to, STRUCTURE);
  }
  for (const edge of edges) {
    for (const { from, to } of compound.between(edge)) {
      graph.addEdge(from, to, edge.reason);
    }
  }
  return { graph, compound };
}

function shapeOf({ content: { kind } }: PlanNode): Shape {
  return kind === 'group' || kind === 'joint' ? kind : 'leaf';
}

/** For each node, how many pieces of work must be done one after the other before it. `undefined` on or behind a cycle. */
export function ranksOf(nodes: readonly PlanNode[], edges: Iterable<Edge<Reason>>): (number | undefined)[] {
  const { graph, compound } = expand(nodes, edges);
  const isWorkVertex = (v: number) => isWork(nodes[compound.nodeOf[v]]);
  return longestPaths(graph, (v) => (isWorkVertex(v) ? 1 : 0)).slice(0, nodes.length);
}

/**
 * Ranks as `ranksOf` gives them, but some nodes as late as what waits for them allows, and if nothing does, last in
 * their top-level group.
 *
 * For gates of applications that run side by side: whoever shares run orders with a gate waits for its answer.
 */
export function ranksWithLate(
  nodes: readonly PlanNode[],
  edges: Iterable<Edge<Reason>>,
  isLate: (node: PlanNode) => boolean,
  rootOf: readonly number[],
): (number | undefined)[] {
  const { graph, compound } = expand(nodes, edges);
  const isWorkVertex = (v: number) => isWork(nodes[compound.nodeOf[v]]);
  const ranks = longestPaths(graph, (v) => (isWorkVertex(v) ? 1 : 0));
  const last = new Map<number, number>();
  nodes
    .filter(isWork)
    .forEach(({ index: n }) => last.set(rootOf[n], Math.max(last.get(rootOf[n]) ?? 0, ranks[n] ?? 0)));

  const deadline = new Array<number>(graph.size).fill(Infinity);
  for (const v of topological(graph).reverse()) {
    const followers = graph.edgesFrom(v).map(({ to }) => (isWorkVertex(to) ? ranks[to]! : deadline[to]));
    deadline[v] = followers.reduce((a, b) => Math.min(a, b), Infinity);
    if (isWorkVertex(v) && isLate(nodes[v])) {
      ranks[v] = Math.min(deadline[v] - 1, last.get(rootOf[v])!);
    }
  }
  return ranks.slice(0, nodes.length);
}
