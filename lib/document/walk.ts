// Walks over a `WaitGraph`. The page runs this very file, compiled, in a browser: it imports nothing but types.
import type { Link, WaitGraph } from './wait-graph';

export interface Reason {
  readonly reason: string;
  readonly where?: string;
}

/** Something that is waited for, with what that waits for in turn. */
export interface Awaited {
  /** An action; or a group, of which all is waited for. */
  readonly node: number;
  /** Why, each with the reason behind it after it; empty for a part of a group. */
  readonly reasons: readonly Reason[];
  readonly parts: Awaited[];
}

/** For each vertex, what comes right after it. */
export function linksAfter(graph: WaitGraph): Link[][] {
  const after: Link[][] = graph.before.map(() => []);
  graph.before.forEach((links, to) => links.forEach((link) => after[link.vertex].push({ ...link, vertex: to })));
  return after;
}

/** Every vertex that can be reached from some; these not counted. */
export function reach(links: readonly (readonly Link[])[], starts: readonly number[]): Set<number> {
  const seen = new Set(starts);
  for (const vertex of seen) {
    links[vertex].forEach((link) => seen.add(link.vertex));
  }
  starts.forEach((start) => seen.delete(start));
  return seen;
}

/** Of some vertices, the nodes that are actions. */
export function actionsAmong(graph: WaitGraph, vertices: Iterable<number>): number[] {
  return [...vertices].filter((v) => v < graph.ids.length && graph.kinds[v] === 'action').sort((a, b) => a - b);
}

/**
 * Everything that a node waits for, as chains of reasons: each action once, where the chain to it is shortest. Joints
 * and groups on the way are walked through; a group that is waited for as a whole has its actions as parts.
 */
export function explainWaits(graph: WaitGraph, node: number): Awaited[] {
  const claimed = new Set([node]);
  const top = claim(graph, node, claimed);
  const queue = [...top];
  // A list that grows while it is gone through: breadth first.
  for (const awaited of queue) {
    for (const part of claim(graph, graph.ends[awaited.node], claimed)) {
      awaited.parts.push(part);
      queue.push(part);
    }
  }
  return top;
}

function claim(graph: WaitGraph, vertex: number, claimed: Set<number>): Awaited[] {
  const found = directWaits(graph, [vertex]).filter((awaited) => !claimed.has(awaited.node));
  found.forEach((awaited) => claimed.add(awaited.node));
  return found;
}

/** What vertices wait for themselves, through joints and the groups that they are in: actions, then groups as a whole. */
export function directWaits(graph: WaitGraph, starts: readonly number[]): Awaited[] {
  const found = new Map<number, { node: number; reasons: Reason[]; parts: Awaited[] }>();
  // Groups that it is in come first: who is also led there by a joint would get the reasons of the joint.
  const near: Passage[] = starts.map((vertex) => ({ vertex, reasons: [] }));
  const far: Passage[] = [];
  const passed = new Set(starts);
  let [nearer, farther] = [0, 0];
  const next = (): Passage | undefined => (nearer < near.length ? near[nearer++] : far[farther++]);
  for (let at = next(); at; at = next()) {
    for (const link of graph.before[at.vertex]) {
      const reasons = extended(at.reasons, link);
      const node = graph.nodeOf[link.vertex];
      const isWhole = graph.ends[node] === link.vertex && link.reason !== undefined;
      if (graph.kinds[node] === 'action' || (graph.kinds[node] === 'group' && isWhole)) {
        const known = found.get(node) ?? { node, reasons: [], parts: [] };
        found.set(node, known);
        known.reasons.push(...reasons.filter((a) => !known.reasons.some((b) => a.reason === b.reason)));
      } else if (!passed.has(link.vertex)) {
        passed.add(link.vertex);
        (reasons.length === 0 ? near : far).push({ vertex: link.vertex, reasons });
      }
    }
  }
  const isGroup = ({ node }: Awaited) => Number(graph.kinds[node] === 'group');
  return [...found.values()].sort((a, b) => isGroup(a) - isGroup(b));
}

/** Something that comes right before something else, or right after it. */
export type Neighbour = Pick<Awaited, 'node' | 'reasons'>;

/** What comes right after vertices, through joints and the groups that end there: actions, and groups that begin. */
export function directFollowers(
  graph: WaitGraph,
  after: readonly (readonly Link[])[],
  starts: readonly number[],
): Neighbour[] {
  const found = new Map<number, { node: number; reasons: Reason[] }>();
  const passages: Passage[] = starts.map((vertex) => ({ vertex, reasons: [] }));
  const passed = new Set(starts);
  // A list that grows while it is gone through.
  for (const at of passages) {
    for (const link of after[at.vertex]) {
      const reasons = extended(at.reasons, link);
      const node = graph.nodeOf[link.vertex];
      const begins = graph.kinds[node] === 'group' && graph.ends[node] !== link.vertex;
      if (graph.kinds[node] === 'action' || begins) {
        const known = found.get(node) ?? { node, reasons: [] };
        found.set(node, known);
        known.reasons.push(...reasons.filter((a) => !known.reasons.some((b) => a.reason === b.reason)));
      } else if (!passed.has(link.vertex)) {
        passed.add(link.vertex);
        passages.push({ vertex: link.vertex, reasons });
      }
    }
  }
  return [...found.values()].sort((a, b) => a.node - b.node);
}

/** On the way through what is no work. */
interface Passage {
  readonly vertex: number;
  readonly reasons: readonly Reason[];
}

function extended(reasons: readonly Reason[], { reason, where }: Link): readonly Reason[] {
  if (reason === undefined || reasons.some((known) => known.reason === reason)) {
    return reasons;
  }
  return [...reasons, where === undefined ? { reason } : { reason, where }];
}
