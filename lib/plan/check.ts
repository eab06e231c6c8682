import type { PlanBuilder } from './builder';
import { checkNames, stepsOf } from './check-names';
import { checkWavesWithoutStages } from './check-waves';
import type { PlanOptions } from './options';
import { depthFirst, placeOf, type Reason, rootsOf } from './plan';
import { expand, STRUCTURE } from './ranks';
import { stacksOf } from './snapshot-data';
import { findCycles } from '../graph/cycles';
import type { Edge } from '../graph/digraph';
import { lift } from '../graph/lift';
import { groupBy } from '../private/lang';
import { quoted } from '../private/text';

/** Find what makes a plan impossible (problems), or unlike what the user thinks (warnings). */
export function checkPlan(builder: PlanBuilder, { postAfterPre }: PlanOptions): void {
  checkNames(builder);
  checkSelfDependencies(builder);
  checkCycles(builder);
  checkLostGates(builder);
  checkStacksThatAreOne(builder);
  if (!postAfterPre) {
    checkWavesWithoutStages(builder);
  }
}

/** CloudFormation knows a stack by name, account and region, whatever its construct is called. */
function checkStacksThatAreOne(builder: PlanBuilder): void {
  for (const same of groupBy(stacksOf(builder.snapshot), (s) => [s.name, s.account, s.region].join('\0')).values()) {
    const paths = [...new Set(same.map((s) => s.path))];
    if (paths.length > 1) {
      const [{ name, account = '<account>', region = '<region>' }] = same;
      builder.warning({
        id: `cdk-pipelines:oneStackForSeveral:${name}`,
        where: builder.snapshot.path,
        given:
          `${quoted(paths)} have the same stackName '${name}' in ${account} ${region}: for CloudFormation that is one stack, ` +
          'and each deployment replaces what the one before it has made',
        fix: 'give each another stackName',
      });
    }
  }
}

function checkSelfDependencies(builder: PlanBuilder): void {
  for (const step of builder.snapshot.steps.filter((s) => s.dependsOn.some((d) => d.step === s.key))) {
    builder.problem({
      where: builder.snapshot.path,
      given: `${step.label} depends on itself`,
      expected: 'steps that wait for other steps only',
      fix: 'remove that dependency',
      steps: [step.key],
    });
  }
}

function checkCycles(builder: PlanBuilder): void {
  const { nodes, edges } = builder;
  const { graph, compound } = expand(nodes, edges);
  const { nodeOf } = compound;
  // Steps are what users can move.
  const isStep = (v: number) => nodes[nodeOf[v]].content.kind === 'step';
  const knots = findCycles(graph, isStep).map((cycle) =>
    cycle.map((e) => ({ from: nodeOf[e.from], to: nodeOf[e.to], reason: e.reason })),
  );
  if (knots.length > 0) {
    knots.forEach((cycle) => reportCycle(builder, cycle));
    return;
  }
  // What is possible action by action can still be impossible stage by stage.
  const roots = rootsOf(nodes, depthFirst(nodes));
  findCycles(lift(edges, (n) => roots[n], nodes.length)).forEach((cycle) =>
    reportCycle(
      builder,
      cycle.map((e) => e.reason),
    ),
  );
}

function reportCycle(builder: PlanBuilder, cycle: readonly Edge<Reason>[]): void {
  const name = (index: number) =>
    `'${placeOf(builder.nodes, index)
      .filter((id) => id !== '')
      .join('/')}'`;
  const visible = cycle.filter((e) => e.reason !== STRUCTURE);
  builder.problem({
    where: builder.snapshot.path,
    given: `things that wait for each other in a circle:${visible.map((e) => `\n    ${name(e.to)} waits for ${name(e.from)}${causeOf(builder, e)}`).join('')}`,
    expected: 'an order in which everything can run',
    fix: 'remove one of these dependencies, or move a step to a later stage; a step that is named in several places is one step and runs once: use an object for each place',
    steps: stepsOf(visible.map((e) => builder.nodes[e.to])),
  });
}

/** In a sentence: a reason is a clause, or a place that one of the two is in. */
function causeOf({ nodes }: PlanBuilder, { from, reason }: Edge<Reason>): string {
  const [, list] = /^(pre|post|changeSet) of /.exec(reason) ?? [];
  const isPlaceOfFrom = list === 'pre' || (list === 'changeSet' && nodes[from].content.kind === 'step');
  if (isPlaceOfFrom) {
    return `, which is in the ${reason}`;
  }
  return list === undefined ? ` because ${reason}` : ` because it is in the ${reason}`;
}

/**
 * A gate that is named in several places is placed once. Where that is an earlier stage of the pipeline,
 * what it should have guarded elsewhere goes ahead without being asked for again.
 */
function checkLostGates(builder: PlanBuilder): void {
  const roots = rootsOf(builder.nodes, depthFirst(builder.nodes));
  const gates = builder.mentions.filter((m) => builder.step(m.step).isGate);
  for (const [key, mentions] of groupBy(gates, (m) => m.step)) {
    const root = roots[builder.placed.get(key)!];
    const lost = mentions.filter((m) => roots[m.group] !== root);
    if (lost.length > 0) {
      const kept = mentions.find((m) => roots[m.group] === root);
      const step = builder.step(key);
      builder.warning({
        id: `cdk-pipelines:gateUsedTwice:${step.id}`,
        where: builder.snapshot.path,
        given:
          `${step.label} is one object in ${mentions.length} places, so the pipeline stops for it once: ` +
          `${kept?.place ?? 'elsewhere'}. It does NOT stop for ${lost.map((m) => m.place).join(', ')}`,
        fix: `create a new ${/^(\w+)\(/.exec(step.label)?.[1] ?? 'step'} for each place`,
        steps: [key],
      });
    }
  }
}
