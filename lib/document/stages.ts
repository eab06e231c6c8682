import type { ActionInfo, PlanDocument, StageInfo, TargetInfo, WorkInfo } from './plan-document';

/** An action that runs, and what the plan says of it. */
export interface Action extends Omit<WorkInfo, 'gate'>, ActionInfo {
  /** `<CodePipeline stage>/<name>`: unique. */
  readonly id: string;
  readonly stage: string;
  readonly node: string;
  /** Whether it is in the CodePipeline, but not in the plan: added by hand, or there before. */
  readonly unplanned: boolean;
}

export interface Stage extends Pick<StageInfo, 'name' | 'settings'> {
  readonly actions: readonly Action[];
}

/** What runs, joined with what the plan says of it. O(actions). */
export function stagesOf({ codePipeline, nodes, actions }: PlanDocument): Stage[] {
  const works = new Map(actions.map((work) => [work.node, work]));
  const taken = new Set(nodes.map((node) => node.id));
  return (codePipeline?.stages ?? []).map(({ name: stage, settings, actions: made }) => ({
    ...{ name: stage, settings },
    actions: made.map((action): Action => {
      const id = actionId(stage, action.name);
      const work = action.node === undefined ? undefined : works.get(action.node);
      const node = action.node ?? unused(id, taken);
      const target = work?.target && realTarget(work.target, action);
      const said = work ? { ...work, ...(target ? { target } : {}) } : unplannedWork(action);
      return { ...said, ...action, id, stage, node, unplanned: action.node === undefined };
    }),
  }));
}

/** Who overrides properties in the template may deploy another stack, or elsewhere: an action says what is not as planned. */
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
function unused(id: string, taken: Set<string>): string {
  let free = id;
  while (taken.has(free)) {
    free = `${free}~`;
  }
  taken.add(free);
  return free;
}

function unplannedWork({
  name,
  category,
  provider,
  gate,
  configuration = {},
}: ActionInfo): Omit<WorkInfo, 'node' | 'name'> {
  const label = `${provider}(${name})`;
  if (category !== 'Approval') {
    return { kind: 'custom', label, gate, job: { kind: 'own' } };
  }
  const { CustomData: comment, ExternalEntityLink: url } = configuration;
  return { kind: 'approval', label, gate, job: { kind: 'ask', comment, url } };
}
