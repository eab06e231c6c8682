import { aroundDocument, aroundStage } from '../document/around';
import { jobTraits } from '../document/around-workflow';
import type { GitHubJobInfo } from '../document/plan-document';
import type { PlanGraph } from '../document/plan-graph';
import type { Action } from '../document/stages';
import { directWaits, reach } from '../document/walk';

/** The plan as text that changes only when the pipeline does. */
export function snapshotOf(plan: PlanGraph): string {
  const { codePipeline, pipeline } = plan.document;
  const lines = plan.stages.flatMap((stage) => [
    stage.name,
    ...aroundStage(stage, codePipeline).map((text) => `  ${text}`),
    ...stage.actions.flatMap((action) => linesOf(plan, action)),
  ]);
  return withoutHashes([pipeline.path, ...aroundDocument(plan.document), '', ...lines, ''].join('\n'));
}

function linesOf(plan: PlanGraph, action: Action): string[] {
  const waits = waitsOf(plan, action).map(withoutHashes);
  const { workflowJob, runOrder, name, kind } = action;
  const order = workflowJob ? '' : `${runOrder} `;
  return [
    `  ${order}${name}: ${[kind, ...traitsOf(action)].join(', ')}`,
    ...(workflowJob ? jobLines(workflowJob) : []),
    ...[...new Set(waits)].sort().map((wait) => `      after ${wait}`),
  ];
}

function waitsOf(plan: PlanGraph, action: Action): string[] {
  const node = plan.indexOf(action.node)!;
  // Several jobs may do something one after the other.
  const before = action.workflowJob
    ? plan.actionsAt(node).filter(({ id }) => action.workflowJob!.needs.includes(id))
    : [];
  return before.length > 0 ? before.map(({ id }) => id) : lastWaits(plan, node).map((one) => nameOf(plan, one));
}

/** What a job has. What it needs is below, with what the plan asks for. */
function jobLines(job: GitHubJobInfo): string[] {
  const [when, where] = jobTraits({ ...job, needs: [] });
  return [...when, ...where].map((text) => `      ${text}`);
}

/** What is done last before a node: what that waits for in turn is not said again. A group stands for all that it holds. */
function lastWaits(plan: PlanGraph, node: number): number[] {
  const { waits } = plan;
  const direct = directWaits(waits, [node]).map((awaited) => awaited.node);
  const all = direct.map((other) => {
    const own = plan.actionsIn(other);
    const before = reach(waits.before, [waits.ends[other]]);
    return { own, before, earlier: (one: number) => before.has(one) && !own.includes(one) };
  });
  const isKnown = (other: number, own: readonly number[], by: (typeof all)[number]) =>
    by.before.has(waits.ends[other]) || own.every(by.earlier);
  return direct.filter((other, i) => !all.some((by, n) => n !== i && isKnown(other, all[i].own, by)));
}

function traitsOf({ gate, target, assets }: Action): string[] {
  return [
    ...(gate ? ['a gate'] : []),
    ...(target ? [`${target.stackName} in ${target.account ?? '<account>'} ${target.region ?? '<region>'}`] : []),
    ...(assets ?? []).map((asset) => withoutHashes(asset.name)).sort(),
  ];
}

function nameOf(plan: PlanGraph, node: number): string {
  const id = plan.waits.ids[node];
  return plan.waits.kinds[node] === 'group' ? `all of ${id}` : (plan.actionOf(node)?.id ?? id);
}

/** Assets that have no name are called by the hash of their contents: lists are sorted without it. */
function withoutHashes(text: string): string {
  return text.replace(/[0-9a-f]{32,}/g, '<hash>');
}
