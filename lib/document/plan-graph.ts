import type { ActionInfo, PlanDocument } from './plan-document';
import { type WaitGraph, waitGraphOf } from './wait-graph';
import { actionsAmong, type Awaited, explainWaits, linksAfter, reach } from './walk';
import { Digraph } from '../graph/digraph';
import { longestPaths, topological } from '../graph/toposort';

/**
 * What can be asked about a plan document. All answers come from the plan, not from the layout: what runs earlier only
 * because run orders are barriers is not waited for.
 *
 * Nodes are known by their index in `document.nodes`.
 */
export class PlanGraph {
  public readonly waits: WaitGraph;
  private readonly indexes: ReadonlyMap<string, number>;
  private readonly actions: ReadonlyMap<number, ActionInfo>;
  private after?: ReturnType<typeof linksAfter>;

  constructor(public readonly document: PlanDocument) {
    this.waits = waitGraphOf(document.nodes);
    this.indexes = new Map(document.nodes.map((node, i) => [node.id, i]));
    // A custom step may have several actions: the first one speaks for them.
    const inReverse = [...document.actions].reverse();
    this.actions = new Map(inReverse.map((action) => [this.indexes.get(action.node) ?? -1, action]));
  }

  public indexOf(nodeId: string): number | undefined {
    return this.indexes.get(nodeId);
  }

  /** Nothing for a group, and for work that got no action of its own. */
  public actionOf(node: number): ActionInfo | undefined {
    return this.actions.get(node);
  }

  /** All actions that are done before a node begins. O(nodes + waits), like what follows. */
  public before(node: number): number[] {
    return actionsAmong(this.waits, reach(this.waits.before, [node]));
  }

  /** All actions that begin after a node is done. */
  public behind(node: number): number[] {
    this.after ??= linksAfter(this.waits);
    return actionsAmong(this.waits, reach(this.after, [this.waits.ends[node]]));
  }

  /** Gates that must open before a node begins. */
  public gatesBefore(node: number): ActionInfo[] {
    return this.before(node)
      .map((other) => this.actionOf(other))
      .filter((action): action is ActionInfo => action?.gate === true);
  }

  public explain(node: number): Awaited[] {
    return explainWaits(this.waits, node);
  }

  /** The actions in a node, itself if it is one. */
  public actionsIn(node: number): number[] {
    const isIn = this.waits.parents.map(() => false);
    return this.document.nodes.flatMap(({ kind }, i) => {
      // Parents come before children.
      isIn[i] = i === node || (this.waits.parents[i] >= 0 && isIn[this.waits.parents[i]]);
      return isIn[i] && kind === 'action' ? [i] : [];
    });
  }

  /** Vertices, each behind all that it waits for. What waits in a circle is missing: only a document made by hand has it. */
  public inOrder(): number[] {
    return topological(this.digraph());
  }

  /** The longest chain of actions that wait for each other; of several, the one that is first in the document. */
  public criticalPath(): number[] {
    const { before } = this.waits;
    const length = (vertex: number) => (vertex < before.length && this.isAction(vertex) ? 1 : 0);
    const ranks = longestPaths(this.digraph(), length);
    const done = (vertex: number) => (ranks[vertex] ?? -1) + length(vertex);
    const longest = ranks.reduce<number>((max, _, v) => Math.max(max, done(v)), 0);
    const path: number[] = [];
    let vertex = ranks.findIndex((_, v) => longest > 0 && done(v) === longest && this.isAction(v));
    while (vertex >= 0) {
      if (this.isAction(vertex)) {
        path.unshift(vertex);
      }
      const needed = ranks[vertex];
      vertex = before[vertex].find((link) => needed !== undefined && done(link.vertex) === needed)?.vertex ?? -1;
    }
    return path;
  }

  private isAction(vertex: number): boolean {
    return this.waits.kinds[vertex] === 'action';
  }

  private digraph(): Digraph<undefined> {
    const graph = new Digraph<undefined>(this.waits.before.length);
    this.waits.before.forEach((links, to) => links.forEach(({ vertex }) => graph.addEdge(vertex, to, undefined)));
    return graph;
  }
}
