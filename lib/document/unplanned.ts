import type { NodeInfo, WaitInfo } from './plan-document';
import type { Action, Stage } from './stages';
import { groupBy } from '../private/lang';

/** Between the first and the last action of a node: places in the order in which CodePipeline runs. */
interface Span {
  readonly first: number;
  readonly last: number;
}

const NOWHERE: Span = { first: Infinity, last: -Infinity };

/**
 * The nodes of a plan, and one for each action that is in the CodePipeline but not in the plan. Nobody knows what it is
 * for; but somebody has put it into a run order, so all that runs before it comes first, and all that runs after it waits.
 *
 * As few waits as possible: groups stand for what they hold. O(nodes + actions).
 */
export function withUnplanned(nodes: readonly NodeInfo[], stages: readonly Stage[]): readonly NodeInfo[] {
  const places = placesOf(stages);
  const barriers = barriersOf(places);
  if (barriers.length === 0) {
    return nodes;
  }
  const order = new Order(nodes, places, barriers);
  return [...nodes.map((node) => order.behindBarriers(node)), ...barriers.flatMap((b, i) => order.nodesOf(b, i))];
}

/** Actions by where they run: what is in one place runs together. */
function placesOf(stages: readonly Stage[]): Action[][] {
  return stages.flatMap(({ actions }) => [...groupBy(actions, (action) => action.runOrder).values()]);
}

/** Unplanned actions that run together. */
interface Barrier {
  readonly place: number;
  /** Who waits for all of them waits for this node. */
  readonly id: string;
  readonly actions: readonly Action[];
}

function barriersOf(places: readonly (readonly Action[])[]): Barrier[] {
  return places.flatMap((together, place) => {
    const actions = together.filter((action) => action.unplanned);
    const [first, second] = actions;
    return first ? [{ place, id: second ? `${first.node} and others` : first.node, actions }] : [];
  });
}

class Order {
  private readonly spans: ReadonlyMap<string, Span>;
  private readonly parents: ReadonlyMap<string, string | undefined>;
  /** For each barrier, what comes right before it. */
  private readonly before: readonly WaitInfo[][];

  constructor(
    nodes: readonly NodeInfo[],
    places: readonly (readonly Action[])[],
    private readonly barriers: readonly Barrier[],
  ) {
    this.parents = new Map(nodes.map((node) => [node.id, node.parent]));
    this.spans = spansOf(nodes, places);
    this.before = barriers.map((barrier, i) => (i === 0 ? [] : [waitFor(barriers[i - 1].id, barrier)]));
    for (const { id } of nodes) {
      const next = this.nextBarrier(id);
      if (next < barriers.length && next !== this.nextBarrier(this.parents.get(id))) {
        this.before[next].push(waitFor(id, barriers[next]));
      }
    }
  }

  /** A node, with the wait for the last barrier before it, if the group that it is in does not have that. */
  public behindBarriers(node: NodeInfo): NodeInfo {
    const last = this.lastBarrier(node.id);
    if (last < 0 || last === this.lastBarrier(node.parent)) {
      return node;
    }
    return { ...node, waitsFor: [...node.waitsFor, waitFor(this.barriers[last].id, this.barriers[last])] };
  }

  public nodesOf({ id, actions }: Barrier, index: number): NodeInfo[] {
    const waitsFor = this.before[index];
    const [only, ...others] = actions;
    if (others.length === 0) {
      return [nodeOf(only, { waitsFor })];
    }
    return [{ id, kind: 'group', name: id, waitsFor }, ...actions.map((a) => nodeOf(a, { parent: id, waitsFor: [] }))];
  }

  /** The last one that all of a node comes after; -1 if there is none. */
  private lastBarrier(node: string | undefined): number {
    const { first } = this.spanOf(node);
    return first === Infinity ? -1 : countWhile(this.barriers, ({ place }) => place < first) - 1;
  }

  /** The first one that all of a node comes before. */
  private nextBarrier(node: string | undefined): number {
    const { last } = this.spanOf(node);
    return last === -Infinity ? this.barriers.length : countWhile(this.barriers, ({ place }) => place <= last);
  }

  private spanOf(node: string | undefined): Span {
    return (node === undefined ? undefined : this.spans.get(node)) ?? NOWHERE;
  }
}

/** Parents come before children: from the end, a group is complete when it is met. */
function spansOf(nodes: readonly NodeInfo[], places: readonly (readonly Action[])[]): Map<string, Span> {
  const spans = new Map<string, Span>();
  const extend = (id: string, { first, last }: Span) => {
    const known = spans.get(id) ?? NOWHERE;
    spans.set(id, { first: Math.min(known.first, first), last: Math.max(known.last, last) });
  };
  places.forEach((actions, place) => actions.forEach(({ node }) => extend(node, { first: place, last: place })));
  for (const { id, parent } of [...nodes].reverse()) {
    const span = spans.get(id);
    if (span && parent !== undefined) {
      extend(parent, span);
    }
  }
  return spans;
}

/** How many at the beginning of a sorted list; found by halving. */
function countWhile<A>(items: readonly A[], holds: (item: A) => boolean): number {
  let [from, to] = [0, items.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    [from, to] = holds(items[middle]) ? [middle + 1, to] : [from, middle];
  }
  return from;
}

function waitFor(node: string, { actions }: Barrier): WaitInfo {
  const [{ stage, runOrder, name }] = actions;
  const place = `run order ${runOrder} of the CodePipeline stage '${stage}'`;
  return { node, reason: `'${name}' is not in the plan, but runs in ${place}` };
}

function nodeOf({ node, name }: Action, rest: Pick<NodeInfo, 'parent' | 'waitsFor'>): NodeInfo {
  return { id: node, kind: 'action', name, ...rest };
}
