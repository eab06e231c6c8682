import type { TargetInfo, WorkInfo } from './plan-document';
import type { PlanGraph } from './plan-graph';
import { groupBy } from '../private/lang';

/** Something that a person may ask about, and all that it is called. */
export interface Thing {
  /** What it is, in a word that goes before its name. */
  readonly is: 'pipeline' | 'CodePipeline stage' | 'Stage' | 'wave' | 'stack' | 'group' | 'joint' | 'action';
  /** What all tools call it. */
  readonly name: string;
  /** Construct path of a Stage. */
  readonly path?: string;
  /** Its node in the plan. A CodePipeline stage and the pipeline have none. */
  readonly node?: number;
  /** Things of the same span are the same actions. Missing where its actions are not side by side in the plan. */
  readonly span?: string;
  /** Of a CodePipeline stage. */
  readonly stage?: number;
  /** What means it before all that is just called so. */
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** What it shares with others: its kind, its account, its role, its environment. */
  readonly traits: readonly string[];
}

/** All things of a plan: the pipeline, CodePipeline stages, then the nodes of the plan. O(nodes + actions). */
export function thingsOf(plan: PlanGraph): Thing[] {
  const order = treeOrder(plan);
  const { path, name, stack } = plan.document.pipeline;
  const { gitHub } = plan.document;
  const names = [name, ...(stack === undefined ? [] : [stack]), ...(gitHub ? [gitHub.name, gitHub.file] : [])];
  return [
    { is: 'pipeline', name: path, span: `0 ${order.length}`, ids: [path], names, traits: [] },
    ...stageThings(plan, order),
    ...nodeThings(plan, order),
  ];
}

/** Where nodes are if what is in a group stands side by side. */
interface TreeOrder {
  /** For each node: the actions that are before it, and those before what follows the last one in it. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** How many actions there are. */
  readonly length: number;
}

/** However deep groups are. */
function treeOrder({ nodes, waits: { parents } }: PlanGraph): TreeOrder {
  const children = groupBy(nodes.keys(), (i) => parents[i]);
  const [starts, ends] = [nodes.map(() => 0), nodes.map(() => 0)];
  let length = 0;
  const next = [...(children.get(-1) ?? [])].reverse().map((node) => ({ node, isDone: false }));
  for (let at = next.pop(); at; at = next.pop()) {
    const { node, isDone } = at;
    if (isDone) {
      ends[node] = length;
      continue;
    }
    starts[node] = length;
    length += nodes[node].kind === 'action' ? 1 : 0;
    next.push({ node, isDone: true });
    for (const child of [...(children.get(node) ?? [])].reverse()) {
      next.push({ node: child, isDone: false });
    }
  }
  return { starts, ends, length };
}

/** Jobs are in no stages. */
function stageThings(plan: PlanGraph, { starts }: TreeOrder): Thing[] {
  const stages = plan.document.gitHub ? [] : plan.stages;
  return stages.map(({ name, actions }, stage) => {
    const places = [...new Set(actions.map(({ node }) => starts[plan.indexOf(node)!]))];
    const [first, last] = places.reduce(([a, b], place) => [Math.min(a, place), Math.max(b, place)], [Infinity, -1]);
    const isWhole = places.length > 0 && last - first + 1 === places.length;
    const span = isWhole ? `${first} ${last + 1}` : undefined;
    return { is: 'CodePipeline stage', name, span, stage, ids: [name], names: [], traits: [] };
  });
}

function nodeThings(plan: PlanGraph, order: TreeOrder): Thing[] {
  const { nodes } = plan;
  const kinds = new Map(groupKinds(plan));
  const namesOf = actionNames(plan);
  return nodes.map(({ id, kind, name }, node): Thing => {
    const span = `${order.starts[node]} ${order.ends[node]}`;
    if (kind === 'action') {
      const names = namesOf(node);
      return { is: 'action', name: plan.nameOf(node), node, ...names, names: [name, ...names.names] };
    }
    if (kind === 'joint') {
      return { is: 'joint', name: id, node, ids: [id], names: [], traits: [] };
    }
    const { is = 'group', path } = kinds.get(node) ?? {};
    return { is, name: id, path, node, span, ids: [id], names: known(name, path), traits: [] };
  });
}

