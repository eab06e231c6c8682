import type { Belongs } from './belongings';
import { nodeName } from './node-ids';
import { describeWork } from './works';
import type { JobInfo, NodeInfo, WaitInfo } from '../document/plan-document';
import { depthFirst, isWork, type Plan, type PlanNode } from '../plan/plan';
import { groupBy, lazyMap } from '../private/lang';

/** The line of the user's code that declared the stack with this construct path. */
export type WhereOf = (stackPath: string) => string | undefined;

export interface NodesContext {
  /** By index of the node. */
  readonly ids: readonly string[];
  /** By index of the node. */
  readonly belongs: readonly Belongs[];
  readonly whereOf: WhereOf;
  /** Nodes of which actions were made that stop for a decision. */
  readonly gates: ReadonlySet<number>;
  /** What runs at a node that is work. */
  readonly jobOf: (node: number) => JobInfo;
}

/** The plan as it is: every node, parents before children, with what it waits for and why. O(nodes + edges). */
export function describeNodes(plan: Plan, { ids, belongs, whereOf, gates, jobOf }: NodesContext): Iterable<NodeInfo> {
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
      work: isWork(node)
        ? describeWork(node.content, belongs[node.index], { gate: gates.has(node.index), job: jobOf(node.index) })
        : undefined,
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
