import { depthFirst, onlyStageOf, placeOf, type PlanNode } from '../plan/plan';

/** By index of the node: where it is in the plan, unique also where names hold slashes or are empty (joints). O(nodes). */
export function nodeIds(nodes: readonly PlanNode[]): string[] {
  const ids = new Array<string>(nodes.length);
  const uses = new Map<string, number>();
  for (const node of depthFirst(nodes)) {
    ids[node.index] = unique(idOf(nodes, node), uses);
  }
  return ids;
}

function idOf(nodes: readonly PlanNode[], node: PlanNode): string {
  // To people it is the Stage, which has an id of its own.
  if (onlyStageOf(node) !== undefined) {
    return `wave ${node.id}`;
  }
  const around = placeOf(nodes, node.index).slice(0, -1);
  return [...around, nodeName(node)].join('/');
}

export function nodeName({ id, content }: PlanNode): string {
  return content.kind === 'joint' ? 'joint' : id;
}

function unique(id: string, uses: Map<string, number>): string {
  const n = (uses.get(id) ?? 0) + 1;
  uses.set(id, n);
  // The numbered id may itself be taken by something that is called so.
  return n === 1 ? id : unique(`${id}~${n}`, uses);
}
