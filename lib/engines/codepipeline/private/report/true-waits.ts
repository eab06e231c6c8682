import type { Belongs } from '../../../../report/belongings';
import type { WaitsTruly } from './sibling-waits';
import { Digraph } from '../../../../graph/digraph';
import type { Plan } from '../../../../plan/plan';

/**
 * Which applications wait for which others because the plan says so (a step of one uses an output of the other, say),
 * directly or through something in between. As a whole: one that waits anywhere waits.
 *
 * Applications of different waves do so all the time, which says nothing about a CodePipeline stage: the order of waves
 * is left out. Nothing is read before the first question, and walks start only from what is asked about: mostly nobody
 * asks, as a CodePipeline stage holds one application.
 */
export function trueWaits(plan: Plan, belongs: readonly Belongs[]): WaitsTruly {
  let waits: WaitsTruly | undefined;
  return (application, other) => (waits ??= readWaits(plan, belongs))(application, other);
}

function readWaits(plan: Plan, belongs: readonly Belongs[]): WaitsTruly {
  const vertices = new Map<string, number>();
  const graph = new Digraph<string>();
  const vertexOf = (key: string) => {
    const known = vertices.get(key) ?? graph.addVertex();
    vertices.set(key, known);
    return known;
  };
  const unitOf = (node: number) => vertexOf(belongs[node].application ?? `#${node}`);
  for (const { from, to, reason } of plan.edges.filter((e) => isWithinAWave(e, belongs))) {
    const [earlier, later] = [unitOf(from), unitOf(to)];
    if (earlier !== later) {
      graph.addEdge(later, earlier, reason);
    }
  }
  const reached = new Map<number, Set<number>>();
  return (application, other) => {
    const [a, b] = [vertices.get(application), vertices.get(other)];
    if (a === undefined || b === undefined || graph.edgesFrom(a).length === 0) {
      return false;
    }
    const known = reached.get(a) ?? reachableFrom(graph, a);
    reached.set(a, known);
    return known.has(b);
  };
}

function isWithinAWave(
  { from, to }: { readonly from: number; readonly to: number },
  belongs: readonly Belongs[],
): boolean {
  return belongs[to].wave !== undefined && belongs[from].wave === belongs[to].wave;
}

function reachableFrom(graph: Digraph<string>, start: number): Set<number> {
  const seen = new Set([start]);
  for (const vertex of seen) {
    graph.edgesFrom(vertex).forEach((e) => seen.add(e.to));
  }
  return seen;
}
