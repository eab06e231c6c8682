import { groupBy } from '../private/lang';
import type { ActionInfo, GitHubJobInfo, PlanDocument, StageInfo, TargetInfo, WorkInfo } from './plan-document';

/** An action that runs, and what the plan says of it. */
export interface Action extends Omit<WorkInfo, 'gate'>, ActionInfo {
  /** `<CodePipeline stage>/<name>`, or the id of the job: unique. */
  readonly id: string;
  readonly stage: string;
  readonly node: string;
  /** Whether it is in the CodePipeline, or in the workflow, but not in the plan: added by hand, there before, or of the engine. */
  readonly unplanned: boolean;
  /** The job that does it, on GitHub. */
  readonly workflowJob?: GitHubJobInfo;
}

export interface Stage extends Pick<StageInfo, 'name' | 'settings'> {
  readonly actions: readonly Action[];
}

/** What a CodePipeline runs, joined with what the plan says of it. O(actions). */
export function stagesOf({ codePipeline, nodes, actions }: PlanDocument): Stage[] {
  const works = new Map(actions.map((work) => [work.node, work]));
  const taken = new Set(nodes.map((node) => node.id));
  return (codePipeline?.stages ?? []).map(({ name: stage, settings, actions: made }) => ({
    ...{ name: stage, settings },
    actions: made.map((action): Action => {
      const id = actionId(stage, action.name);
      const work = action.node === undefined ? undefined : works.get(action.node);
      const node = action.node ?? unused(id, taken);
      const said = work ? realWork(work, action) : unplannedWork(action, id);
      return { ...said, ...action, id, stage, node, unplanned: action.node === undefined };
    }),
  }));
}

/** What makes a change set, and does not carry it out. */
const HARMLESS = 'CHANGE_SET_REPLACE';

/** Who overrides properties in the template may deploy what was to be prepared: an action says what is not as planned. */
function realWork(work: WorkInfo, action: ActionInfo): WorkInfo {
  const { ActionMode: mode = HARMLESS } = action.configuration ?? {};
  const kind = work.kind === 'prepare' && mode !== HARMLESS ? 'deploy' : work.kind;
  return work.target ? { ...work, kind, target: realTarget(work.target, action) } : work;
}

/** The same of where it goes, and what stack it is. */
function realTarget(target: TargetInfo, { configuration = {}, settings = {}, role = '' }: ActionInfo): TargetInfo {
  const { StackName: stackName = target.stackName } = configuration;
  const { Region: region = target.region } = settings;
  const [, account = target.account] = /^arn:[^:]*:iam::(\d{12}):/.exec(role) ?? [];
  const isPlanned = stackName === target.stackName && region === target.region && account === target.account;
  return isPlanned ? target : { ...target, stackName, account, region };
}

export function actionId(stage: string, name: string): string {
  return `${stage}/${name}`;
}

/** What is not in the plan has a node of its own beside those of the plan. */
export function unused(id: string, taken: Set<string>): string {
  let free = id;
  while (taken.has(free)) {
    free = `${free}~`;
  }
  taken.add(free);
  return free;
}

function unplannedWork(action: ActionInfo, id: string): Omit<WorkInfo, 'node' | 'name'> {
  const { name, category, provider, gate, configuration = {} } = action;
  const label = `${provider}(${name})`;
  const { StackName: stackName, ActionMode: mode } = configuration;
  if (provider === 'CloudFormation' && stackName !== undefined && mode !== HARMLESS) {
    const target = realTarget({ stack: id, stackName }, action);
    return { kind: 'deploy', label, gate, target, job: { kind: 'own' } };
  }
  if (category !== 'Approval') {
    return { kind: 'custom', label, gate, job: { kind: 'own' } };
  }
  const { CustomData: comment, ExternalEntityLink: url } = configuration;
  return { kind: 'approval', label, gate, job: { kind: 'ask', comment, url } };
}

/** Places of actions in the order in which CodePipeline runs: those in one place run together. */
export function placesOf(stages: readonly Stage[]): Map<Action, number> {
  const places = new Map<Action, number>();
  let place = 0;
  for (const { actions } of stages) {
    const together = [...groupBy(actions, ({ runOrder }) => runOrder)].sort(([a], [b]) => a - b);
    for (const [, some] of together) {
      place++;
      some.forEach((action) => places.set(action, place));
    }
  }
  return places;
}
