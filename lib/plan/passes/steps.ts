import type { PlanBuilder } from '../builder';
import { GrowingRanks } from '../growing-ranks';

/**
 * Place the steps that are waited for, but named nowhere: beside the first step that waits for them.
 *
 * "First" is by rank, then by name, in the plan as it stands at that moment: with all steps that have been placed
 * before.
 */
export function placeMissingSteps(builder: PlanBuilder): void {
  const waiting = new Map<number, Set<number>>();
  const note = (key: number, node: number) => {
    for (const { step } of builder.step(key).dependsOn) {
      waiting.set(step, (waiting.get(step) ?? new Set()).add(node));
    }
  };
  builder.placed.forEach((node, key) => note(key, node));
  const ranks = new GrowingRanks(builder.nodes, () => [...builder.edges, ...stepEdges(builder)]);
  // A step that is placed here may wait for further ones: the map grows while it is walked.
  for (const [missing, nodes] of waiting) {
    if (!builder.placed.has(missing)) {
      const beside = nodes.size === 1 ? [...nodes][0] : ranks.first(nodes);
      const node = builder.place(missing, builder.nodes[beside].parent!);
      ranks.added(builder.nodes[node], placedOf(builder, missing), [...nodes]);
      note(missing, node);
    }
  }
}

/** Nodes of the steps that a step waits for, of those that have a place. */
function placedOf(builder: PlanBuilder, key: number): number[] {
  return builder.step(key).dependsOn.flatMap(({ step }) => (step === key ? [] : (builder.placed.get(step) ?? [])));
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

/**
 * Make the edges that steps themselves ask for: on other steps, and on stacks whose outputs they read.
 *
 * `stacks`: the deploying node of each, by artifact id.
 */
export function connectSteps(builder: PlanBuilder, stacks: ReadonlyMap<string, number>): void {
  // One by one: as arguments of one call, very many edges overflow the stack.
  stepEdges(builder).forEach((edge) => builder.edges.push(edge));
  for (const [key, node] of builder.placed) {
    for (const output of builder.step(key).consumes) {
      const deploy = stacks.get(output.stackId);
      if (deploy === undefined) {
        builder.problem({
          where: builder.snapshot.path,
          given: `step '${builder.step(key).id}' reads output '${output.outputName}' of stack '${output.stackPath}', which this pipeline does not deploy`,
          expected: 'outputs of stacks in Stages of the same pipeline',
          fix: output.remedy ?? 'add the Stage of that stack with addStage()',
          steps: [key],
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
