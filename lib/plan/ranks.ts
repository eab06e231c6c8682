import { isWork, type PlanNode, type Reason } from './plan';
import { Digraph, type Edge } from '../graph/digraph';
import { longestPaths, topological } from '../graph/toposort';

/** The reason of edges that only say what is part of what: their ends tell it already. */
export const STRUCTURE: Reason = '';

/**
 * The plan as a graph in which a group is two vertices, its beginning and its end, so that an edge between
 * groups is one edge and not one for each pair of their members. Work and joints are one vertex.
 */
export interface Expanded {
  readonly graph: Digraph<Reason>;
  /** Node that a vertex belongs to. */
  readonly nodeOf: readonly number[];
  readonly beginOf: (node: number) => number;
  /** The last vertex of each node, by index. */
  readonly endOf: readonly number[];
}

export function expand(nodes: readonly PlanNode[], edges: Iterable<Edge<Reason>>): Expanded {
  const graph = new Digraph<Reason>(nodes.length);
  const nodeOf = nodes.map((n) => n.index);
  const end = nodes.map((n) => {
    if (n.content.kind !== 'group') {
      return n.index;
    }
    nodeOf.push(n.index);
    return graph.addVertex();
  });
  for (const n of nodes) {
    for (const child of n.children) {
      graph.addEdge(n.index, child, STRUCTURE);
      graph.addEdge(end[child], end[n.index], STRUCTURE);
    }
  }
  for (const edge of edges) {
    for (const { from, to, reason } of withoutSelf(nodes, edge)) {
      graph.addEdge(end[from], to, reason);
    }
  }
  return { graph, nodeOf, beginOf: (node) => node, endOf: end };
}

/**
 * A step that a whole group waits for may be in that group itself (named before a wave, and before one Stage of
 * it): then all others of the group wait for it. The same the other way round.
 */
function withoutSelf(nodes: readonly PlanNode[], edge: Edge<Reason>): Edge<Reason>[] {
  const { from, to, reason } = edge;
  if (isWithin(nodes, from, to)) {
    return othersWithin(nodes, from, to).map((other) => ({ from, to: other, reason }));
  }
  if (isWithin(nodes, to, from)) {
    return othersWithin(nodes, to, from).map((other) => ({ from: other, to, reason }));
  }
  return [edge];
}

/** Whether one end of an edge is part of the other. */
export function isTied(nodes: readonly PlanNode[], { from, to }: Edge<Reason>): boolean {
  return isWithin(nodes, from, to) || isWithin(nodes, to, from);
}

function isWithin(nodes: readonly PlanNode[], node: number, group: number): boolean {
  let i: number | undefined = nodes[node].parent;
  while (i !== undefined && i !== group) {
    i = nodes[i].parent;
  }
  return i === group;
}

/** The largest parts of a group that do not hold the node. */
function othersWithin(nodes: readonly PlanNode[], node: number, group: number): number[] {
  const others: number[] = [];
  for (let i = node; i !== group; i = nodes[i].parent!) {
    const siblings = nodes[nodes[i].parent!].children;
    others.push(...siblings.filter((s) => s !== i && nodes[s].content.kind !== 'joint'));
  }
  return others;
}

/** For each node, how many pieces of work must be done one after the other before it. `undefined` on or behind a cycle. */
export function ranksOf(nodes: readonly PlanNode[], edges: Iterable<Edge<Reason>>): (number | undefined)[] {
  const { graph, nodeOf } = expand(nodes, edges);
  const isWorkVertex = (v: number) => isWork(nodes[nodeOf[v]]);
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
  const { graph, nodeOf } = expand(nodes, edges);
  const isWorkVertex = (v: number) => isWork(nodes[nodeOf[v]]);
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
