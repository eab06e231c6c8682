import { depthFirst, type GroupOf, type PlanNode } from '../plan/plan';

/** What of the blueprint a node is in. */
export interface Belongs {
  readonly wave?: string;
  /** Construct path of the Stage. */
  readonly application?: string;
  /** Construct path of the stack. */
  readonly stack?: string;
}

/** By index of the node. O(nodes). */
export function belongings(nodes: readonly PlanNode[]): Belongs[] {
  const result = new Array<Belongs>(nodes.length);
  for (const { index, parent, content } of depthFirst(nodes)) {
    const around = parent === undefined ? {} : result[parent];
    result[index] = content.kind === 'group' ? own(content.of) : around;
  }
  return result;
}

function own(group: GroupOf): Belongs {
  switch (group.is) {
    case 'wave':
      return { wave: group.wave };
    case 'application':
      return { wave: group.wave, application: group.application };
    case 'stack':
      return { wave: group.wave, application: group.application, stack: group.stack };
    default:
      return {};
  }
}
