import { GATE, placeOf } from './words';
import type { NodeInfo } from '../document/plan-document';
import type { PlanGraph } from '../document/plan-graph';
import { groupBy } from '../private/lang';

/**
 * A Mermaid flowchart of the plan: groups as boxes, an arrow from what comes first. Gates are hexagons, the longest
 * chain of actions has a thick border. The reasons are left out: a chart with words on each arrow is not read.
 */
export function renderMermaid(plan: PlanGraph): string {
  const { nodes } = plan;
  const chart = new Chart(plan);
  return [
    'flowchart LR',
    ...chart.drawNodes(),
    ...nodes.flatMap((node) => chart.arrowsTo(node)),
    '  classDef gate fill:#fff3d6,stroke:#b45309,color:#1c1917',
    '  classDef critical stroke-width:3px',
    ...chart.classLines(),
    '',
  ].join('\n');
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
    return `${this.children.has(node.id) ? 'subgraph ' : ''}${name}[${quote(node.name)}]`;
  }

  public arrowsTo({ id, waitsFor }: NodeInfo): string[] {
    const from = [...new Set(waitsFor.map((wait) => wait.node))];
    // Mermaid refuses an arrow between a box and what is in it.
    const drawn = from.filter((other) => !other.startsWith(`${id}/`) && !id.startsWith(`${other}/`));
    return drawn.map((other) => `  ${this.names.get(other)} --> ${this.names.get(id)}`);
  }

  public classLines(): string[] {
    const gates = this.plan.works.filter((action) => action.gate).map((action) => this.names.get(action.node));
    const critical = this.plan.criticalPath().map((node) => `n${node}`);
    return [
      ...(gates.length > 0 ? [`  class ${gates.join(',')} gate`] : []),
      ...(critical.length > 0 ? [`  class ${critical.join(',')} critical`] : []),
    ];
  }

  private shapeOf(node: NodeInfo): string {
    const action = this.plan.actionOf(this.plan.indexOf(node.id)!);
    if (action?.gate) {
      return `{{${quote(`${GATE} ${node.name}`)}}}`;
    }
    const place = action?.kind === 'deploy' && action.target ? `\n${placeOf(action.target)}` : '';
    return `[${quote(`${node.name}${place}`)}]`;
  }
}

/** Mermaid takes entities with a `#`. */
function quote(text: string): string {
  const escaped = text.replace(/[#"<>&;]/g, (c) => `#${c.charCodeAt(0)};`);
  return `"${escaped.replace(/\n/g, '<br/>')}"`;
}
