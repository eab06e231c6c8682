import { depthFirst, type PlanNode } from '../plan/plan';

/**
 * By index of the node: its path in the plan, unique also where ids hold slashes or are empty (joints). O(nodes).
 *
 * The same in every layout: where a wave of one Stage has a group of its own, the paths of what it holds leave it out,
 * as if it had none.
 */
export function nodeIds(nodes: readonly PlanNode[]): string[] {
  const paths = new Array<string>(nodes.length);
  const ids = new Array<string>(nodes.length);
  const uses = new Map<string, number>();
  const alone = new Set<number>();
  for (const node of depthFirst(nodes)) {
    const { index, parent } = node;
    const only = onlyApplication(nodes, node);
    if (only) {
      paths[index] = only.id;
      ids[index] = unique(`wave ${node.id}`, uses);
      alone.add(only.index);
      continue;
    }
    const around = parent === undefined || alone.has(index) ? '' : `${paths[parent]}/`;
    paths[index] = ids[index] = unique(`${around}${nameOf(node)}`, uses);
  }
  return ids;
}

export function nameOf({ id, content }: PlanNode): string {
  return content.kind === 'joint' ? 'joint' : id;
}

/** The Stage that a wave consists of, if it is one. */
function onlyApplication(nodes: readonly PlanNode[], { content, children }: PlanNode): PlanNode | undefined {
  if (content.kind !== 'group' || content.of.is !== 'wave') {
    return undefined;
  }
  const applications = children.map((c) => nodes[c]).filter((n) => n.content.kind === 'group');
  return applications.length === 1 ? applications[0] : undefined;
}

function unique(id: string, uses: Map<string, number>): string {
  const n = (uses.get(id) ?? 0) + 1;
  uses.set(id, n);
  // The numbered id may itself be taken by something that is called so.
  return n === 1 ? id : unique(`${id}~${n}`, uses);
}
