import { afterLines, neighbourLines } from './action';
import { byStage, type ExplainOptions, gatesText, listed } from './lines';
import { aroundStage } from '../../document/around';
import type { PlanGraph } from '../../document/plan-graph';
import { Reachability } from '../../document/reachability';
import type { Thing } from '../../document/things';
import { columnsOf, cut, wrap } from '../../private/columns';
import { count } from '../../private/terminal';
import { GATE, objectOf } from '../../document/words';

/** Something that consists of actions: a Stage, a wave, a stack, a CodePipeline stage, the pipeline. */
export interface Whole {
  readonly thing: Thing;
  readonly name: string;
  /** All that consists of the same actions, itself as well. */
  readonly twins: readonly Thing[];
}

/** Its actions in order, the gates before and in it, what it waits for, and what comes after it. */
export function renderSummary(plan: PlanGraph, { thing, name, twins }: Whole, options: ExplainOptions): string[] {
  const { styles, width } = options;
  const members = membersOf(plan, thing);
  const kinds = twins
    .filter(({ is }) => is !== 'group')
    .map(({ is, path, name: own }) => {
      // A wave of one Stage is `wave Prod` already: the Stage has the name.
      return own.startsWith(`${is} `) ? own : `${is} ${path ?? own}`;
    });
  const begin = thing.node === undefined ? members : [thing.node];
  return [
    ...wrap(name, width, '  ').map(styles.bold),
    ...(kinds.length > 0 ? wrap([...new Set(kinds)].join(', '), width, '  ').map(styles.dim) : []),
    `${count(plan.countActions(members), 'action')}${plan.document.codePipeline ? ' in this order' : ''}:`,
    ...listed(actionLines(plan, members, options), options),
    ...aroundLines(plan, members, options),
    '',
    ...gateLines(plan, members, options),
    ...waitLines(plan, begin, members, options),
    ...afterLines(plan, [...begin, ...members], options),
  ];
}

function membersOf(plan: PlanGraph, { node, stage }: Thing): number[] {
  if (node !== undefined) {
    return plan.actionsIn(node);
  }
  if (stage === undefined) {
    return plan.nodes.flatMap(({ kind }, index) => (kind === 'action' ? [index] : []));
  }
  const { actions } = plan.stages[stage];
  return [...new Set(actions.map((action) => plan.indexOf(action.node)!))];
}

/** As `show` has them: run order, gate, name, what is done. */
function actionLines(plan: PlanGraph, members: readonly number[], { width, styles }: ExplainOptions): string[] {
  if (!plan.isMade) {
    return members.map((node) => cut(`  ${plan.nameOf(node)}`, width));
  }
  const nodes = new Set(members.map((node) => plan.waits.ids[node]));
  const actions = plan.actions.filter(({ node }) => nodes.has(node));
  const order = actions.reduce((most, { runOrder }) => Math.max(most, `${runOrder}`.length), 0);
  return actions.map((action) => {
    const { gate, id, runOrder, kind } = action;
    const place = plan.document.codePipeline ? `${`${runOrder}`.padStart(order)} ` : '';
    const line = `  ${place}${gate ? GATE : ' '} ${id}`;
    const what = cut(
      `  ${[kind, objectOf(action)].filter(Boolean).join(' ')}`,
      width - Math.min(columnsOf(line), width),
    );
    return `${gate ? styles.warning(cut(line, width)) : cut(line, width)}${styles.dim(what)}`;
  });
}

/** What CodePipeline does around the stages that it is in. */
function aroundLines(plan: PlanGraph, members: readonly number[], { width, styles }: ExplainOptions): string[] {
  const names = new Set(members.flatMap((node) => plan.actionsAt(node).map(({ stage }) => stage)));
  return plan.stages
    .filter(({ name }) => names.has(name))
    .flatMap((stage) => aroundStage(stage, plan.document.codePipeline).map((text) => `${stage.name}: ${text}`))
    .flatMap((text) => wrap(text, width, '  ').map(styles.dim));
}

/** Gates of which one bit is kept for each node. */
const AT_ONCE = 256;

/** Who must agree before something in it is deployed. */
function gateLines(plan: PlanGraph, members: readonly number[], options: ExplainOptions): string[] {
  const { styles, width } = options;
  const near = new Set([...plan.before(members), ...members]);
  const gates = plan.works.flatMap(({ gate, node }) =>
    gate && near.has(plan.indexOf(node)!) ? plan.indexOf(node)! : [],
  );
  const deployments = members.filter((node) => plan.actionOf(node)?.kind === 'deploy');
  if (gates.length === 0) {
    return ['no gate is before or in it.'];
  }
  const isIn = plan.within(members);
  const shown = options.all ? gates : gates.slice(0, AT_ONCE);
  const lines: string[] = [];
  for (let start = 0; start < shown.length; start += AT_ONCE) {
    const some = shown.slice(start, start + AT_ONCE);
    const guards = new Reachability(plan, some);
    some.forEach((gate, place) => {
      const speaker = plan.actionOf(gate)!;
      const stopped = deployments.filter(
        (node) => guards.isBefore(place, node) && plan.stops(speaker, plan.actionOf(node)),
      ).length;
      const where = isIn[gate] ? 'in it' : 'before it';
      const text = `  ${GATE} ${plan.nameOf(gate)}, ${where}, stops ${shareText(stopped, deployments.length)}`;
      lines.push(styles.warning(cut(text, width)));
    });
  }
  return [`${count(gates.length, 'gate')} before or in it:`, ...listed(lines, options)];
}

function shareText(stopped: number, all: number): string {
  if (stopped === 0) return 'no deployment';
  if (stopped < all) return `${stopped} of ${all} deployments`;
  return all === 1 ? 'its deployment' : `all ${all} deployments`;
}

/** What all of it waits for, and what only parts of it do. */
function waitLines(
  plan: PlanGraph,
  begin: readonly number[],
  members: readonly number[],
  options: ExplainOptions,
): string[] {
  const isIn = plan.within(members);
  const before = plan.before(begin).filter((node) => !isIn[node]);
  const known = new Set(before);
  const parts = plan.before(members).filter((node) => !isIn[node] && !known.has(node));
  const gates = before.filter((node) => plan.actionOf(node)?.gate).length;
  const direct = plan.previous(begin).filter(({ node }) => !isIn[node]);
  return [
    ...(before.length === 0
      ? ['waits for nothing.']
      : [
          `waits for ${count(plan.countActions(before), 'action')}, ${gatesText(gates)}:`,
          ...listed(neighbourLines(plan, direct, options), options),
        ]),
    ...(parts.length === 0
      ? []
      : [`parts of it wait for ${plan.countActions(parts)} more:`, ...byStage(plan, parts, options)]),
  ];
}
