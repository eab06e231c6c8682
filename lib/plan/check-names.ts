import type { PlanBuilder } from './builder';
import { type GroupOf, groupOf, placeOf, type PlanNode } from './plan';
import { groupBy } from '../private/lang';

export const DIFFERENT_NAMES = 'different names: actions and logical ids are made from them';

/** What is side by side in a group has different names. What top-level groups are called is up to the engine. */
export function checkNames(builder: PlanBuilder): void {
  const { nodes, snapshot } = builder;
  const named = nodes.filter((n) => n.parent !== undefined && n.content.kind !== 'joint');
  for (const siblings of groupBy(named, (n) => `${n.parent}\0${n.id}`).values()) {
    if (siblings.length > 1) {
      const [{ id, parent }] = siblings;
      builder.problem({
        where: snapshot.path,
        given: `${siblings.length} things with the name '${id}' side by side in '${placeOf(nodes, parent!).join('/')}': ${siblings.map((n) => describeNode(builder, n)).join(', ')}`,
        expected: DIFFERENT_NAMES,
        fix: fixFor(siblings),
        steps: stepsOf(siblings),
      });
    }
  }
}

export function stepsOf(nodes: readonly PlanNode[]): number[] {
  return nodes.flatMap(({ content }) => (content.kind === 'step' ? content.step.key : []));
}

export const FIX_NAMES = 'rename all but one. If they are meant to be one step, use one object';

// Sources are named after their repository: there is no id to change.
const FIX_SOURCES =
  'make one source object and give it to all steps that need it. If you mean different ones, such as two branches, give each an actionName of its own: { actionName: … }';

const FIX_STACKS =
  'give all but one of these stacks another stackName; or, if they go to different accounts or regions, set env on each of them';

function fixFor(siblings: readonly PlanNode[]): string {
  const others = siblings.every(isSource) ? FIX_SOURCES : siblings.every(stackOf) ? FIX_STACKS : FIX_NAMES;
  return fixForOneStage(siblings) ?? others;
}

/** What to do if all of these are one and the same Stage. */
export function fixForOneStage(groups: readonly PlanNode[]): string | undefined {
  const stages = groups.map(groupOf).map((of) => (of?.is === 'application' ? of.application : undefined));
  return stages[0] !== undefined && stages.every((stage) => stage === stages[0])
    ? `Stage '${stages[0]}' was added ${stages.length} times: remove all addStage() calls for it but one. To deploy the same stacks elsewhere too, make one more Stage object with another id`
    : undefined;
}

function isSource({ content }: PlanNode): boolean {
  return content.kind === 'step' && content.role === 'source';
}

function stackOf(node: PlanNode): Extract<GroupOf, { readonly is: 'stack' }> | undefined {
  const of = groupOf(node);
  return of?.is === 'stack' ? of : undefined;
}

function describeNode(builder: PlanBuilder, node: PlanNode): string {
  const { content, index, id } = node;
  switch (content.kind) {
    case 'step': {
      const mention = builder.mentions.find((m) => builder.placed.get(m.step) === index);
      return `${content.step.label}${mention ? ` (${mention.place})` : ''}`;
    }
    case 'prepare':
    case 'execute':
      return `${id} of stack '${content.stack.path}'`;
    default: {
      const stack = stackOf(node)?.stack;
      return stack === undefined ? `'${placeOf(builder.nodes, index).join('/')}'` : `stack '${stack}'`;
    }
  }
}
