import { actionName, isValidName, stageName, stepNamespace, takeUnique } from './naming';
import { rankRoots, split, type WorkNode } from './tranches';
import { pathOf, type Plan, type Work } from '../../../plan/plan';
import type { Problem } from '../../../private/errors';

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
  /** What its artifacts are named after. @default - the id of the step */
  readonly producer?: string;
  /** Construct ids below the pipeline under which its constructs are. @default - those of the stage and the action */
  readonly place?: readonly string[];
}

/** A CodePipeline stage: tranches of actions; each tranche runs when the one before it is done. */
export interface LaidOutStage {
  readonly name: string;
  readonly tranches: readonly (readonly LaidOutAction[])[];
}

/** Lay a plan out in CodePipeline stages: one for each top-level group, more where one holds too many actions. */
export function layOut(plan: Plan, maxActions: number = MAX_ACTIONS_IN_STAGE): LaidOutStage[] {
  return rankRoots(plan).flatMap(({ root, tranches }) => {
    const parts = split(tranches, maxActions);
    return parts.map((part, i) => nameStage(plan, stageName(root.id, parts.length > 1 ? i + 1 : undefined), part));
  });
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
      fix: 'choose another id for that wave or Stage',
    }));
}
