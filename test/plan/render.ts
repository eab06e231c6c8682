import type { Blueprint } from './blueprint';
import { lift } from '../../lib/graph/lift';
import { byRank, longestPaths } from '../../lib/graph/toposort';
import { buildPlan } from '../../lib/plan/build-plan';
import type { PlanOptions } from '../../lib/plan/options';
import { depthFirst, isWork, placeOf, type Plan, rootsOf } from '../../lib/plan/plan';
import { onePerAsset } from '../../lib/plan/publisher-policy';
import { ranksOf } from '../../lib/plan/ranks';
import { namesInOrder } from '../../lib/plan/stack-names';
import { isError } from '../../lib/private/diagnostics';
import { renderProblem } from '../../lib/private/errors';

/** Of no engine: groups that the pipeline has of itself are called after their kinds. */
export const OPTIONS: PlanOptions = {
  selfMutation: true,
  changeSets: true,
  publishers: onePerAsset,
  names: {
    own: { sources: 'sources', build: 'build', 'self-update': 'self-update', publishing: 'publishing' },
    apart: (wave, part) => `${wave}'s ${typeof part === 'object' ? part.stage : part}`,
    stacks: namesInOrder,
  },
  stepsAroundOneStage: 'stage',
  postAfterPre: false,
};

export function plan(blueprint: Blueprint, options: Partial<PlanOptions> = {}): Plan {
  return buildPlan(blueprint.data(), { ...OPTIONS, ...options });
}

/**
 * A line for each top-level group that is not empty, in the order they come: where it is, and the work in it by rank
 * among what is in the group.
 */
export function text(blueprint: Blueprint, options: Partial<PlanOptions> = {}): string[] {
  const result = plan(blueprint, options);
  expect(result.diagnostics.filter(isError).map(renderProblem)).toEqual([]);
  const { nodes, edges, roots } = result;
  const rootOf = rootsOf(nodes, depthFirst(nodes));
  const inside = edges.filter((e) => rootOf[e.from] === rootOf[e.to]);
  const [ranks, order] = [
    ranksOf(nodes, inside),
    longestPaths(
      lift(edges, (n) => rootOf[n], nodes.length),
      () => 1,
    ),
  ];
  const groups = byRank(roots, (root) => order[root]!).flatMap((together) =>
    together.map((root) => {
      const work = nodes.filter((n) => isWork(n) && rootOf[n.index] === root).map(({ index }) => index);
      const depth = placeOf(nodes, root).length;
      const nameOf = (node: number) => placeOf(nodes, node).slice(depth).join('/');
      const byRanks = byRank(work, (node) => ranks[node]!).map((together) => together.map(nameOf).sort().join(' '));
      return { name: placeOf(nodes, root).join('/'), work: byRanks };
    }),
  );
  return groups.filter(({ work }) => work.length > 0).map(({ name, work }) => `${name}: ${work.join(' > ')}`);
}

/** The same, without what every pipeline has in front. */
export function deployments(blueprint: Blueprint, options: Partial<PlanOptions> = {}): string[] {
  return text(blueprint, options).filter((line) => !/^(sources|build|self-update):/.test(line));
}

export function problems(blueprint: Blueprint, options: Partial<PlanOptions> = {}): string[] {
  return plan(blueprint, options).diagnostics.filter(isError).map(renderProblem);
}
