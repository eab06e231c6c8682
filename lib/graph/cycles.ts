import type { Digraph, Edge } from './digraph';
import { topological } from './toposort';

/**
 * One cycle, as short as possible from its first vertex, for every knot (strongly connected component) of
 * the graph. Each cycle is a closed walk: every edge starts where the one before it ends.
 *
 * `startAt`: vertices that a reader would want the walk to go through, where there are such.
 *
 * O(vertices + edges), without recursion: a blueprint may be deep.
 */
export function findCycles<R>(graph: Digraph<R>, startAt: (vertex: number) => boolean = () => true): Edge<R>[][] {
  if (topological(graph).length === graph.size) {
    return [];
  }
  const component = components(graph);
  const cycles: Edge<R>[][] = [];
  const done = new Set<number>();
  const vertices = Array.from({ length: graph.size }, (_, v) => v);
  for (const v of [...vertices.filter(startAt), ...vertices]) {
    if (!done.has(component[v])) {
      const cycle = shortestCycleThrough(graph, v, component);
      if (cycle) {
        cycles.push(cycle);
        done.add(component[v]);
      }
    }
  }
  return cycles;
}

function shortestCycleThrough<R>(graph: Digraph<R>, start: number, component: number[]): Edge<R>[] | undefined {
  const cameBy = new Map<number, Edge<R>>();
  const queue = [start];
  for (let i = 0; i < queue.length; i++) {
    for (const edge of graph.edgesFrom(queue[i])) {
      if (component[edge.to] !== component[start]) {
        continue;
      }
      if (edge.to === start) {
        return walkBack(edge, cameBy, start);
      }
      if (!cameBy.has(edge.to)) {
        cameBy.set(edge.to, edge);
        queue.push(edge.to);
      }
    }
  }
  return undefined;
}

function walkBack<R>(last: Edge<R>, cameBy: Map<number, Edge<R>>, start: number): Edge<R>[] {
  const cycle = [last];
  for (let edge = last; edge.from !== start;) {
    edge = cameBy.get(edge.from)!;
    cycle.push(edge);
  }
  return cycle.reverse();
}

/** Number of the strongly connected component of every vertex (Tarjan's algorithm with a stack of its own). */
function components<R>(graph: Digraph<R>): number[] {
  const index = new Array<number>(graph.size).fill(-1);
  const low = new Array<number>(graph.size).fill(0);
  const component = new Array<number>(graph.size).fill(-1);
  const open: number[] = [];
  let counter = 0;
  const enter = (v: number) => {
    index[v] = low[v] = counter++;
    open.push(v);
    return { v, next: 0 };
  };
  for (let root = 0; root < graph.size; root++) {
    const path = index[root] === -1 ? [enter(root)] : [];
    while (path.length > 0) {
      const frame = path[path.length - 1];
      const edge = graph.edgesFrom(frame.v)[frame.next++];
      if (edge && index[edge.to] === -1) {
        path.push(enter(edge.to));
      } else if (edge && component[edge.to] === -1) {
        low[frame.v] = Math.min(low[frame.v], index[edge.to]);
      } else if (!edge) {
        path.pop();
        closeComponent(frame.v, low, index, open, component);
        const parent = path[path.length - 1];
        if (parent) {
          low[parent.v] = Math.min(low[parent.v], low[frame.v]);
        }
      }
    }
  }
  return component;
}

function closeComponent(v: number, low: number[], index: number[], open: number[], component: number[]): void {
  if (low[v] !== index[v]) {
    return;
  }
  for (let w = open.pop()!; ; w = open.pop()!) {
    component[w] = v;
    if (w === v) {
      return;
    }
  }
}
