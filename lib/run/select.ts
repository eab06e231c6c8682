import { findNode } from '../document/names';
import type { PlanGraph } from '../document/plan-graph';
import { fail, Problems } from '../private/errors';
import { groupBy } from '../private/lang';
import { quoted } from '../private/text';
import type { Work } from './works';

/** Which part of a pipeline runs. Names are those of actions, steps, stacks, Stages, waves and groups. */
export interface Selection {
  /** Only these. */
  readonly only?: readonly string[];
  /** These, and what comes after them. */
  readonly from?: string;
  /** These, and what comes before them. */
  readonly until?: string;
}

/** Names that an error offers. */
const MOST = 8;

/** The works that are meant, as indexes. All, if nothing is said. */
export function selected(
  plan: PlanGraph,
  works: readonly Work[],
  { only, from, until }: Selection,
): ReadonlySet<number> {
  const byNode = groupBy(works.keys(), (i) => works[i].node);
  const all = [...works.keys()];
  const problems = new Problems();
  const named = (name: string) => problems.try(() => nodesNamed(plan, name)) ?? [];
  const sets = [
    ...(only ? [only.flatMap(named)] : []),
    ...(from === undefined ? [] : [withOthers(named(from), (nodes) => plan.behind(nodes))]),
    ...(until === undefined ? [] : [withOthers(named(until), (nodes) => plan.before(nodes))]),
  ].map((nodes) => new Set(nodes.flatMap((node) => byNode.get(node) ?? [])));
  problems.report();
  const chosen = all.filter((work) => sets.every((set) => set.has(work)));
  if (chosen.length === 0) {
    fail({
      where: plan.document.pipeline.path,
      given: 'no action is in all that --from, --until and the names mean',
      expected: 'a part of the pipeline',
      fix: `see what comes after what: npx cdk-pipelines explain '${from ?? only?.[0] ?? until}'`,
    });
  }
  return new Set(chosen);
}

function withOthers(nodes: readonly number[], others: (nodes: readonly number[]) => readonly number[]): number[] {
  return [...nodes, ...others(nodes)];
}

/** The nodes that a name means: of a group, all actions in it. */
export function nodesNamed(plan: PlanGraph, name: string): number[] {
  const applications = plan.document.applications;
  const known = plan.indexOf(name) === undefined ? applications.filter((one) => [one.id, one.name].includes(name)) : [];
  if (known.length === 1) {
    return plan.works.filter(({ application }) => application === known[0].id).map(({ node }) => plan.indexOf(node)!);
  }
  const node = findNode(
    plan,
    name,
    applications.flatMap((one) => [one.name, one.id]),
  );
  return plan.waits.kinds[node] === 'group' ? plan.actionsIn(node) : [node];
}

/** The works that a name means: of a Stage, wave or stack its deployments, if it has some. */
export function worksNamed(plan: PlanGraph, works: readonly Work[], name: string): number[] {
  const nodes = new Set(nodesNamed(plan, name));
  const all = [...works.keys()].filter((i) => nodes.has(works[i].node));
  const deployments = all.filter((i) => works[i].kind === 'deploy');
  return deployments.length > 0 ? deployments : all;
}

/** The gates that a name means, or all. */
export function gatesNamed(plan: PlanGraph, works: readonly Work[], name: string): number[] {
  const gates = [...works.keys()].filter((i) => works[i].gate);
  if (name === ALL) {
    return gates;
  }
  const nodes = new Set(nodesNamed(plan, name));
  const named = gates.filter((i) => nodes.has(works[i].node));
  if (named.length === 0) {
    fail({
      where: plan.document.pipeline.path,
      given: `'${name}' is no gate`,
      expected: 'an action that waits for a decision',
      fix:
        gates.length > 0
          ? `take one of ${quoted(
              gates.map((i) => works[i].id),
              MOST,
            )}`
          : 'leave it out: this pipeline has no gate at all',
    });
  }
  return named;
}

/** Stands for every gate. */
export const ALL = 'all';
