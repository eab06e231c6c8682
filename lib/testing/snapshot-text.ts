import { aroundDocument, aroundStage } from '../document/around';
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
  const waits = lastWaits(plan, plan.indexOf(action.node)!).map((node) => withoutHashes(nameOf(plan, node)));
  return [
    `  ${action.runOrder} ${action.name}: ${[action.kind, ...traitsOf(action)].join(', ')}`,
    ...[...new Set(waits)].sort().map((wait) => `      after ${wait}`),
  ];
}

/** What is done last before a node: what that waits for in turn is not said again. */
function lastWaits(plan: PlanGraph, node: number): number[] {
  const { waits } = plan;
  const direct = directWaits(waits, [node]).map((awaited) => awaited.node);
  const earlier = direct.flatMap((other) => waits.before[waits.ends[other]].map((link) => link.vertex));
  const known = new Set([...earlier, ...reach(waits.before, earlier)]);
  const isKnown = (other: number) =>
    known.has(waits.ends[other]) ||
    (waits.kinds[other] === 'group' && plan.actionsIn(other).every((part) => known.has(part)));
  return direct.filter((other) => !isKnown(other));
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
