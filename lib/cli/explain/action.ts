import { byStage, type ExplainOptions, gatesText, listed, nameLine, reasonLines, stageLines } from './lines';
import { WaitTree } from './wait-tree';
import type { PlanGraph } from '../../document/plan-graph';
import type { Action } from '../../document/stages';
import type { Neighbour } from '../../document/walk';
import { type Fact, factsOf } from '../facts';
import { cut, wrap } from '../../private/columns';
import { count } from '../../private/terminal';
import { GATE, placeOf } from '../../document/words';

/** Lines of a tree that is cut. */
const MOST_TREE = 30;

/** An action: what it does, what it waits for as a tree in which each thing is there once, and what comes after it. */
export function renderAction(plan: PlanGraph, node: number, options: ExplainOptions): string[] {
  const { styles, width } = options;
  const actions = plan.actionsAt(node);
  const action = plan.actionOf(node);
  return [
    ...wrap(action?.label ?? plan.nameOf(node), width, '  ').map(styles.bold),
    ...(action?.target ? [styles.dim(cut(`${action.target.stackName}, ${placeOf(action.target)}`, width))] : []),
    ...actions.map((a) => styles.dim(cut(placeLine(a), width))),
    ...(action ? factLines([...assetFacts(action), ...factsOf(plan)(action)], options) : []),
    ...waitLines(plan, node, options),
    '',
    ...afterLines(plan, [node], options),
    ...failureLines(plan, node, options),
  ];
}

/** Where it is: in a stage of CodePipeline, or in a workflow. */
function placeLine({ gate, id, runOrder, workflowJob, unplanned }: Action): string {
  const place = workflowJob
    ? `job ${workflowJob.id}${unplanned ? ', in no plan' : ''}`
    : `${id}, run order ${runOrder}`;
  return `${gate ? `${GATE} ` : ''}${place}`;
}

function assetFacts({ assets = [] }: Action): Fact[] {
  return assets.map(({ name, id, image }): Fact => [image ? 'image' : 'files', name === id ? id : `${name} (${id})`]);
}

/** What it does, one line for each fact, and for each command. */
function factLines(facts: readonly Fact[], options: ExplainOptions): string[] {
  const { width, styles } = options;
  const lines = facts.flatMap(([name, value]) => {
    const [first, ...more] = value.split('\n');
    return [`${name}: ${first}`, ...more.map((line) => `  ${line}`)].map((line) => styles.dim(cut(`  ${line}`, width)));
  });
  return listed(lines, options);
}

function waitLines(plan: PlanGraph, node: number, options: ExplainOptions): string[] {
  const before = plan.before(node);
  const gates = plan.gatesBefore(node);
  if (before.length === 0) {
    return ['waits for nothing.'];
  }
  const tree = new WaitTree(plan, options).branches(plan.explain(node));
  const all = count(plan.countActions(before), 'action');
  return [
    `waits for ${all}, ${gatesText(gates.length)}:`,
    ...listed(
      gates.map((gate) => options.styles.warning(cut(`  ${GATE} ${gate.id}`, options.width))),
      options,
    ),
    ...passedLines(plan, before, gates, options),
    '',
    ...listed(tree, options, MOST_TREE, `all ${all}`),
  ];
}

/** Gates of a workflow that it waits for, and that do not stop it all the same. */
function passedLines(
  plan: PlanGraph,
  before: readonly number[],
  gates: readonly Action[],
  options: ExplainOptions,
): string[] {
  const passed = before.flatMap((node) => {
    const action = plan.actionOf(node);
    return action?.gate && action.workflowJob && !gates.includes(action) ? [action.id] : [];
  });
  const { styles, width } = options;
  const lines = passed.map((id) => styles.danger(cut(`  ${id} does not stop it: a condition lets it run`, width)));
  return listed(lines, options);
}

