import { nodeIds } from './node-ids';
import type { Plan, Work } from '../plan/plan';
import { hashOf } from '../private/hash';
import { groupBy } from '../private/lang';

/** Digits that a person compares. */
const LENGTH = 12;

/**
 * A hash of what a plan does, in which order: steps, approvals, deployments with their targets, and who waits for whom. What is
 * published is not in it, as it changes with every change of the contents. O(nodes + edges).
 */
export function planHash({ nodes, edges }: Pick<Plan, 'nodes' | 'edges'>): string {
  const ids = nodeIds(nodes);
  const incoming = groupBy(edges, ({ to }) => to);
  const joints = new Map<number, string>();
  const isPublishing = (node: number): boolean => {
    const { content, parent } = nodes[node];
    const is = content.kind === 'publish' || (content.kind === 'group' && content.of.is === 'publishing');
    return is || (content.kind === 'joint' && parent !== undefined && isPublishing(parent));
  };
  const waits = (node: number): string[] =>
    [...new Set((incoming.get(node) ?? []).flatMap(({ from }) => (isPublishing(from) ? [] : nameOf(from))))].sort();
  // Numbers of joints change with what is published; what they stand for does not.
  const nameOf = (node: number): string[] => {
    if (nodes[node].content.kind !== 'joint') {
      return [ids[node]];
    }
    const known = joints.get(node) ?? jointName(waits(node));
    joints.set(node, known);
    return known === '' ? [] : [known];
  };
  const lines = nodes.flatMap(({ index, content: { kind }, content }) =>
    kind === 'joint' || isPublishing(index)
      ? []
      : [[ids[index], ...(kind === 'group' ? [kind] : traitsOf(content as Work)), waits(index)]],
  );
  const texts = lines.map((line) => JSON.stringify(line).replace(/\$\{Token\[[^\]]*\]\}/g, '<token>'));
  return hashOf(texts.sort()).slice(0, LENGTH);
}

function jointName(waits: readonly string[]): string {
  return waits.length === 0 ? '' : `joint ${hashOf(waits)}`;
}

function traitsOf(work: Work): unknown[] {
  switch (work.kind) {
    case 'step':
      return [work.kind, work.role, work.step.kind, work.step.isGate];
    case 'prepare':
    case 'execute': {
      const { path, name, account, region } = work.stack;
      return [work.kind, path, name, account ?? '', region ?? ''];
    }
    default:
      return [work.kind];
  }
}
