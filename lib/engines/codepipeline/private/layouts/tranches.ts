import { lift } from '../../../../graph/lift';
import { byRank, longestPaths } from '../../../../graph/toposort';
import {
  compareIds,
  depthFirst,
  groupOf,
  isWork,
  onlyStageOf,
  rootsOf,
  type Plan,
  type PlanNode,
  type Reason,
  type Work,
} from '../../../../plan/plan';
import { ranksOf } from '../../../../plan/ranks';
import type { Edge } from '../../../../graph/digraph';
import { groupBy } from '../../../../private/lang';

export type WorkNode = PlanNode & { readonly content: Work };

/** A top-level group, and its work in tranches: each waits for nothing but those before it. */
export interface RankedRoot {
  readonly root: PlanNode;
  readonly tranches: readonly (readonly WorkNode[])[];
}

/** The rank of each node among those of its top-level group. */
export type Ranking = (
  plan: Plan,
  edgesInside: readonly Edge<Reason>[],
  rootOf: readonly number[],
) => (number | undefined)[];

/** Order of what may run at the same time: it says where a stage that is too large is cut. */
export type Compare = (a: PlanNode, b: PlanNode) => number;

/**
 * The top-level groups in the order they run: by what they wait for, then by name.
 *
 * O(nodes + edges), but for the sorting of names.
 */
export function rankRoots(
  plan: Plan,
  ranking: Ranking = ({ nodes }, edges) => ranksOf(nodes, edges),
  ordering: (inOrder: readonly PlanNode[]) => Compare = byIdThenPosition,
): RankedRoot[] {
  const inOrder = depthFirst(plan.nodes);
  const compare = ordering(inOrder);
  const rootOf = rootsOf(plan.nodes, inOrder);
  const ranks = ranking(
    plan,
    plan.edges.filter((e) => rootOf[e.from] === rootOf[e.to]),
    rootOf,
  );
  const work = inOrder.filter(isWork).sort(compare);
  const members = groupBy(work, (n) => rootOf[n.index]);
  const rootRanks = longestPaths(
    lift(plan.edges, (n) => rootOf[n], plan.nodes.length),
    () => 1,
  );
  const asking = new Set(work.filter(isGate).map((n) => rootOf[n.index]));
  // Of Stages that are apart, those that ask nobody go first: they need not wait for an answer.
  const asks = (root: PlanNode) => (isApart(root) && asking.has(root.index) ? 1 : 0);
  return plan.roots
    .map((r) => plan.nodes[r])
    .sort((a, b) => rootRanks[a.index]! - rootRanks[b.index]! || asks(a) - asks(b) || compare(a, b))
    .map((root) => ({ root, tranches: byRank(members.get(root.index) ?? [], (n) => ranks[n.index]!) }));
}

function isApart(root: PlanNode): boolean {
  const of = groupOf(root);
  return of?.is === 'application' && of.apart;
}

function byIdThenPosition(inOrder: readonly PlanNode[]): Compare {
  const position = new Map(inOrder.map((n, i) => [n.index, i]));
  // A wave of one Stage has the name of the Stage.
  const name = (node: PlanNode) => ({ id: onlyStageOf(node) ?? node.id });
  return (a, b) => compareIds(name(a), name(b)) || position.get(a.index)! - position.get(b.index)!;
}

/** A top-level group of the plan in a CodePipeline stage, or a part of it where it is too large for one. */
export interface HeldGroup {
  /** Index of its node. */
  readonly group: number;
  /** Whether it begins in this stage: what is to happen before it belongs here. */
  readonly first: boolean;
  /** Whether it ends in this stage: what is to happen after it belongs here. */
  readonly last: boolean;
  /** Whether only its first gates are here, so that they do not ask again when the rest runs again. */
  readonly gatesOnly?: boolean;
}

/** Which part of a group is in a stage, of so many. */
export function heldPart({ index }: PlanNode, part: number, parts: number): HeldGroup {
  return { group: index, first: part === 0, last: part === parts - 1 };
}

/** The gates at the beginning, and all else. They wait for nothing in their group but for each other. */
export function leadingGates(tranches: readonly (readonly WorkNode[])[]): {
  readonly gates: WorkNode[][];
  readonly rest: (readonly WorkNode[])[];
} {
  const gates: WorkNode[][] = [];
  const rest = [...tranches];
  while (rest.length > 0 && rest[0].some(isGate)) {
    gates.push(rest[0].filter(isGate));
    const others = rest[0].filter((node) => !isGate(node));
    rest.splice(0, 1, ...(others.length > 0 ? [others] : []));
    if (others.length > 0) {
      break;
    }
  }
  return { gates, rest };
}

/** Fill stages up to the limit, in order. Counts actions, not nodes: a step may make several. */
export function split(tranches: readonly (readonly WorkNode[])[], maxActions: number): WorkNode[][][] {
  const stages: WorkNode[][][] = [];
  let room = 0;
  for (const tranche of tranches) {
    let target: WorkNode[] | undefined;
    for (const node of tranche) {
      const size = actionCount(node.content);
      if (size > room || stages.length === 0) {
        stages.push([]);
        room = maxActions;
        target = undefined;
      }
      if (!target) {
        target = [];
        stages[stages.length - 1].push(target);
      }
      target.push(node);
      room -= size;
    }
  }
  return stages;
}

export function actionCount(work: Work): number {
  return work.kind === 'step' ? work.step.actions : 1;
}

export function isGate({ content }: Pick<PlanNode, 'content'>): boolean {
  return content.kind === 'step' && content.step.isGate;
}