type GroupKind = Pick<Thing, 'is' | 'path'>;

/** Which groups are waves, Stages and stacks. */
function* groupKinds(plan: PlanGraph): Iterable<[number, GroupKind]> {
  const { nodes, waits, document } = plan;
  const waves = new Set(document.applications.map(({ wave }) => wave));
  for (const [node, { kind, name }] of nodes.entries()) {
    if (kind === 'group' && waits.parents[node] < 0 && waves.has(name)) {
      yield [node, { is: 'wave' }];
    }
  }
  for (const { node } of document.actions.filter(({ target }) => target !== undefined)) {
    yield [waits.parents[plan.indexOf(node)!], { is: 'stack' }];
  }
  const byApplication = groupBy(document.actions, ({ application }) => application);
  for (const { id, name } of document.applications) {
    const group = applicationGroup(plan, name, byApplication.get(id)?.[0]);
    if (group !== undefined) {
      yield [group, { is: 'Stage', path: id }];
    }
  }
}

/** The group of a Stage is right in that of its wave. Failing that, it is the first that is called so. */
function applicationGroup(plan: PlanGraph, name: string, first: WorkInfo | undefined): number | undefined {
  const around: number[] = [];
  const { parents } = plan.waits;
  for (let at = first ? parents[plan.indexOf(first.node)!] : -1; at >= 0; at = parents[at]) {
    around.push(at);
  }
  const called = around.filter((node) => plan.nodes[node].name === name).reverse();
  return called.find((node) => node === around[around.length - 2]) ?? called[0];
}

/** What people may call an action: by what it is, what it works on, what it runs on. */
function actionNames(plan: PlanGraph): (node: number) => Pick<Thing, 'ids' | 'names' | 'traits'> {
  const { actions, waits, document } = plan;
  const works = new Map(document.actions.map((work) => [work.node, work]));
  const projects = new Map(document.codePipeline?.projects.map((project) => [project.path, project]));
  const deployed = new Set(document.actions.filter(({ kind }) => kind === 'deploy').map((a) => a.target?.stack));
  const byNode = groupBy(actions, ({ node }) => node);
  return (index) => {
    const id = waits.ids[index];
    const all = byNode.get(id) ?? [];
    const { job, target, label = '', assets = [], kind }: Partial<WorkInfo> = works.get(id) ?? all[0] ?? {};
    const runsOn = all.flatMap(({ project = '' }) => projects.get(project) ?? []);
    // The stack of a deployment is that of its preparation, too.
    const isStack = target !== undefined && (kind !== 'prepare' || !deployed.has(target.stack));
    return {
      ids: [id, ...all.map((action) => action.id)],
      names: known(
        ...all.map(({ name }) => name),
        ...all.flatMap(({ workflowJob }) => (workflowJob ? [workflowJob.name, workflowJob.id] : [])),
        ...[id.slice(id.lastIndexOf('/') + 1), label],
        ...(isStack ? [target.stack, target.stackName] : []),
        ...assets.flatMap((asset) => [asset.name, asset.id]),
        ...(job?.kind === 'source' ? [job.repository] : []),
        ...runsOn.flatMap((project) => [project.path, project.logicalId, project.name]),
      ),
      traits: known(
        ...[kind, label.replace(/\(.*$/, ''), target?.account, target?.region],
        ...(target ? [placeOf(target), target.deployRole, target.executionRole] : []),
        ...all.map(({ role }) => role),
        ...all.flatMap(({ workflowJob: job }) => [
          job?.environment,
          job?.environment && `environment ${job.environment}`,
        ]),
        ...assets.flatMap(({ destinations }) => destinations),
      ),
    };
  };
}

/** Account and region, as far as they are known before deployment. */
export function placeOf(target: Pick<TargetInfo, 'account' | 'region'>): string {
  return `${target.account ?? '<account>'} ${target.region ?? '<region>'}`;
}

function known(...names: readonly (string | undefined)[]): string[] {
  return names.filter((name): name is string => name !== undefined && name !== '');
}
