import { columnsOf, cut, fit, wrap } from '../private/columns';
import { count, type Styles } from '../private/terminal';
import { budgetText, GATE, nearBudgets, objectOf, placeOf, SIBLING, siblingText } from '../document/words';
import { costOf } from './cost';
import { aroundDocument, aroundStage, notificationLines } from '../document/around';
import { jobTraits, usualRunner } from '../document/around-workflow';
import type { CodePipelineInfo, GitHubJobInfo } from '../document/plan-document';
import type { PlanGraph } from '../document/plan-graph';
import type { Action } from '../document/stages';
import { groupBy } from '../private/lang';
import { listed } from '../private/text';

export interface TreeOptions {
  /** Columns to stay within. */
  readonly width: number;
  readonly styles: Styles;
}

/** One action, ready to be aligned. */
interface Row {
  readonly order: string;
  readonly mark: string;
  readonly name: string;
  readonly kind: string;
  readonly what: string;
  readonly where: string;
  /** Below it. */
  readonly more: readonly string[];
}

/** Of what is rarely of interest. */
const FEW = 3;

type Column = Exclude<keyof Row, 'more'>;

type Columns = Record<Column, number>;

/**
 * The pipeline as a tree, one string for each line: stages, then actions with their run orders, or jobs with what they need, then
 * what needs care.
 */
export function renderTree(plan: PlanGraph, options: TreeOptions): string[] {
  const rows = rowsOf(plan);
  const columns = columnWidths(rows.flat(), options.width);
  const lines = [...titleOf(plan, options), ...aroundOf(plan, options), ...legendOf(rows.flat(), options)];
  plan.stages.forEach((stage, index) => {
    const { name } = stage;
    const last = index === plan.stages.length - 1;
    const branch = `${last ? '└' : '├'}─ `;
    lines.push('│', `${branch}${options.styles.bold(cut(name, options.width - branch.length))}`);
    const around = aroundStage(stage, plan.document.codePipeline);
    const indent = `${last ? ' ' : '│'}  ${rows[index].length > 0 ? '│' : ' '}  `;
    lines.push(
      ...around.flatMap((text) =>
        wrap(text, options.width - indent.length, '  ').map((line) => `${indent}${options.styles.dim(line)}`),
      ),
    );
    rows[index].forEach((row, i) => {
      const isLastRow = i === rows[index].length - 1;
      const trunk = `${last ? ' ' : '│'}  ${isLastRow ? '└' : '├'}─ `;
      lines.push(`${trunk}${lineOf(row, columns, options.styles)}`.trimEnd());
      lines.push(...moreLines(row, `${last ? ' ' : '│'}  ${isLastRow ? ' ' : '│'}    `, options));
    });
  });
  const cost = plan.document.codePipeline ? costOf(plan.document.codePipeline, plan.actions) : [];
  const advice = plan.document.codePipeline ? adviceOn(plan.document.codePipeline, plan.actions) : [];
  const paid = [...cost, ...advice].flatMap((text) => ['', ...wrap(text, options.width, '  ').map(options.styles.dim)]);
  return [...lines, ...notesOf(plan, options), ...paid];
}

/** What else a job has. */
function moreLines({ more }: Row, indent: string, { width, styles }: TreeOptions): string[] {
  return more.flatMap((text) => wrap(text, width - indent.length, '  ')).map((line) => `${indent}${styles.dim(line)}`);
}

/** What we recommend, said where people look, and not at each synthesis: many pipelines are as they are for a reason. */
function adviceOn({ type, executionMode }: CodePipelineInfo, actions: readonly Action[]): string[] {
  const queued = 'in mode QUEUED every push gets its turn';
  if (type === 'V1') {
    return [`Advice: type V2 has triggers, variables, conditions and rollback, and ${queued}`];
  }
  return (executionMode ?? 'SUPERSEDED') === 'SUPERSEDED' && actions.some(({ gate }) => gate)
    ? [`Advice: while somebody decides, only the newest of the executions that wait is kept; ${queued}`]
    : [];
}

