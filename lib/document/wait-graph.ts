import type { NodeInfo } from './plan-document';

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
  const nodeOf = nodes.map((_, i) => i);
  const ends = nodes.map((node, i) => (node.kind === 'group' ? nodeOf.push(i) - 1 : i));
  const before: Link[][] = nodeOf.map(() => []);
  const tree = new Tree(nodes, parents);

  nodes.forEach((node, to) => {
    for (const { node: id, reason, where } of node.waitsFor) {
      const from = indexes.get(id);
      if (from !== undefined) {
        for (const wait of tree.withoutSelf(from, to)) {
          before[wait.to].push({ vertex: ends[wait.from], reason, ...(where === undefined ? {} : { where }) });
        }
      }
    }
  });
  parents.forEach((parent, i) => {
    if (parent >= 0) {
      before[i].push({ vertex: parent });
      before[ends[parent]].push({ vertex: ends[i] });
    }
  });
  nodes.forEach((_, i) => {
    if (ends[i] !== i && before[ends[i]].length === 0) {
      before[ends[i]].push({ vertex: i });
    }
  });
  return { ids: nodes.map((node) => node.id), kinds: nodes.map((node) => node.kind), parents, ends, nodeOf, before };
}

interface Wait {
  readonly from: number;
  readonly to: number;
}

/** Which node is in which. */
class Tree {
  private readonly children: number[][];

  constructor(
    private readonly nodes: readonly NodeInfo[],
    private readonly parents: readonly number[],
  ) {
    this.children = nodes.map(() => []);
    parents.forEach((parent, i) => this.children[parent]?.push(i));
  }

  /**
   * A step that a group waits for may be in that group (named before a wave, and before one Stage of it): then all
   * others of the group wait for it. The same the other way round.
   */
  public withoutSelf(from: number, to: number): Wait[] {
    if (this.isWithin(from, to)) {
      return this.othersWithin(from, to).map((other) => ({ from, to: other }));
    }
    if (this.isWithin(to, from)) {
      return this.othersWithin(to, from).map((other) => ({ from: other, to }));
    }
    return [{ from, to }];
  }

  private isWithin(node: number, group: number): boolean {
    let i = this.parents[node];
    while (i >= 0 && i !== group) {
      i = this.parents[i];
    }
    return i === group;
  }

  /** The largest parts of a group that do not hold the node. */
  private othersWithin(node: number, group: number): number[] {
    const others: number[] = [];
    for (let i = node; i !== group; i = this.parents[i]) {
      const siblings = this.children[this.parents[i]];
      others.push(...siblings.filter((s) => s !== i && this.nodes[s].kind !== 'joint'));
    }
    return others;
  }
}
