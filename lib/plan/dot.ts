import { depthFirst, isWork, pathOf, type Plan, type PlanNode, type Reason } from './plan';
import type { Edge } from '../graph/digraph';

/** The plan as a drawing for Graphviz (`dot -Tsvg`): groups as boxes, an arrow from what comes first. */
export function renderDot(plan: Plan): string {
  const lines = [`digraph ${quote(plan.path)} {`, '  compound=true; rankdir=LR; node [shape=box];'];
  plan.nodes.filter((n) => n.parent === undefined).forEach((root) => renderNode(plan, root, '  ', lines));
  const anchors = anchorsOf(plan);
  plan.edges.forEach((edge) => lines.push(renderEdge(plan, edge, anchors)));
  return [...lines, '}', ''].join('\n');
}

function renderNode(plan: Plan, node: PlanNode, indent: string, lines: string[]): void {
  if (node.content.kind === 'joint') {
    lines.push(`${indent}n${node.index} [shape=point];`);
  } else if (isWork(node)) {
    lines.push(`${indent}n${node.index} [label=${quote(node.id)}];`);
  } else {
    lines.push(`${indent}subgraph cluster_${node.index} {`, `${indent}  label=${quote(node.id)};`);
    node.children.forEach((c) => renderNode(plan, plan.nodes[c], `${indent}  `, lines));
    lines.push(`${indent}}`);
  }
}

function renderEdge(plan: Plan, { from, to, reason }: Edge<Reason>, anchors: readonly (number | undefined)[]): string {
  const [a, b] = [anchors[from], anchors[to]];
  if (a === undefined || b === undefined) {
    return `  // ${pathOf(plan.nodes, from).join('/')} -> ${pathOf(plan.nodes, to).join('/')}`;
  }
  const ends = `${from === a ? '' : ` ltail=cluster_${from}`}${to === b ? '' : ` lhead=cluster_${to}`}`;
  return `  n${a} -> n${b} [tooltip=${quote(reason)}${ends}];`;
}

/** Graphviz draws arrows between nodes only: the first in a group stands for it. By index. */
function anchorsOf({ nodes }: Plan): (number | undefined)[] {
  const anchors = new Array<number | undefined>(nodes.length).fill(undefined);
  for (const { index, content, children } of depthFirst(nodes).reverse()) {
    anchors[index] = content.kind === 'group' ? children.map((c) => anchors[c]).find((a) => a !== undefined) : index;
  }
  return anchors;
}

function quote(s: string): string {
  const isPlain = !/["\\\n]/.test(s);
  return isPlain ? `"${s}"` : `"${s.replace(/["\\]/g, '\\$&').replace(/\n/g, ' ')}"`;
}
