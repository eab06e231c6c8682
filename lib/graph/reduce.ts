import type { Digraph, Edge } from './digraph';
import { longestPaths, topological } from './toposort';

/** Vertices of which one bit is kept at every other vertex. */
const AT_ONCE = 1024;

/** Steps that take about a second. */
const MOST_STEPS = 300_000_000;

/**
 * Edges that say nothing new: a longer path leads from one end to the other. None where looking for them would take too
 * long. O(edges * (vertices that such an edge may begin at) / 32).
 */
export function impliedEdges<R>(graph: Digraph<R>): Set<Edge<R>> {
  const ranks = longestPaths(graph, () => 1);
  const edges = Array.from({ length: graph.size }, (_, v) => graph.edgesFrom(v)).flat();
  const gap = ({ from, to }: Edge<R>) => (ranks[to] ?? 0) - (ranks[from] ?? 0);
  // A longer path needs room.
  const candidates = edges.filter((edge) => gap(edge) > 1);
  const sources = [...new Set(candidates.map(({ from }) => from))];
  const implied = new Set<Edge<R>>();
  if ((sources.length / 32) * edges.length > MOST_STEPS) {
    return implied;
  }
  const order = topological(graph);
  for (let start = 0; start < sources.length; start += AT_ONCE) {
    const reached = new Reached(graph, order, sources.slice(start, start + AT_ONCE));
    candidates.filter((edge) => reached.byLongPath(edge)).forEach((edge) => implied.add(edge));
  }
  return implied;
}

/** Which of some vertices lead to each vertex, by one edge or more, and which by two or more. */
class Reached<R> {
  private readonly words: number;
  private readonly any: Uint32Array;
  private readonly long: Uint32Array;
  private readonly places: ReadonlyMap<number, number>;

  constructor(graph: Digraph<R>, order: readonly number[], sources: readonly number[]) {
    this.words = Math.ceil(sources.length / 32);
    this.places = new Map(sources.map((vertex, i) => [vertex, i]));
    this.any = new Uint32Array(graph.size * this.words);
    this.long = new Uint32Array(graph.size * this.words);
    for (const from of order) {
      for (const { to } of graph.edgesFrom(from)) {
        this.extend(from, to);
      }
    }
  }

  public byLongPath({ from, to }: Edge<R>): boolean {
    const place = this.places.get(from);
    return place !== undefined && (this.long[to * this.words + (place >>> 5)] & (1 << (place & 31))) !== 0;
  }

  private extend(from: number, to: number): void {
    for (let w = 0; w < this.words; w++) {
      const bits = this.any[from * this.words + w];
      this.long[to * this.words + w] |= bits;
      this.any[to * this.words + w] |= bits;
    }
    const place = this.places.get(from);
    if (place !== undefined) {
      this.any[to * this.words + (place >>> 5)] |= 1 << (place & 31);
    }
  }
}
