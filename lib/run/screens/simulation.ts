import type { PlanGraph } from '../../document/plan-graph';
import { GATE, SIBLING, siblingText } from '../../document/words';
import { cut, wrap } from '../../private/columns';
import { count, type Terminal } from '../../private/terminal';
import type { Listener, RunStarted } from '../events';
import { worksOf } from '../read-works';
import { namespacesOf, type Work } from '../works';
import { type ActionRecord, RunState } from './run-state';
import { ownersOf, rowsOf } from './rows';
import { criticalPathLines, neverStartedLines, type Page, titled } from './summary';
import { CRITICAL, type Notes, timelineOf } from './timeline';
import { durationOf } from './times';

/** Unrequested waits that are shown. */
const MOST_WAITS = 5;

/**
 * What a simulation shows: when what begins and ends, then what never starts, then the longest chain. `byPlan` says how long
 * the same takes in the order of the plan, for a run in another order.
 */
export function simulationScreen(plan: PlanGraph, terminal: Terminal, byPlan?: () => number): Listener {
  const record = new RunState();
  return (event) => {
    record.add(event);
    if (event.type === 'run.finished') {
      terminal.out(renderSimulation(plan, record, terminal, byPlan));
    }
  };
}

export function renderSimulation(plan: PlanGraph, record: RunState, page: Page, byPlan?: () => number): string[] {
  const ran = record.actions.filter(({ started }) => started !== undefined);
  const stages = rowsOf(ran, ownersOf(plan));
  const sections = [
    timelineOf(stages, notesOf(plan, record), page),
    neverStartedLines(record, page),
    criticalPathLines(record, page),
    byPlan && record.started?.order === 'codepipeline' ? orderLines(plan, record, page, byPlan()) : [],
    totalLines(record, page),
  ].filter((lines) => lines.length > 0);
  const [first, ...others] = sections;
  const signs = [
    ...(first.some((line) => line.includes(CRITICAL)) ? [`${CRITICAL} critical path`] : []),
    ...(record.actions.some(({ gate }) => gate) ? [`${GATE} a gate: it waits for a decision`] : []),
  ];
  return [
    ...titleLines(plan, record, page),
    ...wrap(signs.join(' · '), page.width, '  ').map(page.styles.dim),
    ...first,
    ...others.flatMap((lines) => ['', ...lines]),
  ];
}

const ORDERS: Readonly<Record<RunStarted['order'], string>> = {
  plan: 'in the order of the plan',
  codepipeline: 'in the order of CodePipeline',
  github: 'in the order of GitHub',
};

function titleLines(plan: PlanGraph, { actions, started }: RunState, { width, styles }: Page): string[] {
  const all = worksOf(plan).length;
  const gates = actions.filter(({ gate }) => gate).length;
  const traits = [
    'simulated',
    actions.length < all ? `${actions.length} of ${count(all, 'action')}` : count(all, 'action'),
    ...(gates > 0 ? [count(gates, 'gate')] : []),
    ORDERS[started?.order ?? 'plan'],
  ];
  const assumed = [
    'No command runs. Times are guesses, unless --minutes says otherwise.',
    ...(actions.some(({ gate, state }) => gate && state === 'succeeded')
      ? ['Gates are approved at once: that is assumed.']
      : []),
  ];
  return [
    `${styles.bold(cut(plan.document.pipeline.path, width))}`,
    ...wrap(traits.join(' · '), width, '  ').map(styles.dim),
    ...wrap(assumed.join(' '), width, '  ').map(styles.dim),
  ];
}

function notesOf(plan: PlanGraph, record: RunState): Notes {
  const works = worksOf(plan);
  const byName = new Map(works.map((work) => [work.id, work]));
  const makers = namespacesOf(works);
  return {
    critical: new Set(record.finished?.criticalPath),
    waited: (action) => waitedOf(plan, byName, action),
    below: ({ action, gate, finished }) =>
      finished?.reason ?? (gate ? questionOf(byName.get(action)?.task, makers) : ''),
  };
}

/** What the approver of a gate reads. A variable has no value yet: what it is called, and who gives it. */
function questionOf(task: Work['task'] | undefined, makers: ReadonlyMap<string, Work>): string {
  const text = task?.kind === 'ask' ? task.text : '';
  const known = text.replace(/#\{([^.{}]+)\.([^{}]+)\}/g, (all, namespace: string, name: string) => {
    const maker = makers.get(namespace);
    return maker ? `<${name} of ${maker.id}>` : all;
  });
  return known === '' ? '' : `“${known}”`;
}

/** What it waited for the longest, and why, in the words of the plan. */
function waitedOf(plan: PlanGraph, works: ReadonlyMap<string, Work>, one: ActionRecord): ReturnType<Notes['waited']> {
  const { action, started, queued } = one;
  const place =
    queued && started && started.at > queued.at ? [`${durationOf(started.at - queued.at)} for a place`] : [];
  const [work, after] = [works.get(action), started?.after === undefined ? undefined : works.get(started.after)];
  if (!work || !after) {
    return { after: place.map((text) => `waited ${text}`).join(''), why: '' };
  }
  const around = new Set<number>();
  for (let node = after.node; node >= 0; node = plan.waits.parents[node]) {
    around.add(node);
  }
  const wait = plan.previous([work.node]).find(({ node }) => around.has(node));
  const reasons = wait ? wait.reasons.map(({ reason }) => reason) : [`${SIBLING} unasked`];
  const why = work.node === after.node ? [] : reasons;
  return { after: [`after ${after.id}`, ...place].join(', then '), why: why.join(', ') };
}

/** What the order of CodePipeline costs. */
function orderLines(plan: PlanGraph, record: RunState, page: Page, byPlan: number): string[] {
  const late = (record.finished?.at ?? 0) - byPlan;
  const stages = new Set(record.actions.map(({ stage }) => stage));
  const waits = plan.siblingWaits.filter(({ stage }) => stages.has(stage));
  const ordered = [...waits.filter(({ gate }) => gate), ...waits.filter(({ gate }) => !gate)];
  const more = waits.length > MOST_WAITS + 1 ? waits.length - MOST_WAITS : 0;
  const texts = [
    ...ordered
      .slice(0, waits.length - more)
      .map((wait) => `${siblingText(wait, plan)}${wait.gate ? `: ${GATE} a decision` : ''}`),
    ...(more > 0 ? [`and ${more} more: npx cdk-pipelines show`] : []),
  ];
  const title =
    late > 0
      ? `${SIBLING} Run orders are barriers: by what the plan asks for, this takes ${durationOf(byPlan)}, ${durationOf(late)} less`
      : `${SIBLING} Run orders are barriers, but they cost nothing here: by what the plan asks for, this takes as long`;
  return titled(title, texts, page);
}

function totalLines({ finished, actions }: RunState, { width, styles }: Page): string[] {
  const { at = 0, counts } = finished ?? {};
  const bad = (counts?.failed ?? 0) + (counts?.rejected ?? 0);
  const done = actions.length - bad - (counts?.['never-started'] ?? 0);
  const parts = [
    `${count(done, 'action')} done`,
    ...(counts?.failed ? [`${counts.failed} failed`] : []),
    ...(counts?.rejected ? [`${counts.rejected} rejected`] : []),
    ...(counts?.['never-started'] ? [`${counts['never-started']} never started`] : []),
  ];
  const style = bad > 0 ? styles.danger : styles.good;
  return wrap(`${bad > 0 ? '✘' : '✔'} ${durationOf(at)}: ${parts.join(', ')}`, width, '  ').map(style);
}
