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
    ...(chart.children.get(undefined) ?? []).flatMap((node) => chart.drawNode(node, '  ')),
    ...nodes.flatMap((node) => chart.arrowsTo(node)),
    '  classDef gate fill:#fff3d6,stroke:#b45309,color:#1c1917',
    '  classDef critical stroke-width:3px',
    ...chart.classLines(),
    '',
  ].join('\n');
}

class Chart {
  public readonly children: ReadonlyMap<string | undefined, NodeInfo[]>;
  private readonly names: ReadonlyMap<string, string>;

  constructor(private readonly plan: PlanGraph) {
    const { nodes } = plan;
    this.children = groupBy(nodes, (node) => node.parent);
    this.names = new Map(nodes.map(({ id }, i) => [id, `n${i}`]));
  }

  public drawNode(node: NodeInfo, indent: string): string[] {
    const name = this.names.get(node.id);
    if (node.kind === 'joint') {
      return [`${indent}${name}(( ))`];
    }
    if (node.kind === 'action') {
      return [`${indent}${name}${this.shapeOf(node)}`];
    }
    const children = this.children.get(node.id) ?? [];
    if (children.length === 0) {
      // Mermaid has no box without anything in it.
      return [`${indent}${name}[${quote(node.name)}]`];
    }
    return [
      `${indent}subgraph ${name}[${quote(node.name)}]`,
      ...children.flatMap((child) => this.drawNode(child, `${indent}  `)),
      `${indent}end`,
    ];
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
