/** One vertex comes right before another. */
export interface Pair {
  readonly from: number;
  readonly to: number;
}

/** What a node is: a leaf, a group of nodes, or a joint (a leaf that only ties many edges into one). */
export type Shape = 'leaf' | 'group' | 'joint';

/**
 * Nodes in groups, as vertices of a plain graph: a group is two vertices, where it begins and where it ends, so that an
 * edge between groups is one edge, and not one for each pair of their members. Any other node is one vertex.
 *
 * Vertex `i` is where node `i` begins.
 */
export class Compound {
  /** The node of each vertex. */
  public readonly nodeOf: number[];

  /** The vertex where each node ends. */
  public readonly ends: readonly number[];

  private readonly children: readonly number[][];

  /**
   * @param parents for each node, the group that it is in; -1 at the top
   * @param shapeOf what each node is
   */
  constructor(
    private readonly parents: readonly number[],
    private readonly shapeOf: (node: number) => Shape,
  ) {
    this.nodeOf = parents.map((_, i) => i);
    this.ends = parents.map((_, i) => (shapeOf(i) === 'group' ? this.nodeOf.push(i) - 1 : i));
    this.children = parents.map(() => []);
    parents.forEach((parent, i) => this.children[parent]?.push(i));
  }

  /** What comes before what because one is part of the other. O(nodes). */
  public *structure(): Iterable<Pair> {
    for (const [group, children] of this.children.entries()) {
      for (const child of children) {
        yield { from: group, to: child };
        yield { from: this.ends[child], to: this.ends[group] };
      }
      if (children.length === 0 && this.ends[group] !== group) {
        yield { from: group, to: this.ends[group] };
      }
    }
  }

  /**
   * The vertices that an edge between two nodes joins.
   *
   * A step that a whole group waits for may be in that group itself (named before a wave, and before one Stage of it):
   * then all others of the group wait for it. The same the other way round.
   */
  public between({ from, to }: Pair): Pair[] {
    if (this.isWithin(from, to)) {
      return this.othersWithin(from, to).map((other) => ({ from: this.ends[from], to: other }));
    }
    if (this.isWithin(to, from)) {
      return this.othersWithin(to, from).map((other) => ({ from: this.ends[other], to }));
    }
    return [{ from: this.ends[from], to }];
  }

  /** Whether one node is part of the other. */
  public isTied({ from, to }: Pair): boolean {
    return this.isWithin(from, to) || this.isWithin(to, from);
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
      for (const sibling of this.children[this.parents[i]]) {
        if (sibling !== i && this.shapeOf(sibling) !== 'joint') {
          others.push(sibling);
        }
      }
    }
    return others;
  }
}
