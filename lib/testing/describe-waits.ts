import type { PlanGraph } from '../document/plan-graph';
import type { Awaited, Reason } from '../document/walk';

/** What a node waits for, one line for each action, the nearest first. */
export function describeWaits(plan: PlanGraph, node: number): string[] {
  const lines: string[] = [];
  const queue: Inherited[] = plan.explain(node).map((awaited) => ({ awaited, reasons: [] }));
  // A list that grows while it is gone through: breadth first.
  for (const { awaited, reasons } of queue) {
    const why = awaited.reasons.length > 0 ? awaited.reasons : reasons;
    const isGroup = plan.waits.kinds[awaited.node] === 'group';
    if (!isGroup) {
      lines.push(lineOf(plan, awaited.node, why));
    }
    queue.push(...awaited.parts.map((part) => ({ awaited: part, reasons: isGroup ? why : [] })));
  }
  return lines;
}

/** Who waits for a group waits for its parts, for the same reasons. */
interface Inherited {
  readonly awaited: Awaited;
  readonly reasons: readonly Reason[];
}

function lineOf(plan: PlanGraph, node: number, reasons: readonly Reason[]): string {
  const id = plan.actionOf(node)?.id ?? plan.waits.ids[node];
  const texts = reasons.map(({ reason, where }) => (where === undefined ? reason : `${reason} (${where})`));
  return texts.length > 0 ? `${id}: ${texts.join('; ')}` : id;
}
