import { fuse, type Part } from './fuse';
import type { LaidOutAction, LaidOutStage } from './layout';
import { ids, stableActionName, stableNamespace, stageName, withHash } from './naming';
import { isGate, rankRoots, type Ranking, split, type WorkNode } from './tranches';
import { isWork, pathOf, type Plan, type PlanNode } from '../../../plan/plan';
import { ranksWithLate } from '../../../plan/ranks';
import { groupBy } from '../../../private/lang';

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html: stages in a pipeline. */
export const MAX_STAGES = 50;

/**
 * Lay a plan out in few CodePipeline stages, with names that hang on nothing but what a thing is.
 *
 * A wave is a stage, or several where it holds too many actions.
 */
export function layOutCompact(plan: Plan, maxActions: number, maxStages: number = MAX_STAGES): LaidOutStage[] {
  const parts = rankRoots(plan, lateGates).flatMap(({ root, tranches }) =>
    split(tranches, maxActions).map((part, i) => ({
      name: stageName(root.id, i > 0 ? i + 1 : undefined),
      kind: root.id === 'Source' ? 'source' : root.content.kind === 'group' && root.content.of ? 'deploy' : 'prepare',
      tranches: part,
    })),
  ) satisfies Part[];
  return fuse(parts as Part[], maxActions, maxStages).map((part) => nameActions(plan, part));
}

/** Applications of a wave share run orders: gates are as late as they can be, so that few others wait for them. */
const lateGates: Ranking = ({ nodes }, edges, rootOf) => {
  const applications = new Map<number, number>();
  for (const { content, index } of nodes) {
    if (content.kind === 'group' && content.of?.is === 'application') {
      applications.set(rootOf[index], (applications.get(rootOf[index]) ?? 0) + 1);
    }
  }
  const shares = (node: PlanNode) => applications.get(rootOf[node.index])! > 1;
  return ranksWithLate(nodes, edges, (n) => isWork(n) && isGate(n) && shares(n), rootOf);
};

function nameActions(plan: Plan, { name, tranches }: Part): LaidOutStage {
  const identities = new Map(tranches.flat().map((n) => [n, identify(plan, n)]));
  const named = groupBy(tranches.flat(), (n) => stableActionName(identities.get(n)!.name));
  const isTaken = (action: string) => named.get(action)!.length > 1;
  return {
    name,
    tranches: tranches.map((tranche) =>
      tranche.map((node): LaidOutAction => {
        const { name: parts, place, path } = identities.get(node)!;
        const action = stableActionName(parts);
        return {
          node: node.index,
          work: node.content,
          id: node.id,
          name: isTaken(action) ? withHash(action, path) : action,
          namespace: stableNamespace(path),
          place,
        };
      }),
    ),
  };
}

interface Identity {
  readonly name: readonly string[];
  /** Construct ids below the pipeline. */
  readonly place: readonly string[];
  /** Unique in the pipeline. */
  readonly path: readonly string[];
}

/** What a node is, told by the construct paths of what it is for: not by its neighbours. */
function identify({ nodes }: Plan, { id, parent, content }: WorkNode): Identity {
  if (content.kind === 'step' && content.role === 'synth') {
    return { name: [id], place: [ids.pipeline, 'Build'], path: ['Build', id] };
  }
  const group = parent === undefined ? undefined : nodes[parent];
  const of = group?.content.kind === 'group' ? group.content.of : undefined;
  switch (of?.is) {
    case 'stack': {
      const { application, stack } = of;
      return placed([nameOf(nodes[group!.parent!]), group!.id, id], ['Application', application, stack], id);
    }
    case 'application':
      return placed([of.name, id], ['Application', of.application], id);
    case 'wave':
      return placed([id], ['Wave', of.wave], id);
    default:
      return placed([id], pathOf(nodes, parent!), id);
  }
}

function nameOf({ content, id }: PlanNode): string {
  return content.kind === 'group' && content.of?.is === 'application' ? content.of.name : id;
}

function placed(name: readonly string[], place: readonly string[], id: string): Identity {
  return { name, place: [ids.compactSteps, ...place], path: [...place, id] };
}
