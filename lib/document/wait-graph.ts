import type { NodeInfo } from './plan-document';
import { Compound } from '../graph/compound';
import { Digraph } from '../graph/digraph';
import { topological } from '../graph/toposort';

/** One thing comes right before another. */
export interface Link {
  /** The vertex at the other end. */
  readonly vertex: number;
  /** Missing where one is just a part of the other. */
  readonly reason?: string;
  readonly where?: string;
}

/**
 * Who waits for whom, as plain data that can be sent to a page. Linear in the plan: a group has two vertices, where it
 * begins and where it ends, so that to wait for a group is one link.
 */
export interface WaitGraph {
  /** Ids of the nodes. Vertex `i` is where node `i` begins. */
  readonly ids: readonly string[];
  readonly kinds: readonly NodeInfo['kind'][];
  /** The group that a node is in; -1 at the top. */
  readonly parents: readonly number[];
  /** The vertex where a node ends: the one where it begins, but for groups. */
  readonly ends: readonly number[];
  /** The node of each vertex. */
  readonly nodeOf: readonly number[];
  /** For each vertex, what comes right before it. */
  readonly before: readonly (readonly Link[])[];
}

/** Ids that are no node's are passed over: `checkDocument` has refused them. O(nodes + waits). */
export function waitGraphOf(nodes: readonly NodeInfo[]): WaitGraph {
  const indexes = new Map(nodes.map((node, i) => [node.id, i]));
  const parents = nodes.map((node) => (node.parent === undefined ? -1 : (indexes.get(node.parent) ?? -1)));
  const compound = new Compound(parents, (i) => (nodes[i].kind === 'action' ? 'leaf' : nodes[i].kind));
  const { nodeOf, ends } = compound;
  const before: Link[][] = nodeOf.map(() => []);
  nodes.forEach((node, to) => {
    for (const { node: id, reason, where } of node.waitsFor) {
      const from = indexes.get(id);
      for (const pair of from === undefined ? [] : compound.between({ from, to })) {
        before[pair.to].push({ vertex: pair.from, reason, ...(where === undefined ? {} : { where }) });
      }
    }
  });
  for (const { from, to } of compound.structure()) {
    before[to].push({ vertex: from });
  }
  return { ids: nodes.map((node) => node.id), kinds: nodes.map((node) => node.kind), parents, ends, nodeOf, before };
}

/** What comes before what, without reasons. */
export function digraphOf({ before }: WaitGraph): Digraph<undefined> {
  const graph = new Digraph<undefined>(before.length);
  before.forEach((links, to) => links.forEach(({ vertex }) => graph.addEdge(vertex, to, undefined)));
  return graph;
}

/** Vertices, each behind all that it waits for. What waits in a circle is missing: only a document made by hand has it. */
export function inOrder(graph: WaitGraph): readonly number[] {
  return topological(digraphOf(graph));
}

/** The nodes below one, itself included, that are actions. */
export function actionsIn({ kinds, parents }: WaitGraph, node: number): number[] {
  const isIn = kinds.map(() => false);
  return kinds.flatMap((kind, i) => {
    // Parents come before children.
    isIn[i] = i === node || (parents[i] >= 0 && isIn[parents[i]]);
    return isIn[i] && kind === 'action' ? [i] : [];
  });
}
