import type { PlanBuilder } from '../builder';
import { compareIds, depthFirst, type PlanNode } from '../plan';
import { ranksOf } from '../ranks';
import type { StackNodes } from './waves';

/**
 * Place the steps that are waited for, but named nowhere: beside the first step that waits for them.
 *
 * "First" is by rank, then by name, in the plan as it stands at that moment, so where several steps wait, the
 * order is found anew. Such steps are few; pipelines that name all their steps pay nothing.
 */
export function placeMissingSteps(builder: PlanBuilder): void {
  const waiting = new Map<number, Set<number>>();
  const note = (key: number, node: number) => {
    for (const { step } of builder.step(key).dependsOn) {
      waiting.set(step, (waiting.get(step) ?? new Set()).add(node));
    }
  };
  builder.placed.forEach((node, key) => note(key, node));
  // A step that is placed here may wait for further ones: the map grows while it is walked.
  for (const [missing, nodes] of waiting) {
    if (!builder.placed.has(missing)) {
      const beside = nodes.size === 1 ? [...nodes][0] : firstToRun(builder, nodes);
      note(missing, builder.place(missing, builder.nodes[beside].parent!));
    }
  }
}

function firstToRun(builder: PlanBuilder, candidates: ReadonlySet<number>): number {
  const ranks = ranksOf(builder.nodes, [...builder.edges, ...stepEdges(builder)]);
  const rank = (n: PlanNode) => ranks[n.index] ?? Infinity;
  // A stable sort: ties stay in the order of declaration.
  return depthFirst(builder.nodes)
    .filter((n) => candidates.has(n.index))
    .sort((a, b) => rank(a) - rank(b) || compareIds(a, b))[0].index;
}

function stepEdges(builder: PlanBuilder) {
  return [...builder.placed].flatMap(([key, to]) =>
    builder.step(key).dependsOn.flatMap(({ step, why }) => {
      const from = builder.placed.get(step);
      return from === undefined || from === to ? [] : [{ from, to, reason: reasonFor(builder, key, step, why) }];
    }),
  );
}

function reasonFor(
  builder: PlanBuilder,
  key: number,
  producer: number,
  why: 'file-set' | 'output' | 'declared',
): string {
  const [from, to] = [`'${builder.step(producer).id}'`, `'${builder.step(key).id}'`];
  switch (why) {
    case 'file-set':
      return `step ${to} receives files of step ${from}`;
    case 'output':
      return `step ${to} uses an output of step ${from}`;
    case 'declared':
      return `step ${to} was declared to depend on step ${from}`;
  }
}

/** Make the edges that steps themselves ask for: on other steps, and on stacks whose outputs they read. */
export function connectSteps(builder: PlanBuilder, stacks: StackNodes): void {
  builder.edges.push(...stepEdges(builder));
  for (const [key, node] of builder.placed) {
    for (const output of builder.step(key).consumes) {
      const deploy = stacks.get(output.stackId);
      if (deploy === undefined) {
        builder.problems.push({
          where: builder.snapshot.path,
          given: `step '${builder.step(key).id}' reads output '${output.outputName}' of stack '${output.stackPath}', which this pipeline does not deploy`,
          expected: 'outputs of stacks in Stages of the same pipeline',
          mend: `add the Stage of that stack with addStage()`,
        });
        continue;
      }
      captureOutputs(builder, deploy);
      builder.after(
        deploy,
        node,
        `step '${builder.step(key).id}' reads output '${output.outputName}' of stack '${output.stackPath}'`,
      );
    }
  }
}

function captureOutputs(builder: PlanBuilder, deploy: number): void {
  const node = builder.nodes[deploy];
  if (node.content.kind === 'execute') {
    builder.nodes[deploy] = { ...node, content: { ...node.content, captureOutputs: true } };
  }
}
