import { findNode } from '../document/names';
import { nearest } from '../document/nearest';
import type { PlanGraph } from '../document/plan-graph';
import type { Stage } from '../document/stages';
import { fail } from '../private/errors';
import { quoted } from '../private/text';

/** Names that an error offers. */
const MOST = 8;

/** The deployments that a name stands for; a step stands for itself. Nodes of the plan, at least one. */
export function findDeployments(plan: PlanGraph, name: string): number[] {
  const { document } = plan;
  const group = plan.indexOf(name);
  const applications = document.applications.filter((application) => [application.id, application.name].includes(name));
  if (group === undefined && applications.length > 1) {
    fail({
      where: document.pipeline.path,
      given: `there are ${applications.length} Stages '${name}'`,
      expected: 'the name of one',
      fix: `take one of ${quoted(
        applications.map(({ id }) => id),
        MOST,
      )}`,
    });
  }
  const nodes =
    group === undefined && applications.length === 1
      ? plan.works.filter((a) => a.application === applications[0].id).map((a) => plan.indexOf(a.node)!)
      : membersOf(plan, name);
  if (nodes.length === 1) {
    return nodes;
  }
  const deployments = nodes.filter((node) => plan.actionOf(node)?.kind === 'deploy');
  return deployments.length > 0 ? deployments : failWithoutDeployment(plan, name);
}

function membersOf(plan: PlanGraph, name: string): number[] {
  const applications = plan.document.applications.flatMap((application) => [application.name, application.id]);
  const node = findNode(plan, name, applications);
  return plan.waits.kinds[node] === 'group' ? plan.actionsIn(node) : [node];
}

function failWithoutDeployment({ document }: PlanGraph, name: string): never {
  return fail({
    where: document.pipeline.path,
    given: `there is no deployment in '${name}'`,
    expected: 'a deployment, or a Stage or wave that has some',
    fix: `take one of ${quoted(
      document.applications.map((application) => application.id),
      MOST,
    )}, or name a step in it`,
  });
}

/** The node of a gate. */
export function findGate(plan: PlanGraph, name: string): number {
  const node = findNode(plan, name);
  if (plan.actionOf(node)?.gate) {
    return node;
  }
  const gates = plan.works.filter((action) => action.gate).map((action) => action.node);
  return fail({
    where: plan.document.pipeline.path,
    given: `'${name}' is no gate`,
    expected: 'a step that may stop the pipeline until somebody decides',
    fix:
      gates.length > 0
        ? `take one of ${quoted(gates, MOST)}`
        : 'add an approval to the pipeline: it has no gate at all',
  });
}

export function findStage({ document, stages }: PlanGraph, name: string): Stage {
  const names = stages.map((stage) => stage.name);
  const near = nearest(name, names);
  return (
    stages.find((stage) => stage.name === name) ??
    fail({
      where: document.pipeline.path,
      given: `there is no CodePipeline stage '${name}'`,
      expected: 'the name of one',
      fix: `take one of ${quoted(near.length > 0 ? near : names, MOST)}`,
    })
  );
}
