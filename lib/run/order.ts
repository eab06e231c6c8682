import type { PlanGraph } from '../document/plan-graph';
import { fail } from '../private/errors';
import { groupBy } from '../private/lang';
import type { Order } from './scheduler';
import type { Work } from './works';

/** Whose order it is. */
export type OrderOf = 'plan' | 'codepipeline' | 'github';

export function orderOf(kind: OrderOf, plan: PlanGraph, works: readonly Work[]): Order {
  switch (kind) {
    case 'codepipeline':
      return orderOfCodePipeline(works);
    case 'github':
      return orderOfGitHub(plan, works);
    default:
      return orderOfPlan(plan, works);
  }
}

/** Refuses an order that the engine of a pipeline does not have. */
export function checkOrder(kind: OrderOf, { document: { codePipeline, gitHub, pipeline } }: PlanGraph): void {
  const isThere = kind === 'github' ? gitHub !== undefined : kind === 'plan' || gitHub === undefined;
  if (!isThere) {
    const own = gitHub ? 'github' : codePipeline ? 'codepipeline' : undefined;
    fail({
      where: pipeline.path,
      given: `--as ${kind}, which is of another engine than that of this pipeline`,
      expected: own === undefined ? 'plan' : `plan or ${own}`,
      fix: own === undefined ? 'leave it out' : `write --as ${own}, or leave it out`,
    });
  }
}

/** What the blueprint asks for: the vertices of the plan. Works of one node come after each other by their run orders. */
function orderOfPlan(plan: PlanGraph, works: readonly Work[]): Order {
  const { before } = plan.waits;
  if (plan.inOrder().length < before.length) {
    fail({
      where: plan.document.pipeline.path,
      given: 'the plan waits for itself in a circle',
      expected: 'a plan as `cdk synth` writes it',
      fix: 'synthesize again',
    });
  }
  const after: number[][] = before.map(() => []);
  const at: number[][] = before.map(() => []);
  // Where a node of several run orders ends.
  const ends = before.map((_, vertex) => vertex);
  const byNode = groupBy(works.keys(), (i) => works[i].node);
  const outside = byNode.get(OUTSIDE) ?? [];
  byNode.delete(OUTSIDE);
  for (const [node, own] of byNode) {
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
  return withFirst(outside, { after, works: at });
}

/** The node of what is in no plan, and comes before all. */
const OUTSIDE = -1;

/** An order in which some works are done before all others begin. */
function withFirst(first: readonly number[], { after, works }: Order): Order {
  if (first.length === 0) {
    return { after, works };
  }
  const awaited = new Set(after.flat());
  const begin = after.flatMap((_, vertex) => (awaited.has(vertex) ? [] : [vertex]));
  return { after: [...after, begin], works: [...works, first] };
}

/** Jobs, each when those that it needs are done. What one job does is done side by side, or in the order of the plan. */
function orderOfGitHub(plan: PlanGraph, works: readonly Work[]): Order {
  const jobs = plan.document.gitHub?.jobs ?? [];
  const jobOf = new Map(plan.actions.map(({ id, workflowJob }) => [id, workflowJob?.id]));
  const byJob = groupBy(works.keys(), (i) => jobOf.get(works[i].id));
  const after: number[][] = [];
  const at: number[][] = [];
  const ends = new Map<string, number>();
  for (const { id, needs } of jobs) {
    let from = needs.flatMap((other) => ends.get(other) ?? []);
    for (const together of inSteps(plan, works, byJob.get(id) ?? [])) {
      const vertex = after.push([]) - 1;
      at.push(together);
      from.forEach((before) => after[before].push(vertex));
      from = [vertex];
    }
    ends.set(id, after.length - 1);
  }
  // What has no job, as a source, is fetched by those that want it.
  return withFirst(byJob.get(undefined) ?? [], { after, works: at });
}

/** Works of one job: a list for each that waits for others of them, and one for what comes before. */
function inSteps(plan: PlanGraph, works: readonly Work[], own: readonly number[]): number[][] {
  const nodes = new Set(own.map((i) => works[i].node));
  const depths = own.map((i) =>
    own.length > 1 ? plan.before(works[i].node).filter((node) => nodes.has(node)).length : 0,
  );
  const byDepth = groupBy(own.keys(), (i) => depths[i]);
  const steps = [...byDepth].sort(([a], [b]) => a - b).map(([, some]) => some.map((i) => own[i]));
  return steps.length > 0 ? steps : [[]];
}

/** Stages one after the other, and in each its run orders: barriers, whatever the blueprint asks for. */
function orderOfCodePipeline(works: readonly Work[]): Order {
  const at = [...groupBy(works.keys(), (i) => works[i].place)].sort(([a], [b]) => a - b).map(([, some]) => some);
  return { after: at.map((_, i) => (i + 1 < at.length ? [i + 1] : [])), works: at };
}