/** What waits for something that consists of nodes: first what waits for these themselves, and why. */
export function afterLines(plan: PlanGraph, nodes: readonly number[], options: ExplainOptions): string[] {
  const isIn = plan.within(nodes);
  const behind = plan.behind(nodes).filter((node) => !isIn[node]);
  const next = plan.next(nodes).filter(({ node }) => !isIn[node]);
  if (behind.length === 0) {
    return ['nothing waits for it.'];
  }
  const direct = next.reduce((sum, { node }) => sum + plan.sizes[node], 0);
  const all = plan.countActions(behind);
  const gates = behind.filter((other) => plan.actionOf(other)?.gate);
  return [
    `${all === 1 ? '1 action waits' : `${all} actions wait`} for it, ${gatesText(gates.length)}:`,
    ...listed(neighbourLines(plan, next, options), options),
    ...(direct < all ? ['in all:', ...byStage(plan, behind, options)] : []),
  ];
}

/** Who is right before something, or right after it, and why. */
export function neighbourLines(plan: PlanGraph, neighbours: readonly Neighbour[], options: ExplainOptions): string[] {
  return neighbours.flatMap(({ node, reasons }, i) => {
    const isLast = i === neighbours.length - 1;
    const name = nameLine(plan, node, { ...options, width: options.width - 3 });
    return [`${isLast ? '└' : '├'}─ ${name}`, ...reasonLines(reasons, `${isLast ? ' ' : '│'}     `, options)];
  });
}

/** What does not run if something fails. */
function failureLines(plan: PlanGraph, node: number, options: ExplainOptions): string[] {
  const [first] = plan.actionsAt(node);
  if (!first) {
    return [];
  }
  const what = plan.actionOf(node)?.gate ? 'if it is rejected' : 'if it fails';
  return first.workflowJob ? inWorkflow(plan, node, what, options) : inCodePipeline(plan, node, what, options);
}

/** On GitHub, a condition may let a job run although something before it has failed. */
function inWorkflow(plan: PlanGraph, node: number, what: string, options: ExplainOptions): string[] {
  const jobs = plan.actionsAt(node).flatMap(({ workflowJob }) => workflowJob?.id ?? []);
  const running = plan.jobOrder.inSpiteOf(jobs[jobs.length - 1]);
  if (running.length === 0) {
    return [plan.behind(node).length === 0 ? `${what}, nothing waits for it.` : `${what}, none of them runs.`];
  }
  const text = `${what}, ${running.length === 1 ? 'this job' : `these ${running.length} jobs`} may run all the same:`;
  const lines = running.map(({ id, condition }) =>
    options.styles.warning(cut(condition === undefined ? `  ${id}` : `  ${id}, if ${condition}`, options.width)),
  );
  return [text, ...listed(lines, options)];
}

/** CodePipeline stops where something fails: what is in a later run order, or a later stage, does not begin. */
function inCodePipeline(plan: PlanGraph, node: number, what: string, options: ExplainOptions): string[] {
  const [first] = plan.actionsAt(node);
  const stages = new Map(plan.stages.map(({ name }, i) => [name, i]));
  const stage = stages.get(first.stage)!;
  const later = plan.actions.filter((other) => {
    const place = stages.get(other.stage)!;
    return other.node !== first.node && (place > stage || (place === stage && other.runOrder > first.runOrder));
  });
  const waiting = new Set(plan.behind(node).map((other) => plan.waits.ids[other]));
  const others = later.filter((other) => !waiting.has(other.node));
  if (others.length === 0) {
    return [later.length === 0 ? `${what}, all else has run.` : `${what}, none of them runs.`];
  }
  const [more, verb] = others.length === 1 ? ['1 other action', 'does'] : [`${others.length} other actions`, 'do'];
  const text = waiting.size === 0 ? `${more} ${verb} not run` : `none of them runs, nor ${verb} ${more}`;
  const barriers = 'only because run orders and stages are barriers';
  return [...wrap(`${what}, ${text}, ${barriers}:`, options.width, '  '), ...stageLines(others, options)];
}
