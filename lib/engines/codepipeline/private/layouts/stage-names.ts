import { Token } from 'aws-cdk-lib';
import type { LaidOutStage } from './default-stages';
import { isValidName, VALID_NAMES } from '../naming';
import { ownGroups } from '../../../../plan/options';
import { DIFFERENT_NAMES, FIX_NAMES, fixForOneStage } from '../../../../plan/check-names';
import { groupOf, onlyStageOf, type Plan, type PlanDiagnostic, type PlanNode } from '../../../../plan/plan';
import { type Diagnostic, problem } from '../../../../private/diagnostics';
import { describeInput } from '../../../../private/inputs';
import { groupBy } from '../../../../private/lang';

/** What CodePipeline would refuse about the names that the user chose. */
export function checkStageNames(path: string, stages: readonly LaidOutStage[]): Diagnostic[] {
  const tokens = stages.filter(({ name }) => Token.isUnresolved(name));
  return [
    ...stages
      .filter((stage) => !tokens.includes(stage) && !(typeof stage.name === 'string' && isValidName(stage.name)))
      .map((stage) =>
        problem({
          where: path,
          given: `${typeof stage.name === 'string' ? `'${stage.name}'` : describeInput(stage.name)} as the name of a CodePipeline stage (from the id of a wave or Stage)`,
          expected: VALID_NAMES,
          fix: 'choose another id for that wave or Stage',
        }),
      ),
    ...tokens.flatMap((stage) => checkToken(path, stage)),
  ];
}

/** CloudFormation may put in the name of a stage. Nobody can put in what the engine makes from it: ids, names of variables. */
function checkToken(path: string, { tranches }: LaidOutStage): Diagnostic[] {
  const steps = tranches.flat().filter(({ work }) => work.kind === 'step');
  const unknown = problem({
    where: path,
    given: `${steps.map(({ id }) => `step '${id}'`).join(', ')} in a wave whose id is only known at deploy time (a token)`,
    expected: 'a name that is known at synthesis: construct ids and names of variables are made from it',
    fix: 'use a literal string as the id of the wave',
  });
  return steps.length > 0 ? [unknown] : [];
}

/** CodePipeline stages are called after what is top-level in the plan. `nameOf`: what the layout calls that. */
export function checkRootNames({ path, nodes, roots }: Plan, nameOf: (root: PlanNode) => string): PlanDiagnostic[] {
  const groups = roots.filter((root) => nodes[root].content.kind === 'group');
  const named = [...groupBy(groups, (root) => nameOf(nodes[root]))].filter(([, same]) => same.length > 1);
  return named.map(([name, same]) => {
    const subjects = same.map((root) => subjectOf(nodes, nodes[root], name));
    return problem({
      where: path,
      given: `${same.length} things with the name '${name}' side by side in the pipeline itself: ${subjects.map((g) => `${isOwn(g) ? "the pipeline's own stage" : 'the Stage or wave'} '${name}'`).join(', ')}`,
      expected: DIFFERENT_NAMES,
      fix: fixFor(subjects),
    });
  });
}

/** What gives the name: the group, or the Stage in it. */
function subjectOf(nodes: readonly PlanNode[], root: PlanNode, name: string): PlanNode {
  const isStage = (n: PlanNode) => groupOf(n)?.is === 'application';
  const stage = onlyStageOf(root) === name ? root.children.map((c) => nodes[c]).find(isStage) : undefined;
  return stage ?? root;
}

const { sources, build, 'self-update': update, publishing } = ownGroups;
const FIX_RESERVED = `choose another name for the Stage or wave: the pipeline itself has stages called ${sources}, ${build}, ${update} (if it updates itself) and ${publishing} (if there are any)`;

function isOwn(node: PlanNode): boolean {
  const is = groupOf(node)?.is;
  return is !== undefined && is in ownGroups;
}

function fixFor(groups: readonly PlanNode[]): string {
  if (groups.some(isOwn)) {
    return FIX_RESERVED;
  }
  if (groups.every((group) => groupOf(group)?.is === 'wave')) {
    return 'rename all waves but one; if it is one wave that was added more than once, add it once';
  }
  return fixForOneStage(groups) ?? FIX_NAMES;
}
