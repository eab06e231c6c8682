import { depthFirst, isWork, pathOf, type Plan, type PlanNode } from './plan';

/** The plan as a drawing for Graphviz (`dot -Tsvg`): groups as boxes, an arrow from what comes first. */
export function renderDot(plan: Plan): string {
  const roots = depthFirst(plan.nodes).filter((n) => n.parent === undefined);
  return [
    `digraph ${quote(plan.path)} {`,
    '  compound=true; rankdir=LR; node [shape=box];',
    ...roots.flatMap((root) => renderNode(plan, root, '  ')),
    ...plan.edges.map(({ from, to, reason }) => renderEdge(plan, from, to, reason)),
    '}',
    '',
  ].join('\n');
}

function renderNode(plan: Plan, node: PlanNode, indent: string): string[] {
  if (node.content.kind === 'joint') {
    return [`${indent}n${node.index} [shape=point];`];
  }
  if (isWork(node)) {
    return [`${indent}n${node.index} [label=${quote(node.id)}];`];
  }
  const children = node.children.flatMap((c) => renderNode(plan, plan.nodes[c], `${indent}  `));
  return [
    `${indent}subgraph cluster_${node.index} {`,
    `${indent}  label=${quote(node.id)};`,
    ...children,
    `${indent}}`,
  ];
}

function renderEdge(plan: Plan, from: number, to: number, reason: string): string {
  const [a, b] = [anchorIn(plan, from), anchorIn(plan, to)];
  if (a === undefined || b === undefined) {
    return `  // ${pathOf(plan.nodes, from).join('/')} -> ${pathOf(plan.nodes, to).join('/')}`;
  }
  const ends = [from === a ? '' : ` ltail=cluster_${from}`, to === b ? '' : ` lhead=cluster_${to}`].join('');
  return `  n${a} -> n${b} [tooltip=${quote(reason)}${ends}];`;
}

/** Graphviz draws arrows between nodes only: one in the group stands for it. */
function anchorIn(plan: Plan, index: number): number | undefined {
  const node = plan.nodes[index];
  if (node.content.kind !== 'group') {
    return index;
  }
  for (const child of node.children) {
    const anchor = anchorIn(plan, child);
    if (anchor !== undefined) {
      return anchor;
    }
  }
  return undefined;
}

function quote(s: string): string {
  const isPlain = !/["\\\n]/.test(s);
  return isPlain ? `"${s}"` : `"${s.replace(/["\\]/g, '\\$&').replace(/\n/g, ' ')}"`;
}
