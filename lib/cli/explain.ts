import { Command } from 'commander';
import { type Fact, factsOf } from './facts';
import { ASSEMBLY, HOW_TO_CHOOSE } from './show';
import { count, cut, type Styles, type Terminal, wrap } from './terminal';
import { GATE, placeOf } from './words';
import { findNode } from '../document/names';
import { PlanGraph } from '../document/plan-graph';
import { Reachability } from '../document/reachability';
import { choosePlan, readPlans } from '../document/read-plans';
import type { Awaited } from '../document/walk';

export function explainCommand(terminal: Terminal): Command {
  return new Command('explain')
    .description('Everything that a step or a deployment waits for, as chains of reasons.')
    .argument('<name>', 'id of a node or an action, name, label, or stack')
    .argument('[assembly]', ASSEMBLY, 'cdk.out')
    .option('-p, --pipeline <name>', 'one of several pipelines: its construct path or name')
    .addHelpText('after', '\nExit codes: 0, or 2 for bad input, also for a name of nothing or of several things.')
    .action((name: string, assembly: string, options: { readonly pipeline?: string }) => {
      const { document } = choosePlan(readPlans(assembly), options.pipeline, assembly, HOW_TO_CHOOSE);
      const plan = new PlanGraph(document);
      terminal.out(renderExplanation(plan, findNode(plan, name), terminal));
    });
}

interface ExplainOptions {
  readonly width: number;
  readonly styles: Styles;
}

/** What a node waits for, as a tree: below each thing is what that waits for in turn. Each is there once. */
export function renderExplanation(plan: PlanGraph, node: number, options: ExplainOptions): string[] {
  const { styles, width } = options;
  const action = plan.actionOf(node);
  const total = plan.before(node).length;
  const gates = plan.gatesBefore(node);
  const name = action?.label ?? plan.waits.ids[node];
  const lines = [
    ...wrap(name, width, '  ').map(styles.bold),
    ...(action?.target ? [styles.dim(cut(`${action.target.stackName}, ${placeOf(action.target)}`, width))] : []),
    ...(action ? factLines(factsOf(plan)(action), options) : []),
    total === 0 ? 'waits for nothing.' : `waits for ${count(total, 'action')}, ${gatesText(gates.length)}:`,
    ...gates.map((gate) => styles.warning(cut(`  ${GATE} ${gate.id}`, width))),
    ...gatesWithin(plan, node, options),
  ];
  return total === 0 ? lines : [...lines, '', ...new Explanation(plan, options).branches(plan.explain(node), '')];
}

/** What it does, one line for each fact, and for each command. */
function factLines(facts: readonly Fact[], { width, styles }: ExplainOptions): string[] {
  return facts.flatMap(([name, value]) => {
    const [first, ...more] = value.split('\n');
    return [`${name}: ${first}`, ...more.map((line) => `  ${line}`)].map((line) => styles.dim(cut(`  ${line}`, width)));
  });
}

function gatesText(gates: number): string {
  return gates === 0 ? 'none of them a gate' : `${gates === 1 ? 'one of them a gate' : `${gates} of them gates`}`;
}

/** A group may wait for no gate, and yet nobody deploys anything in it before somebody has agreed. */
function gatesWithin(plan: PlanGraph, group: number, { styles, width }: ExplainOptions): string[] {
  const actions = plan.waits.kinds[group] === 'group' ? plan.actionsIn(group) : [];
  const gates = actions.filter((node) => plan.actionOf(node)?.gate === true);
  const deployments = actions.filter((node) => plan.actionOf(node)?.kind === 'deploy');
  const guards = new Reachability(plan, gates);
  const lines = gates.map((gate, place) => {
    const stopped = deployments.filter((node) => guards.isBefore(place, node)).length;
    return styles.warning(
      cut(`  ${GATE} ${plan.actionOf(gate)!.id} stops ${shareText(stopped, deployments.length)}`, width),
    );
  });
  return lines.length > 0 ? [`${count(lines.length, 'gate')} in it:`, ...lines] : [];
}

function shareText(stopped: number, all: number): string {
  const share = stopped === 0 ? 'none' : stopped === all ? `all ${all}` : `${stopped}`;
  return stopped === 0 || stopped === all ? `${share} of its deployments` : `${share} of its ${all} deployments`;
}

/** Levels of a tree that somebody reads. */
const MOST_DEEP = 40;

/** All that is in some trees. */
function sizeOf(awaited: readonly Awaited[]): number {
  // A list that grows while it is gone through.
  const all = [...awaited];
  for (const { parts } of all) {
    parts.forEach((part) => all.push(part));
  }
  return all.length;
}

class Explanation {
  constructor(
    private readonly plan: PlanGraph,
    private readonly options: ExplainOptions,
  ) {}

  public branches(awaited: readonly Awaited[], trunk: string): string[] {
    if (trunk.length >= MOST_DEEP * '│  '.length && awaited.length > 0) {
      return [`${trunk}└─ … and ${count(sizeOf(awaited), 'thing')} further back`];
    }
    // Parts of a group without anything below them go on one line.
    const short = awaited.filter(({ reasons, parts }) => reasons.length === 0 && parts.length === 0);
    const isShort = new Set(short);
    const long = short.length > 1 ? awaited.filter((a) => !isShort.has(a)) : awaited;
    const lines = long.flatMap((a, i) => this.branch(a, trunk, i === long.length - 1 && short.length <= 1));
    return short.length > 1 ? [...lines, ...this.shortLines(short, trunk)] : lines;
  }

  private branch(awaited: Awaited, trunk: string, isLast: boolean): string[] {
    const below = `${trunk}${isLast ? '   ' : '│  '}`;
    return [
      `${trunk}${isLast ? '└' : '├'}─ ${this.nameOf(awaited.node, trunk.length + 3)}`,
      ...this.reasonLines(awaited, `${below}${awaited.parts.length > 0 ? '│' : ' '}  `),
      ...this.branches(awaited.parts, below),
    ];
  }

  private shortLines(awaited: readonly Awaited[], trunk: string): string[] {
    const names = awaited.map(({ node }) => `${this.isGate(node) ? `${GATE} ` : ''}${this.plainName(node)}`);
    const [first, ...more] = wrap(names.join(', '), this.options.width - trunk.length - 3, '');
    return [`${trunk}└─ ${first}`, ...more.map((line) => `${trunk}   ${line}`)];
  }

  private reasonLines({ reasons }: Awaited, indent: string): string[] {
    const { width, styles } = this.options;
    return reasons.flatMap(({ reason, where }) => {
      const text = where === undefined ? reason : `${reason} (${where})`;
      return wrap(text, width - indent.length, '').map((line) => `${indent}${styles.dim(line)}`);
    });
  }

  private nameOf(node: number, indent: number): string {
    const { width, styles } = this.options;
    const name = this.plainName(node);
    if (this.plan.waits.kinds[node] === 'group') {
      const all = count(this.plan.actionsIn(node).length, 'action');
      return styles.bold(cut(`all of ${name} (${all})`, width - indent));
    }
    const text = cut(`${this.isGate(node) ? `${GATE} ` : ''}${name}`, width - indent);
    return this.isGate(node) ? styles.warning(text) : styles.bold(text);
  }

  private plainName(node: number): string {
    return this.plan.actionOf(node)?.id ?? this.plan.waits.ids[node];
  }

  private isGate(node: number): boolean {
    return this.plan.actionOf(node)?.gate === true;
  }
}
