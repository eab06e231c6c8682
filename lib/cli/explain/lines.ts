import type { PlanGraph } from '../../document/plan-graph';
import type { Action } from '../../document/stages';
import type { Reason } from '../../document/walk';
import { groupBy } from '../../private/lang';
import { cut, wrap } from '../../private/columns';
import { count, type Styles } from '../../private/terminal';
import { GATE } from '../../document/words';

export interface ExplainOptions {
  readonly width: number;
  readonly styles: Styles;
  /** Long lists to their ends. */
  readonly all?: boolean;
}

/** Lines of a list that is cut. */
const MOST = 20;

/** The first lines of many, and how much more there is. */
export function listed(lines: readonly string[], options: ExplainOptions, most = MOST, all?: string): string[] {
  return options.all || lines.length <= most + 1
    ? [...lines]
    : [...lines.slice(0, most), options.styles.dim(`  … --all shows ${all ?? `${lines.length - most} more`}`)];
}

/** Actions in the order they run, a line for each CodePipeline stage: `  Prod: ◆ Promote, Data.Deploy`. */
export function byStage(plan: PlanGraph, nodes: Iterable<number>, options: ExplainOptions): string[] {
  if (!plan.isMade) {
    const names = [...nodes].map((node) => plan.nameOf(node)).join(', ');
    return wrap(names, options.width - 2, '  ').map((line) => `  ${line}`);
  }
  const wanted = new Set([...nodes].map((node) => plan.waits.ids[node]));
  return stageLines(
    plan.actions.filter(({ node }) => wanted.has(node)),
    options,
  );
}

export function stageLines(actions: readonly Action[], { width, ...options }: ExplainOptions): string[] {
  const lines = [...groupBy(actions, ({ stage }) => stage)].flatMap(([stage, inStage]) => {
    const names = inStage.map(({ gate, name }) => (gate ? `${GATE} ${name}` : name));
    return wrap(`${stage}: ${names.join(', ')}`, width - 2, '  ').map((line) => `  ${line}`);
  });
  return listed(lines, { width, ...options });
}

/** `all of Prod (9 actions)`, or the name of an action. */
export function nameLine(plan: PlanGraph, node: number, { width, styles }: ExplainOptions): string {
  const name = plan.nameOf(node);
  if (plan.waits.kinds[node] === 'group') {
    return styles.bold(cut(`all of ${name} (${count(plan.sizes[node], 'action')})`, width));
  }
  const isGate = plan.actionOf(node)?.gate === true;
  return isGate ? styles.warning(cut(`${GATE} ${name}`, width)) : styles.bold(cut(name, width));
}

export function reasonLines(reasons: readonly Reason[], indent: string, { width, styles }: ExplainOptions): string[] {
  return reasons.flatMap(({ reason, where }) => {
    const text = where === undefined ? reason : `${reason} (${where})`;
    return wrap(text, width - indent.length, '').map((line) => `${indent}${styles.dim(line)}`);
  });
}

/** `none of them a gate`. */
export function gatesText(gates: number): string {
  return gates === 0 ? 'none of them a gate' : `${gates === 1 ? 'one of them a gate' : `${gates} of them gates`}`;
}
