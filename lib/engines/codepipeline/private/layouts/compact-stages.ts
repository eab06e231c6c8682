import { fuse, type Part } from './fuse';
import type { LaidOutAction, LaidOutStage } from './default-stages';
import { ids, shortNamespace, stableActionName, stableProducer, stageName, withHash } from '../naming';
import {
  actionCount,
  type Compare,
  heldPart,
  isGate,
  leadingGates,
  type RankedRoot,
  rankRoots,
  type Ranking,
  split,
  type WorkNode,
} from './tranches';
import { ownGroups, partOfWave, type PlanOptions } from '../../../../plan/options';
import { attachedTo, compareIds, groupOf, isWork, pathOf, type Plan, type PlanNode } from '../../../../plan/plan';
import { packed } from '../../../../plan/publisher-policy';
import { ranksWithLate } from '../../../../plan/ranks';
import { namesByPlace } from '../../../../plan/stack-names';
import { groupBy } from '../../../../private/lang';
import type { Settings } from '../settings';

type Wanted = Pick<Settings, 'selfMutation' | 'changeSets' | 'maxPublishers'>;

export function compactPlan({ selfMutation, changeSets, maxPublishers = 1 }: Wanted): PlanOptions {
  return {
    selfMutation,
    changeSets,
    publishers: packed(maxPublishers),
    names: { own: ownGroups, apart: partOfWave, stacks: namesByPlace },
    stepsAroundOneStage: 'wave',
    postAfterPre: true,
  };
}

/**
 * Lay a plan out in few CodePipeline stages, with names that hang on nothing but what a thing is.
 *
 * A wave is a stage, or several where it holds too many actions.
 */
export function layOutCompact(plan: Plan, maxActions: number, maxStages: number): LaidOutStage[] {
  const parts = rankRoots(plan, lateGates(maxActions), byPath(plan)).flatMap((ranked) => partsOf(ranked, maxActions));
  return fuse(parts, maxActions, maxStages).map((part) => nameActions(plan, part));
}

/** What is attached to a group belongs to its own stage, and what may run again asks nobody again if that can be. */
function partsOf({ root, tranches }: RankedRoot, maxActions: number): Part[] {
  const attached = attachedTo(root);
  const { gates, rest } = attached?.repeats ? leadingGates(tranches) : { gates: [], rest: tranches };
  const apart = rest.length > 0 ? split(gates, maxActions) : [];
  const own = split(rest.length > 0 ? rest : gates, maxActions);
  const all = apart.length + own.length;
  const part = (i: number, name: string, part: WorkNode[][], gatesOnly?: boolean): Part => ({
    name,
    kind: kindOf(root),
    holds: [{ ...heldPart(root, i, all), ...(gatesOnly && { gatesOnly }) }],
    attached: attached && `${root.index}.${i}`,
    tranches: part,
  });
  return [
    ...apart.map((tranche, i) => part(i, stageName(`${root.id}.Gates`, i > 0 ? i + 1 : undefined), tranche, true)),
    ...own.map((tranche, i) => part(apart.length + i, stageName(root.id, i > 0 ? i + 1 : undefined), tranche)),
  ];
}

function kindOf(root: PlanNode): Part['kind'] {
  switch (groupOf(root)?.is) {
    case 'sources':
      return 'source';
    case 'build':
    case 'self-update':
    case 'publishing':
      return 'prepare';
    default:
      return 'deploy';
  }
}

/** Not by position: the place of a thing does not hang on what was declared before it. */
function byPath({ nodes }: Plan): () => Compare {
  const paths = new Map<number, string>();
  const path = ({ index }: PlanNode) => {
    const known = paths.get(index) ?? pathOf(nodes, index).join('/');
    paths.set(index, known);
    return known;
  };
  return () => (a, b) => compareIds({ id: path(a) }, { id: path(b) });
}

/**
 * Applications of a wave share run orders: gates are as late as they can be, so that few others wait for them.
 *
 * Not so in a wave that does not fit into a stage: a gate that moves would move the cut, and with it who waits for whom.
 */
function lateGates(maxActions: number): Ranking {
  return ({ nodes }, edges, rootOf) => {
    const applications = new Map<number, number>();
    const actions = new Map<number, number>();
    const count = (counts: Map<number, number>, root: number, n: number) =>
      counts.set(root, (counts.get(root) ?? 0) + n);
    for (const node of nodes) {
      const { index } = node;
      if (isWork(node)) {
        count(actions, rootOf[index], actionCount(node.content));
      } else if (groupOf(node)?.is === 'application') {
        count(applications, rootOf[index], 1);
      }
    }
    const isShared = (root: number) => applications.get(root)! > 1 && actions.get(root)! <= maxActions;
    return ranksWithLate(nodes, edges, (n) => isWork(n) && isGate(n) && isShared(rootOf[n.index]), rootOf);
  };
}

function nameActions(plan: Plan, { name, holds, tranches }: Part): LaidOutStage {
  const identities = new Map(tranches.flat().map((n) => [n, identify(plan, n)]));
  const nameOfNode = (n: WorkNode) => stableActionName(identities.get(n)!.name, roomFor(n));
  const named = groupBy(tranches.flat(), nameOfNode);
  const isTaken = (action: string) => named.get(action)!.length > 1;
  return {
    name,
    holds,
    tranches: tranches.map((tranche) =>
      tranche
        .map((node): LaidOutAction => {
          const { place, path } = identities.get(node)!;
          const action = nameOfNode(node);
          return {
            node: node.index,
            work: node.content,
            id: node.id,
            name: isTaken(action) ? withHash(action, path, roomFor(node)) : action,
            namespace: shortNamespace(path),
            producer: stableProducer(path),
            place,
          };
        })
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    ),
  };
}

/** A step of several actions tells them apart by what it puts behind the name: `.Confirm`. */
function roomFor({ content }: WorkNode): number {
  return actionCount(content) > 1 ? '.Confirm'.length : 0;
}

interface Identity {
  readonly name: readonly string[];
  /** Construct ids below the pipeline. */
  readonly place: readonly string[];
  /** Unique in the pipeline. */
  readonly path: readonly string[];
}

/** What a node is, by the construct paths of what it is for: not by its neighbours. */
function identify({ nodes }: Plan, { id, parent, content }: WorkNode): Identity {
  if (content.kind === 'step' && content.role === 'synth') {
    return { name: [id], place: [ids.pipeline, ownGroups.build], path: [ownGroups.build, id] };
  }
  const group = nodes[parent!];
  const of = groupOf(group);
  switch (of?.is) {
    case 'stack': {
      const { application, stack } = of;
      return placed([applicationName(nodes[group.parent!]), group.id, id], ['Application', application, stack], id);
    }
    case 'application':
      return placed([of.name, id], ['Application', of.application], id);
    case 'wave':
      return placed([id], ['Wave', of.wave], id);
    default:
      return placed([id], pathOf(nodes, parent!), id);
  }
}

function applicationName(group: PlanNode): string {
  const of = groupOf(group);
  return of?.is === 'application' ? of.name : group.id;
}

function placed(name: readonly string[], place: readonly string[], id: string): Identity {
  return { name, place: [ids.compactSteps, ...place], path: [...place, id] };
}
