import type { RealAction, RealStage } from './real-pipeline';
import type { LinedUpAction } from './sibling-waits';
import { textOf } from './template-names';
import type { ActionInfo } from '../../../../document/plan-document';
import { actionId } from '../../../../document/stages';
import { depthFirst, type Plan, type PlanNode, rootsOf } from '../../../../plan/plan';
import { groupBy, mapValues, nonEmpty } from '../../../../private/lang';
import type { Belongs } from '../../../../report/belongings';
import { type EmittedAction, isGate, type MadeAction } from '../context';

/** An action that is in the CodePipeline, and the node that it was made for, if the plan has one. */
export interface JoinedAction extends RealAction, Pick<ActionInfo, 'gate' | 'autoApproved'> {
  readonly node?: number;
}

export interface JoinedStage extends Pick<RealStage, 'name' | 'settings'> {
  /** By run order, then by name. */
  readonly actions: readonly JoinedAction[];
}

/** What really is in the CodePipeline, with what we know of it. O(actions). */
export function join(stages: readonly RealStage[], emitted: readonly EmittedAction[]): JoinedStage[] {
  const byStage = groupBy(emitted, (action) => action.stage);
  const approved = autoApproved(stages);
  return stages.map(({ name, settings, actions }) => {
    const makers = new Map((byStage.get(name) ?? []).flatMap((maker) => maker.made.map((m) => [keyOf(m), maker])));
    const joined = actions.map((action, index): JoinedAction => {
      const maker = makers.get(action.name) ?? makers.get(`#${index}`);
      const project = action.project ?? (action.provider === 'CodeBuild' ? maker?.project : undefined);
      const gate = isGate(action.category);
      const isApproved = gate && approved.has(actionId(name, action.name));
      return { ...action, gate, ...(isApproved ? { autoApproved: true } : {}), node: maker?.node, project };
    });
    return { name, settings, actions: inOrder(joined) };
  });
}

/** Approvals that the function of a permissions check may give: the check is given their names, whoever made it. */
function autoApproved(stages: readonly RealStage[]): Set<string> {
  const checks = stages.flatMap(({ actions }) => actions.map((action) => variablesOf(action)));
  return new Set(
    checks.flatMap(({ STAGE_PATH: path, STAGE_NAME: stage, ACTION_NAME: name }) =>
      path !== undefined && stage !== undefined && name !== undefined ? [actionId(stage, name)] : [],
    ),
  );
}

/** Variables that an action of CodeBuild is given, as far as they are known. */
function variablesOf({ provider, configuration }: RealAction): Readonly<Record<string, string | undefined>> {
  const given = provider === 'CodeBuild' ? configuration?.EnvironmentVariables : undefined;
  const join = (given as { readonly 'Fn::Join'?: readonly [string, readonly unknown[]] } | undefined)?.['Fn::Join'];
  const text = join ? join[1].map((part) => (typeof part === 'string' ? part : '')).join(join[0]) : given;
  if (typeof text !== 'string' || !text.includes('"ACTION_NAME"')) {
    return {};
  }
  try {
    const variables = JSON.parse(text) as readonly { readonly name: string; readonly value: string }[];
    return Object.fromEntries(variables.map(({ name, value }) => [name, value]));
  } catch {
    // With a token that is no text.
    return {};
  }
}

/** No name of an action begins with `#`. */
function keyOf({ name, index }: MadeAction): string {
  return index === undefined ? name : `#${index}`;
}

function inOrder<A extends Pick<RealAction, 'name' | 'runOrder'>>(actions: readonly A[]): A[] {
  return [...actions].sort((a, b) => a.runOrder - b.runOrder || (a.name < b.name ? -1 : 1));
}

export function describeAction(action: JoinedAction, { nodes }: Plan, ids: readonly string[]): ActionInfo {
  const { name, runOrder, category, provider, gate, autoApproved, project, role, namespace } = action;
  const { configuration = {}, settings = {} } = action;
  const node = action.node === undefined ? undefined : nodes[action.node];
  const target = node && targetOf(node);
  const configured = mapValues(configuration, shown);
  return {
    ...{ name, runOrder, node: node && ids[node.index], category, provider, gate, autoApproved, project },
    namespace,
    role: target && sameArn(action.roleArn, target.assumeRoleArn) ? undefined : role,
    configuration: unsaid(configured, {
      ...(node && saidOf(node)),
      ProjectName: project === undefined ? undefined : configured.ProjectName,
    }),
    settings: unsaid(settings, target ? { Region: target.region } : {}),
  };
}

/** Names of settings of which the values are nobody's business. */
const SECRET = /token|secret|password|credential/i;

function shown(value: unknown, name: string): string {
  return SECRET.test(name) ? '<hidden>' : textOf(value);
}

type Said = Readonly<Record<string, string | undefined>>;

function targetOf({ content }: PlanNode) {
  return 'stack' in content ? content.stack : undefined;
}

/** What all deployments have. */
const COMMON = { Capabilities: 'CAPABILITY_NAMED_IAM,CAPABILITY_AUTO_EXPAND', ChangeSetName: 'PipelineChange' };

/** What the document says elsewhere of a deployment. */
function saidOf({ content }: PlanNode): Said {
  if (!('stack' in content)) {
    return {};
  }
  const { name: StackName, executionRoleArn: RoleArn } = content.stack;
  const isUpdate = content.kind === 'execute' && !content.viaChangeSet;
  const viaChangeSet = content.kind === 'prepare' ? 'CHANGE_SET_REPLACE' : 'CHANGE_SET_EXECUTE';
  return { StackName, RoleArn, ActionMode: isUpdate ? 'CREATE_UPDATE' : viaChangeSet, ...COMMON };
}

/** The partition may be known in one place and not in the other. */
function sameArn(a: string | undefined, b: string | undefined): boolean {
  const anywhere = (arn: string | undefined) => arn?.replace(/^arn:aws[a-z-]*:/, 'arn:${AWS::Partition}:');
  return a === b || anywhere(a) === anywhere(b);
}

function unsaid(settings: Readonly<Record<string, string>>, said: Said): Record<string, string> | undefined {
  const left = Object.entries(settings).filter(([name, value]) => !sameArn(said[name], value));
  return nonEmpty(Object.fromEntries(left));
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