function titleOf(plan: PlanGraph, { width, styles }: TreeOptions): string[] {
  const { document } = plan;
  const { pipeline } = document;
  const text = traitsOf(plan).join(' · ');
  const { path } = pipeline;
  const hash =
    document.planHash === undefined ? [] : [styles.dim(cut(`plan ${document.planHash}, as approvals show it`, width))];
  return columnsOf(path) + 2 + columnsOf(text) > width
    ? [styles.bold(cut(path, width)), styles.dim(cut(text, width)), ...hash]
    : [`${styles.bold(path)}  ${styles.dim(text)}`, ...hash];
}

function traitsOf({ document, actions }: PlanGraph): string[] {
  const { pipeline, codePipeline, gitHub } = document;
  const gates = count(actions.filter((action) => action.gate).length, 'gate');
  if (gitHub) {
    const runner = usualRunner(gitHub);
    const jobs = count(gitHub.jobs.length, 'job');
    return ['GitHub Actions', gitHub.name, gitHub.file, jobs, gates, ...(runner === undefined ? [] : [`on ${runner}`])];
  }
  return [
    ...(codePipeline ? [[codePipeline.type, codePipeline.executionMode].filter(Boolean).join(' ')] : []),
    placeOf(pipeline),
    count(actions.length, 'action'),
    gates,
    ...(codePipeline?.layout === 'compact' ? ['compact layout'] : []),
    ...(pipeline.selfMutation ? [] : ['does not update itself']),
  ];
}

/** What starts the pipeline, what may be set then, and who hears of it. */
function aroundOf({ document }: PlanGraph, { width, styles }: TreeOptions): string[] {
  const texts = [...aroundDocument(document), ...notificationLines(document)];
  return texts.flatMap((text) => wrap(text, width, '  ')).map(styles.dim);
}

/** What the signs mean that are there, and the numbers. */
function legendOf(rows: readonly Row[], { width, styles }: TreeOptions): string[] {
  const meanings: readonly [string, string][] = [
    [GATE, 'a gate: it waits for a decision'],
    [SIBLING, 'it starts only after another Stage, unasked: see below'],
  ];
  const used = meanings.filter(([sign]) => rows.some(({ mark }) => mark === sign));
  return wrap(used.map(([sign, meaning]) => `${sign} ${meaning}`).join(' · '), width, '  ')
    .filter((line) => line !== '')
    .map(styles.dim);
}

/** By stage. */
function rowsOf(plan: PlanGraph): Row[][] {
  const { gitHub } = plan.document;
  if (gitHub) {
    const runner = usualRunner(gitHub);
    return plan.stages.map(({ actions }) =>
      [...groupBy(actions, ({ workflowJob }) => workflowJob!)].map(([job, parts]) => jobRow(job, parts, runner)),
    );
  }
  const { siblingWaits, stages } = plan;
  const waits = new Set(siblingWaits.flatMap((w) => w.applications.map((id) => `${w.stage}\n${w.runOrder}\n${id}`)));
  const waitsForSiblings = (a: Action) => waits.has(`${a.stage}\n${a.runOrder}\n${a.application}`);
  const rowOf = (action: Action): Row => ({
    order: String(action.runOrder),
    mark: action.gate ? GATE : waitsForSiblings(action) ? SIBLING : ' ',
    name: action.name,
    kind: action.kind,
    what: objectOf(action),
    where: action.target ? placeOf(action.target) : '',
    more: [],
  });
  return stages.map(({ actions }) => actions.map(rowOf));
}

/** A job may do several things: what it does last says most. */
function jobRow(job: GitHubJobInfo, parts: readonly Action[], runner: string | undefined): Row {
  const main = parts.find(({ id }) => id === job.id) ?? parts[0];
  const objects = [...new Set(parts.map(objectOf))];
  return {
    ...{ order: '', mark: job.gate ? GATE : ' ', name: job.id, kind: main.kind },
    what: main.target ? objectOf(main) : listed(objects, FEW),
    where: main.target ? placeOf(main.target) : '',
    more: jobTraits(job, runner).flatMap((texts) => (texts.length > 0 ? [texts.join(' · ')] : [])),
  };
}

