import { Token } from 'aws-cdk-lib';
import { actionName, stageName, stepNamespace, takeUnique } from '../naming';
import type { Settings } from '../settings';
import { type HeldGroup, heldPart, rankRoots, split, type WorkNode } from './tranches';
import { ownGroups, partOfWave, type PlanOptions } from '../../../../plan/options';
import { onlyStageOf, pathOf, type Plan, type PlanNode, type Work } from '../../../../plan/plan';
import { onePerAsset, onePerType } from '../../../../plan/publisher-policy';
import { namesInOrder } from '../../../../plan/stack-names';

/** Something that becomes one action (or as many as a custom step makes of it). */
export interface LaidOutAction {
  readonly node: number;
  readonly work: Work;
  readonly id: string;
  readonly name: string;
  /** Namespace for the variables of this action, should anybody read them. */
  readonly namespace: string;
  /** What its artifacts are named after. @default - the id of the step */
  readonly producer?: string;
  /** Construct ids below the pipeline under which its constructs are. @default - those of the stage and the action */
  readonly place?: readonly string[];
}

/** A CodePipeline stage: tranches of actions; each tranche runs when the one before it is done. */
export interface LaidOutStage {
  readonly name: string;
  /** Groups of the plan that it holds: one, or several in one that was fused. What is attached to a stage goes by them. */
  readonly holds: readonly HeldGroup[];
  readonly tranches: readonly (readonly LaidOutAction[])[];
}

type Wanted = Pick<Settings, 'selfMutation' | 'changeSets' | 'publishAssetsInParallel'>;

export function defaultPlan({ selfMutation, changeSets, publishAssetsInParallel }: Wanted): PlanOptions {
  return {
    selfMutation,
    changeSets,
    publishers: publishAssetsInParallel ? onePerAsset : onePerType,
    names: { own: ownGroups, apart: partOfWave, stacks: namesInOrder },
    stepsAroundOneStage: 'stage',
    postAfterPre: false,
  };
}

/** Lay a plan out in CodePipeline stages: one for each top-level group, more where one holds too many actions. */
export function layOut(plan: Plan, maxActions: number): LaidOutStage[] {
  return rankRoots(plan).flatMap(({ root, tranches }) => {
    const parts = split(tranches, maxActions);
    const name = rootName(root);
    return parts.map((part, i) => ({
      ...nameStage(plan, stageName(name, parts.length > 1 ? i + 1 : undefined), part),
      holds: [heldPart(root, i, parts.length)],
    }));
  });
}

/** A wave of one Stage has the name of the Stage. */
export function rootName(root: PlanNode): string {
  return onlyStageOf(root) ?? root.id;
}

function nameStage(plan: Plan, name: string, tranches: readonly WorkNode[][]): Omit<LaidOutStage, 'holds'> {
  const nodes = tranches.flat();
  const paths = new Map(nodes.map((n) => [n, pathOf(plan.nodes, n.index)]));
  const depth = commonDepth(nodes.map((n) => paths.get(n)!));
  const taken = new Set<string>();
  return {
    name,
    tranches: tranches.map((tranche) =>
      tranche.map((node) => {
        // A token has no characters that could be in a name, and its own would be others each time.
        const path = paths
          .get(node)!
          .slice(depth)
          .map((id) => (Token.isUnresolved(id) ? 'Stage' : id));
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
