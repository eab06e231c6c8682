import type { RealAction, RealStage } from './real-pipeline';
import type { LinedUpAction } from './sibling-waits';
import { textOf } from './template-names';
import type { ActionInfo } from '../../../../document/plan-document';
import { actionId } from '../../../../document/stages';
import { depthFirst, type Plan, rootsOf } from '../../../../plan/plan';
import { groupBy, mapValues } from '../../../../private/lang';
import type { Belongs } from '../../../../report/belongings';
import { type EmittedAction, isGate, type MadeAction } from '../context';

/** An action that is in the CodePipeline, and the node that it was made for, if the plan has one. */
export interface JoinedAction extends RealAction {
  readonly node?: number;
  readonly gate: boolean;
}

export interface JoinedStage {
  readonly name: string;
  /** By run order, then by name. */
  readonly actions: readonly JoinedAction[];
}

/** What really is in the CodePipeline, with what we know of it. O(actions). */
export function join(stages: readonly RealStage[], emitted: readonly EmittedAction[]): JoinedStage[] {
  const byStage = groupBy(emitted, (action) => action.stage);
  return stages.map(({ name, actions }) => {
    const makers = new Map((byStage.get(name) ?? []).flatMap((maker) => maker.made.map((m) => [keyOf(m), maker])));
    const joined = actions.map((action, index): JoinedAction => {
      const maker = makers.get(action.name) ?? makers.get(`#${index}`);
      const project = action.project ?? (action.provider === 'CodeBuild' ? maker?.project : undefined);
      return { ...action, gate: isGate(action.category), node: maker?.node, project };
    });
    return { name, actions: inOrder(joined) };
  });
}

/** No name of an action begins with `#`. */
function keyOf({ name, index }: MadeAction): string {
  return index === undefined ? name : `#${index}`;
}

function inOrder<A extends Pick<RealAction, 'name' | 'runOrder'>>(actions: readonly A[]): A[] {
  return [...actions].sort((a, b) => a.runOrder - b.runOrder || (a.name < b.name ? -1 : 1));
}

export function describeAction(action: JoinedAction, { nodes }: Plan, ids: readonly string[]): ActionInfo {
  const { name, runOrder, category, provider, gate, project, role, configuration = {} } = action;
  const node = action.node === undefined ? undefined : nodes[action.node];
  const isStep = node?.content.kind === 'step';
  const hasJob = node !== undefined && !(isStep && node.content.step.kind !== 'script');
  return {
    ...{ name, runOrder, node: node && ids[node.index], category, provider, gate, project },
    // That of a deployment is the one of its target.
    role: node && 'stack' in node.content ? undefined : role,
    configuration: hasJob ? undefined : mapValues(configuration, shown),
  };
}

/** Names of settings of which the values are nobody's business. */
const SECRET = /token|secret|password|credential/i;

function shown(value: unknown, name: string): string {
  return SECRET.test(name) ? '<hidden>' : textOf(value);
}

interface StageToLineUp {
  readonly name: string;
  readonly actions: readonly Pick<JoinedAction, 'node' | 'name' | 'runOrder' | 'gate'>[];
}

/** What can wait for an action of a sibling, or be waited for: all that is in the plan. */
export function lineUp(
  stages: readonly StageToLineUp[],
  { nodes }: Plan,
  belongs: readonly Belongs[],
): LinedUpAction[] {
  const roots = rootsOf(nodes, depthFirst(nodes));
  return stages.flatMap(({ name: stage, actions }) =>
    actions.flatMap(({ node, name, runOrder, gate }) => {
      if (node === undefined) {
        return [];
      }
      const { content } = nodes[node];
      const { wave, application } = belongs[node];
      const label = content.kind === 'step' ? content.step.label : name;
      return [{ id: actionId(stage, name), stage, runOrder, root: roots[node], wave, application, gate, label }];
    }),
  );
}

/** The stages as we have made them: what there is before there is a template. */
export function madeStages(emitted: readonly EmittedAction[]): StageToLineUp[] {
  return [...groupBy(emitted, (action) => action.stage)].map(([name, all]) => ({
    name,
    actions: inOrder(all.flatMap(({ node, made }) => made.map((action) => ({ node, ...action })))),
  }));
}
