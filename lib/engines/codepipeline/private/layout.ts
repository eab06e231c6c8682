import { actionName, isValidName, stageName, stepNamespace, takeUnique } from './naming';
import { lift } from '../../../graph/lift';
import { byRank, longestPaths } from '../../../graph/toposort';
import {
  compareIds,
  depthFirst,
  isWork,
  pathOf,
  rootsOf,
  type Plan,
  type PlanNode,
  type Work,
} from '../../../plan/plan';
import { ranksOf } from '../../../plan/ranks';
import type { Problem } from '../../../private/errors';
import { groupBy } from '../../../private/lang';

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html: actions in a stage. */
export const MAX_ACTIONS_IN_STAGE = 50;

/** Something that becomes one action (or as many as a step of the user's makes of it). */
export interface LaidOutAction {
  readonly node: number;
  readonly work: Work;
  readonly id: string;
  readonly name: string;
  /** Namespace for the variables of this action, should anybody read them. */
  readonly namespace: string;
}

/** A CodePipeline stage: tranches of actions; each tranche runs when the one before it is done. */
export interface LaidOutStage {
  readonly name: string;
  readonly tranches: readonly (readonly LaidOutAction[])[];
}

type WorkNode = PlanNode & { readonly content: Work };

/**
 * Lay a plan out in CodePipeline stages: one for each top-level group, more where one holds too many actions.
 *
 * O(nodes + edges), but for the sorting of names.
 */
export function layOut(plan: Plan, maxActions: number = MAX_ACTIONS_IN_STAGE): LaidOutStage[] {
  const inOrder = depthFirst(plan.nodes);
  const position = new Map(inOrder.map((n, i) => [n.index, i]));
  const byIdThenPosition = (a: PlanNode, b: PlanNode) =>
    compareIds(a, b) || position.get(a.index)! - position.get(b.index)!;

  const rootOf = rootsOf(plan.nodes, inOrder);
  const ranks = ranksOf(
    plan.nodes,
    plan.edges.filter((e) => rootOf[e.from] === rootOf[e.to]),
  );
  const members = groupBy(inOrder.filter(isWork).sort(byIdThenPosition), (n) => rootOf[n.index]);
  const rootRanks = longestPaths(
    lift(plan.edges, (n) => rootOf[n], plan.nodes.length),
    () => 1,
  );
  const roots = plan.roots
    .map((r) => plan.nodes[r])
    .sort((a, b) => rootRanks[a.index]! - rootRanks[b.index]! || byIdThenPosition(a, b));
  return roots.flatMap((root) => {
    const parts = split(
      byRank(members.get(root.index) ?? [], (n) => ranks[n.index]!),
      maxActions,
    );
    return parts.map((part, i) => nameStage(plan, stageName(root.id, parts.length > 1 ? i + 1 : undefined), part));
  });
}

/** Fill stages up to the limit, in order. Counts actions, not nodes: a step may make several. */
function split(tranches: readonly WorkNode[][], maxActions: number): WorkNode[][][] {
  const stages: WorkNode[][][] = [];
  let room = 0;
  for (const tranche of tranches) {
    let target: WorkNode[] | undefined;
    for (const node of tranche) {
      const size = actionsOf(node.content);
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

function actionsOf(work: Work): number {
  return work.kind === 'step' ? work.step.actions : 1;
}

function nameStage(plan: Plan, name: string, tranches: readonly WorkNode[][]): LaidOutStage {
  const nodes = tranches.flat();
  const paths = new Map(nodes.map((n) => [n, pathOf(plan.nodes, n.index)]));
  const depth = commonDepth(nodes.map((n) => paths.get(n)!));
  const taken = new Set<string>();
  return {
    name,
    tranches: tranches.map((tranche) =>
      tranche.map((node) => {
        const path = paths.get(node)!.slice(depth);
        const action = takeUnique(actionName([...path.slice(0, -1), displayId(node)]), taken);
        return {
          node: node.index,
          work: node.content,
          id: node.id,
          name: action,
          namespace: stepNamespace(name, action),
        };
      }),
    ),
  };
}

/** An asset's action is named as people call the asset; its project keeps the id. */
function displayId({ content, id }: WorkNode): string {
  return content.kind === 'publish' ? content.label : id;
}

/** How many groups, from the outside, all these paths have in common; the last part of a path is no group. */
function commonDepth(paths: readonly string[][]): number {
  const [first, ...others] = paths;
  let depth = first.length - 1;
  for (const path of others) {
    const limit = Math.min(depth, path.length - 1);
    depth = 0;
    while (depth < limit && path[depth] === first[depth]) {
      depth++;
    }
  }
  return depth;
}

/** What CodePipeline would refuse about the names that the user chose. */
export function checkStageNames(path: string, stages: readonly LaidOutStage[]): Problem[] {
  return stages
    .filter((stage) => !isValidName(stage.name))
    .map((stage) => ({
      where: path,
      given: `'${stage.name}' as the name of a CodePipeline stage (from the id of a wave or Stage)`,
      expected: 'up to 100 of the characters A-Z a-z 0-9 . @ _ -',
      mend: 'choose another id for that wave or Stage',
    }));
}
