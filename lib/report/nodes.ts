import { nodeName } from './node-ids';
import type { NodeInfo, WaitInfo } from '../document/plan-document';
import { depthFirst, isWork, type Plan, type PlanNode } from '../plan/plan';
import { groupBy, lazyMap } from '../private/lang';

/** The line of the user's code that declared the stack with this construct path. */
export type WhereOf = (stackPath: string) => string | undefined;

/** The plan as it is: every node, parents before children, with what it waits for and why. O(nodes + edges). */
export function describeNodes(plan: Plan, ids: readonly string[], whereOf: WhereOf): Iterable<NodeInfo> {
  const waits = groupBy(plan.edges, (e) => e.to);
  return lazyMap(depthFirst(plan.nodes), (node) => {
    const stack = stackOf(node);
    return {
      id: ids[node.index],
      parent: node.parent === undefined ? undefined : ids[node.parent],
      kind: kindOf(node),
      name: nodeName(node),
      waitsFor: (waits.get(node.index) ?? []).map(({ from, reason }): WaitInfo => {
        return { node: ids[from], reason, where: stack === undefined ? undefined : whereOf(stack) };
      }),
    };
  });
}

function kindOf(node: PlanNode): NodeInfo['kind'] {
  const { kind } = node.content;
  return kind === 'group' || kind === 'joint' ? kind : 'action';
}

/** Construct path of the stack that the node is, or deploys. Steps are no constructs: nobody knows their line. */
function stackOf(node: PlanNode): string | undefined {
  const { content } = node;
  if (content.kind === 'group') {
    return content.of.is === 'stack' ? content.of.stack : undefined;
  }
  return isWork(node) && 'stack' in content ? content.stack.path : undefined;
}
