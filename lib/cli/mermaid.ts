import { criticalPathOf } from '../document/critical-path';
import { GATE, placeOf } from '../document/words';
import type { NodeInfo } from '../document/plan-document';
import type { PlanGraph } from '../document/plan-graph';
import { groupBy } from '../private/lang';
import { visible } from '../private/visible';

/** What Mermaid draws if nobody tells it otherwise: `maxEdges` and `maxTextSize` of its configuration. */
const MAX_EDGES = 500;
const MAX_TEXT_SIZE = 50_000;

/**
 * A Mermaid flowchart of the plan: groups as boxes, an arrow from what comes first, without arrows that others imply. Gates
 * are hexagons, the longest chain of actions has a thick border. The reasons are left out: a chart with words on each arrow
 * is not read.
 */
export function renderMermaid(plan: PlanGraph): string {
  const chart = new Chart(plan);
  const arrows = plan.arrows().map(({ from, to }) => `  n${from} --> n${to}`);
  const lines = [
    ...chart.drawNodes(),
    ...arrows,
    '  classDef gate fill:#fff3d6,stroke:#b45309,color:#1c1917',
    '  classDef critical stroke-width:3px',
    ...chart.classLines(),
    '',
  ].join('\n');
  return ['flowchart LR', ...limitsOn(arrows.length, lines.length), lines].join('\n');
}

/** Comments that say why Mermaid refuses a chart. */
function limitsOn(arrows: number, size: number): string[] {
  return [
    ...(arrows > MAX_EDGES ? [exceeded(arrows, 'arrows', 'maxEdges', MAX_EDGES)] : []),
    ...(size > MAX_TEXT_SIZE ? [exceeded(size, 'characters', 'maxTextSize', MAX_TEXT_SIZE)] : []),
  ];
}

function exceeded(number: number, what: string, option: string, limit: number): string {
  return `${COMMENT}${number} ${what}: Mermaid draws ${limit} unless its option ${option} is higher`;
}

const COMMENT = '  %% ';

/** What is said in the chart about itself. */
export function commentsIn(chart: string): string[] {
  const lines = chart.split('\n').filter((line) => line.startsWith(COMMENT));
  return lines.map((line) => line.slice(COMMENT.length));
}

const MOST_INDENTS = 20;

class Chart {
  private readonly children: ReadonlyMap<string | undefined, NodeInfo[]>;
  private readonly names: ReadonlyMap<string, string>;

  constructor(private readonly plan: PlanGraph) {
    const { nodes } = plan;
    this.children = groupBy(nodes, (node) => node.parent);
    this.names = new Map(nodes.map(({ id }, i) => [id, `n${i}`]));
  }

  /** Boxes in boxes, however deep. */
  public drawNodes(): string[] {
    const lines: string[] = [];
    const next = this.inside(undefined, 1);
    for (let at = next.pop(); at; at = next.pop()) {
      const { depth, node } = at;
      const indent = '  '.repeat(Math.min(depth, MOST_INDENTS));
      lines.push(`${indent}${node ? this.drawNode(node) : 'end'}`);
      if (node?.kind === 'group' && this.children.has(node.id)) {
        next.push({ depth });
        this.inside(node.id, depth + 1).forEach((child) => next.push(child));
      }
    }
    return lines;
  }

  private inside(group: string | undefined, depth: number): { readonly depth: number; readonly node?: NodeInfo }[] {
    return (this.children.get(group) ?? []).map((node) => ({ depth, node })).reverse();
  }

  private drawNode(node: NodeInfo): string {
    const name = this.names.get(node.id);
    if (node.kind === 'joint') {
      return `${name}(( ))`;
    }
    if (node.kind === 'action') {
      return `${name}${this.shapeOf(node)}`;
    }
    // Mermaid has no box without anything in it.
    return `${this.children.has(node.id) ? 'subgraph ' : ''}${name}[${quote(shortId(node))}]`;
  }

  public classLines(): string[] {
    const gates = this.plan.works.filter((action) => action.gate).map((action) => this.names.get(action.node));
    const critical = criticalPathOf(this.plan.waits).map((node) => `n${node}`);
    return [
      ...(gates.length > 0 ? [`  class ${gates.join(',')} gate`] : []),
      ...(critical.length > 0 ? [`  class ${critical.join(',')} critical`] : []),
    ];
  }

  /** All its actions, as `show` calls them, and where it deploys. */
  private shapeOf(node: NodeInfo): string {
    const index = this.plan.indexOf(node.id)!;
    const actions = this.plan.actionsAt(index);
    const names = actions.map(({ gate, name }) => (gate ? `${GATE} ${name}` : name));
    const { kind, target, gate } = this.plan.actionOf(index) ?? {};
    const place = kind === 'deploy' && target ? [placeOf(target)] : [];
    const label = quote(...(names.length > 0 ? names : [node.name]), ...place);
    return gate ? `{{${label}}}` : `[${label}]`;
  }
}

/** Without the group that it is in: the box around it says that. */
function shortId({ id, parent }: NodeInfo): string {
  return parent !== undefined && id.startsWith(`${parent}/`) ? id.slice(parent.length + 1) : id;
}

/**
 * Text in which nothing has a meaning for Mermaid: Markdown between backticks, formulas, icons (`fa:`), directives
 * (`%%{init}%%`), line ends (`\\n`), HTML. It takes entities with a `#`.
 */
function quote(...lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    visible(line).replace(/[^\p{L}\p{N}\p{M} ._/,()'◆-]/gu, (c) => `#${c.codePointAt(0)};`),
  );
  return `"${escaped.join('<br/>')}"`;
}