/** Columns that tell what an action works on. */
const LEAST_WHAT = 12;

/** How wide each column is. What gives way first: what an action works on, its name, its kind, its target. */
function columnWidths(rows: readonly Row[], width: number): Columns {
  const widest = (key: Column) => rows.reduce((most, row) => Math.max(most, columnsOf(row[key])), 0);
  const order = widest('order');
  const least = '│  ├─ '.length + order + ' ◆ '.length;
  const isRoomFor = (...columns: number[]) => columns.reduce((sum, column) => sum + column + 2, least + 16) <= width;
  const where = isRoomFor(widest('where')) ? widest('where') : 0;
  const kind = isRoomFor(where, widest('kind')) ? widest('kind') : 0;
  const room = [where, kind].reduce((left, column) => (column > 0 ? left - column - 2 : left), width - least);
  const wanted = Math.min(widest('what'), Math.max(room - Math.min(widest('name'), 32) - 2, 0));
  // A few letters say nothing.
  const what = wanted < Math.min(LEAST_WHAT, widest('what')) ? 0 : wanted;
  const name = Math.min(widest('name'), what > 0 ? room - what - 2 : room);
  return { order, mark: 1, name, kind, what, where };
}

function lineOf(row: Row, columns: Columns, styles: Styles): string {
  const isGate = row.mark === GATE;
  const name = fit(row.name, columns.name);
  const kind = row.kind.padEnd(columns.kind);
  const [mark, title] = isGate ? [styles.warning(row.mark), styles.warning(name)] : [row.mark, name];
  // Who has no target has its columns, too.
  const free = row.where === '' && columns.where > 0 ? columns.where + 2 : 0;
  const what = columns.what > 0 ? columns.what + free : Math.max(free - 2, 0);
  return [
    `${columns.order > 0 ? `${row.order.padStart(columns.order)} ` : ''}${mark} ${title}`,
    ...(columns.kind > 0 ? [isGate ? styles.warning(kind) : styles.accent(kind)] : []),
    ...(columns.what > 0 || free > 0 ? [fit(row.what, what)] : []),
    ...(columns.where > 0 && free === 0 ? [styles.dim(row.where)] : []),
  ].join('  ');
}

/** What needs care, the worst first. */
function notesOf(plan: PlanGraph, { width, styles }: TreeOptions): string[] {
  const { document } = plan;
  const budgets = nearBudgets(document);
  const over = (text: string, isOver: boolean) => (isOver ? styles.danger(text) : styles.warning(text));
  const sections: [string, string[], (text: string, i: number) => string][] = [
    [
      'Budgets',
      budgets.map((b) => `${b.status === 'over' ? 'over' : 'near'}: ${budgetText(b)}. ${b.remedy}`),
      (text, i) => over(text, budgets[i].status === 'over'),
    ],
    ['Warnings', document.warnings.map(({ message }) => message), styles.warning],
    [`${SIBLING} Unrequested waits: run orders are barriers in a stage`, ...siblingNotes(plan, styles)],
  ];
  return sections.flatMap(([title, texts, style]) =>
    texts.length === 0
      ? []
      : [
          '',
          ...wrap(title, width, '  ').map(styles.bold),
          ...texts.flatMap((t, i) => wrap(`- ${t}`, width, '  ').map((line) => style(line, i))),
        ],
  );
}

/** Those for a decision; of the others a few. */
function siblingNotes(plan: PlanGraph, styles: Styles): [string[], (text: string, i: number) => string] {
  const gates = plan.siblingWaits.filter((wait) => wait.gate);
  const others = plan.siblingWaits.filter((wait) => !wait.gate);
  const more = others.length - FEW > 1 ? others.length - FEW : 0;
  const texts = [
    ...gates.map((wait) => `${siblingText(wait, plan)}: ${GATE} a decision`),
    ...others.slice(0, others.length - more).map((wait) => siblingText(wait, plan)),
    ...(more > 0 ? [`and ${more} more, without a decision`] : []),
  ];
  return [texts, (text, i) => (i < gates.length ? styles.warning(text) : text)];
}
