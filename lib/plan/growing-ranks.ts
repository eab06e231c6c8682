import { compareIds, isWork, type PlanNode, type Reason } from './plan';
import { expand, STRUCTURE } from './ranks';
import type { Digraph, Edge } from '../graph/digraph';
import { PriorityQueue } from '../graph/priority-queue';
import { longestPaths, topological } from '../graph/toposort';

/**
 * Which of some nodes runs first, in a plan that steps are added to one by one.
 *
 * Every step that is added may make all that follows run later. Ranking the plan anew for each would be quadratic, so
 * ranks are kept, and what has changed is carried on only as far as somebody asks: vertices have places in an order in
 * which all edges point forward, and up to the place of a candidate all ranks are brought up to date. Beyond it they
 * are known not to be lower, as ranks only grow. O(n log n) for questions that go through the plan from first to last,
 * as those about the steps of one wave after the other do.
 *
 * Where a new step does not fit into the order as it is, all is ranked anew for the next question. A plan with circles
 * stays one, and is refused: what waits in them runs last, and names decide.
 */
export class GrowingRanks {
  private state?: State;

  constructor(
    private readonly nodes: readonly PlanNode[],
    private readonly edges: () => Edge<Reason>[],
  ) {}

  /** By rank, then by name; ties stay in the order of declaration. */
  public first(candidates: Iterable<number>): number {
    const state = (this.state ??= newState(this.nodes, this.edges()));
    const { vertexOf, places, ranks } = state;
    const inOrder = [...candidates].sort((a, b) => places[vertexOf(a)] - places[vertexOf(b)]);
    return inOrder.reduce(
      (best, node) => {
        if (ranks[vertexOf(node)] > ranks[vertexOf(best)]) {
          return best;
        }
        settle(state, places[vertexOf(node)]);
        return this.compare(state, node, best) < 0 ? node : best;
      },
      settled(state, inOrder[0]),
    );
  }

  /** A step was added to the plan: it comes after the ones and before the others. */
  public added(step: PlanNode, after: readonly number[], before: readonly number[]): void {
    if (this.state && !grow(this.state, step, after, before)) {
      this.state = undefined;
    }
  }

  private compare({ vertexOf, ranks }: State, a: number, b: number): number {
    const { nodes } = this;
    // Two that are never reached do not differ: Infinity - Infinity is no number.
    const byRank = ranks[vertexOf(a)] - ranks[vertexOf(b)] || 0;
    return byRank || compareIds(nodes[a], nodes[b]) || compareDeclarations(nodes, a, b);
  }
}

interface State {
  readonly graph: Digraph<Reason>;
  readonly vertexOf: (node: number) => number;
  readonly endOf: (group: number) => number | undefined;
  readonly added: Map<number, number>;
  readonly isWorkVertex: boolean[];
  /** Edges lead from lower places to higher ones. */
  readonly places: number[];
  /** Right up to where they are settled, and not too high beyond. `Infinity` on or behind a circle. */
  readonly ranks: number[];
  /** Vertices with a new rank that has not been carried on, by place. */
  readonly changed: PriorityQueue;
  readonly canGrow: boolean;
  readonly isCircular: boolean;
}

function newState(nodes: readonly PlanNode[], edges: readonly Edge<Reason>[]): State {
  const { graph, compound } = expand(nodes, edges);
  const { ends } = compound;
  const isWorkVertex = compound.nodeOf.map((node) => isWork(nodes[node]));
  const ranks = longestPaths(graph, (v) => (isWorkVertex[v] ? 1 : 0)).map((rank) => rank ?? Infinity);
  // By rank, so that a new step finds room behind what it waits for; edges of equal ranks are in topological order.
  const order = topological(graph).sort((a, b) => ranks[a] - ranks[b]);
  const places = new Array<number>(graph.size).fill(Infinity);
  order.forEach((vertex, place) => (places[vertex] = place));
  const added = new Map<number, number>();
  return {
    graph,
    vertexOf: (node) => added.get(node) ?? node,
    endOf: (group) => (group < ends.length ? ends[group] : undefined),
    added,
    isWorkVertex,
    places,
    ranks,
    changed: new PriorityQueue(),
    canGrow: !edges.some((edge) => compound.isTied(edge)),
    isCircular: order.length < graph.size,
  };
}

/** Add a step, if there is room for it in the order. */
function grow(state: State, step: PlanNode, after: readonly number[], before: readonly number[]): boolean {
  if (state.isCircular) {
    addVertex(state, step, Infinity, Infinity);
    return true;
  }
  const { graph, vertexOf, places, ranks } = state;
  const end = state.endOf(step.parent!);
  if (!state.canGrow || end === undefined) {
    return false;
  }
  const earlier = [step.parent!, ...after.map(vertexOf)];
  const later = [end, ...before.map(vertexOf)];
  const lowest = earlier.reduce((max, v) => Math.max(max, places[v]), -Infinity);
  const highest = later.reduce((min, v) => Math.min(min, places[v]), Infinity);
  const place = lowest + (highest - lowest) / 2;
  if (!(lowest < place && place < highest)) {
    return false;
  }
  const vertex = addVertex(state, step, place, 0);
  earlier.forEach((v) => graph.addEdge(v, vertex, STRUCTURE));
  later.forEach((v) => graph.addEdge(vertex, v, STRUCTURE));
  earlier.forEach((v) => raise(state, vertex, ranks[v] + weightOf(state, v)));
  state.changed.push(place, vertex);
  return true;
}

function addVertex({ graph, added, isWorkVertex, places, ranks }: State, step: PlanNode, place: number, rank: number) {
  const vertex = graph.addVertex();
  added.set(step.index, vertex);
  isWorkVertex[vertex] = true;
  places[vertex] = place;
  ranks[vertex] = rank;
  return vertex;
}

/** Carry on all changes of ranks up to a place. */
function settle(state: State, place: number): void {
  const { changed, graph, ranks } = state;
  while (changed.lowestKey < place) {
    const vertex = changed.pop()!;
    const rank = ranks[vertex] + weightOf(state, vertex);
    graph.edgesFrom(vertex).forEach(({ to }) => raise(state, to, rank) && changed.push(state.places[to], to));
  }
}

function settled(state: State, node: number): number {
  settle(state, state.places[state.vertexOf(node)]);
  return node;
}

function raise({ ranks }: State, vertex: number, rank: number): boolean {
  const isHigher = rank > ranks[vertex];
  if (isHigher) {
    ranks[vertex] = rank;
  }
  return isHigher;
}

function weightOf({ isWorkVertex }: State, vertex: number): number {
  return isWorkVertex[vertex] ? 1 : 0;
}

/** Parents before children, siblings as they were added. */
function compareDeclarations(nodes: readonly PlanNode[], a: number, b: number): number {
  const [pathA, pathB] = [ancestry(nodes, a), ancestry(nodes, b)];
  const differs = pathA.findIndex((node, i) => node !== pathB[i]);
  return differs === -1 ? pathA.length - pathB.length : pathA[differs] - (pathB[differs] ?? -1);
}

function ancestry(nodes: readonly PlanNode[], node: number): number[] {
  const { parent } = nodes[node];
  return parent === undefined ? [node] : [...ancestry(nodes, parent), node];
}
