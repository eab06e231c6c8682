import type { PlanGraph } from '../document/plan-graph';
import { fail } from '../private/errors';
import { groupBy } from '../private/lang';
import type { Order } from './scheduler';
import type { Work } from './works';

/** Whose order it is. */
export type OrderOf = 'plan' | 'codepipeline';

export function orderOf(kind: OrderOf, plan: PlanGraph, works: readonly Work[]): Order {
  return kind === 'plan' ? orderOfPlan(plan, works) : orderOfCodePipeline(works);
}

/** What the blueprint asks for: the vertices of the plan. Works of one node come after each other by their run orders. */
function orderOfPlan(plan: PlanGraph, works: readonly Work[]): Order {
  const { before } = plan.waits;
  if (plan.inOrder().length < before.length) {
    fail({
      where: plan.document.pipeline.path,
      given: 'the plan waits for itself in a circle',
      expected: 'a plan as `cdk synth` writes it',
      fix: 'synthesize anew',
    });
  }
  const after: number[][] = before.map(() => []);
  const at: number[][] = before.map(() => []);
  // Where a node of several run orders ends.
  const ends = before.map((_, vertex) => vertex);
  for (const [node, own] of groupBy(works.keys(), (i) => works[i].node)) {
    const runOrders = [...groupBy(own, (i) => works[i].runOrder)].sort(([a], [b]) => a - b);
    runOrders.forEach(([, together], i) => {
      if (i > 0) {
        after[ends[node]].push(after.length);
        ends[node] = after.length;
        after.push([]);
        at.push([]);
      }
      at[ends[node]].push(...together);
    });
  }
  before.forEach((links, to) => {
    new Set(links.map(({ vertex }) => vertex)).forEach((from) => after[ends[from]].push(to));
  });
  return { after, works: at };
}

/** Stages one after the other, and in each its run orders: barriers, whatever the blueprint asks for. */
function orderOfCodePipeline(works: readonly Work[]): Order {
  const at = [...groupBy(works.keys(), (i) => works[i].place)].sort(([a], [b]) => a - b).map(([, some]) => some);
  return { after: at.map((_, i) => (i + 1 < at.length ? [i + 1] : [])), works: at };
}
