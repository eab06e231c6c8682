import { depthFirst, isWork, pathOf, type Plan, type PlanNode, type Reason } from './plan';
import type { Edge } from '../graph/digraph';

/**
 * The plan as a drawing for Graphviz (`dot -Tsvg`): groups as boxes, an arrow from what comes first. Line by line, as
 * all of them are megabytes for a large pipeline.
 */
export function* renderDot(plan: Plan): Iterable<string> {
  yield `digraph ${quote(plan.path)} {\n  compound=true; rankdir=LR; node [shape=box];\n`;
  for (const root of plan.roots) {
    yield* renderNode(plan, plan.nodes[root], '  ');
  }
  const anchors = anchorsOf(plan);
  for (const edge of plan.edges) {
    yield `${renderEdge(plan, edge, anchors)}\n`;
  }
  yield '}\n';
}

function* renderNode(plan: Plan, node: PlanNode, indent: string): Iterable<string> {
  if (node.content.kind === 'joint') {
    yield `${indent}n${node.index} [shape=point];\n`;
  } else if (isWork(node)) {
    yield `${indent}n${node.index} [label=${quote(node.id)}];\n`;
  } else {
    yield `${indent}subgraph cluster_${node.index} {\n${indent}  label=${quote(node.id)};\n`;
    for (const child of node.children) {
      yield* renderNode(plan, plan.nodes[child], `${indent}  `);
    }
    yield `${indent}}\n`;
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
