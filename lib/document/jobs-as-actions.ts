import type { GitHubInfo, GitHubJobInfo, NodeInfo, PlanDocument, WaitInfo, WorkInfo } from './plan-document';
import { JobOrder } from './job-order';
import { Reachability } from './reachability';
import { type Action, type Stage, unused } from './stages';
import { inOrder, waitGraphOf } from './wait-graph';
import { groupBy } from '../private/lang';

/**
 * Jobs of a workflow as actions: one for each node that a job carries out, or for the job itself, if it is in no plan. GitHub has no
 * stages: jobs are together that are in one outermost group of the plan. O(jobs + needs + nodes).
 */
export function stagesOfWorkflow(document: PlanDocument, { jobs, name }: GitHubInfo): Stage[] {
  const byId = new Map(document.nodes.map((node) => [node.id, node]));
  const works = new Map(document.actions.map((work) => [work.node, work]));
  const taken = new Set(byId.keys());
  const places = placesOf(jobs, byId, name);
  const ownerOf = ownersOf(jobs, works);
  const { levels } = new JobOrder(jobs);
  const all = jobs.flatMap((job, i): Action[] => {
    const parts = job.nodes.length === 0 ? [undefined] : job.nodes.flatMap((id) => byId.get(id) ?? []);
    const idOf = namesIn(job, byId);
    return parts.map((node): Action => {
      const id = idOf(node);
      const { gate, role } = job;
      return {
        ...((node && works.get(node.id)) ?? { ...unplannedWork(job), ...ownerOf(job) }),
        ...{ id, name: id, gate, stage: places[i], runOrder: levels[i] + 1, category: 'Job', provider: 'GitHub' },
        ...(role === undefined ? {} : { role }),
        node: node?.id ?? unused(job.id, taken),
        unplanned: node === undefined,
        workflowJob: job,
      };
    });
  });
  return [...groupBy(all, (action) => action.stage)].map(([stage, own]) => ({ name: stage, actions: own }));
}

/** What is in no plan may do anything; but its gate is a gate. */
function unplannedWork({ name, gate }: GitHubJobInfo): Omit<WorkInfo, 'node' | 'name'> {
  const label = `Job(${name})`;
  return gate
    ? { kind: 'approval', label, gate, job: { kind: 'ask' } }
    : { kind: 'custom', label, gate, job: { kind: 'own' } };
}

type Owner = Pick<WorkInfo, 'application' | 'wave'>;

/** What a job in no plan belongs to: the application of all jobs that it needs, and of all that need it. */
function ownersOf(jobs: readonly GitHubJobInfo[], works: ReadonlyMap<string, WorkInfo>): (job: GitHubJobInfo) => Owner {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const followers = followersIn(jobs);
  return ({ id, needs }) => {
    const near = [...needs, ...(followers.get(id) ?? [])].flatMap((other) => byId.get(other)?.nodes ?? []);
    const [first, ...others] = near.map((node) => works.get(node));
    const isOne = needs.length > 0 && others.every((other) => other?.application === first?.application);
    return isOne && first?.application !== undefined ? { application: first.application, wave: first.wave } : {};
  };
}

/** For each job, those that need it. */
function followersIn(jobs: readonly GitHubJobInfo[]): Map<string, string[]> {
  const pairs = jobs.flatMap(({ id, needs }) => needs.map((other) => ({ id, other })));
  return new Map([...groupBy(pairs, ({ other }) => other)].map(([other, own]) => [other, own.map(({ id }) => id)]));
}

/** The id of the job; if it does several things, of what comes last among them. Of others, with their names. */
function namesIn({ id, nodes }: GitHubJobInfo, byId: ReadonlyMap<string, NodeInfo>): (node?: NodeInfo) => string {
  const last = lastOf(nodes, byId);
  const used = new Set<string>();
  return (node) => (node === undefined || node.id === last ? id : unused(`${id}/${node.name}`, used));
}

/** The only node, or the one that waits for all the others, directly or through each other. Nothing, if there is none. */
function lastOf(ids: readonly string[], byId: ReadonlyMap<string, NodeInfo>): string | undefined {
  const own = new Set(ids);
  const awaited = new Set(ids.flatMap((id) => (byId.get(id)?.waitsFor ?? []).map(({ node }) => node)));
  const [last, ...others] = [...own].filter((id) => !awaited.has(id));
  return others.length === 0 ? last : undefined;
}

/** For each job: what its outermost group is called. What is in no plan is with what needs it, else with what it needs. */
function placesOf(jobs: readonly GitHubJobInfo[], byId: ReadonlyMap<string, NodeInfo>, workflow: string): string[] {
  const roots = groupBy(
    [...byId.values()].filter(({ parent }) => parent === undefined),
    ({ name }) => name,
  );
  const placeOf = (id: string | undefined) => {
    const root = rootOf(id, byId);
    return root && roots.get(root.name)!.length > 1 ? root.id : root?.name;
  };
  const places = new Map(jobs.map(({ id, nodes }) => [id, placeOf(lastOf(nodes, byId) ?? nodes[0])]));
  const unplanned = new Set(jobs.flatMap(({ id, nodes }) => (nodes.length === 0 ? [id] : [])));
  // Who needs something comes after it: from the end, a job is placed when it is met.
  for (const { id, needs } of [...jobs].reverse()) {
    const place = places.get(id);
    needs.filter((other) => unplanned.has(other)).forEach((other) => places.set(other, place ?? places.get(other)));
  }
  return jobs.map(({ id, nodes, needs }) => {
    const isFirst = needs.length === 0 && nodes.length === 0;
    const near = needs.map((other) => places.get(other)).find((place) => place !== undefined);
    return (isFirst ? undefined : (places.get(id) ?? near)) ?? workflow;
  });
}

function rootOf(id: string | undefined, byId: ReadonlyMap<string, NodeInfo>): NodeInfo | undefined {
  let node = byId.get(id ?? '');
  while (node?.parent !== undefined) {
    node = byId.get(node.parent);
  }
  return node;
}

/**
 * The nodes of a plan, and one for each job that is in no plan; with what jobs need that the plan does not ask for. O(nodes + waits +
 * needs) words of a bit for each job that is needed.
 */
export function withJobs(
  nodes: readonly NodeInfo[],
  jobs: readonly GitHubJobInfo[],
  stages: readonly Stage[],
): NodeInfo[] {
  const actions = stages.flatMap((stage) => stage.actions);
  const byJob = groupBy(actions, ({ workflowJob }) => workflowJob!.id);
  const nodesOf = (job: string) => (byJob.get(job) ?? []).map(({ node }) => node);
  const parentOf = groupsAround(nodes, jobs, nodesOf);
  const added = actions
    .filter(({ unplanned }) => unplanned)
    .map(({ node: id, name, workflowJob }): NodeInfo => {
      const parent = parentOf(workflowJob!.id);
      return { id, ...(parent === undefined ? {} : { parent }), kind: 'action', name, waitsFor: [] };
    });
  const all = [...nodes, ...added];
  const more = moreWaits(all, jobs, nodesOf);
  return all.map((node) => {
    const waits = more.get(node.id);
    return waits && waits.length > 0 ? { ...node, waitsFor: [...node.waitsFor, ...waits] } : node;
  });
}

/**
 * For a job in no plan: the innermost group in which are all jobs that it needs, and all that need it. So it waits for what the group
 * waits for, and is done when the group is.
 */
function groupsAround(
  nodes: readonly NodeInfo[],
  jobs: readonly GitHubJobInfo[],
  nodesOf: (job: string) => readonly string[],
): (job: string) => string | undefined {
  const parents = new Map(nodes.map(({ id, parent }) => [id, parent]));
  const groupsOf = (id: string): string[] => {
    const groups: string[] = [];
    for (let at = parents.get(id); at !== undefined; at = parents.get(at)) {
      groups.unshift(at);
    }
    return groups;
  };
  const needs = new Map(jobs.map((job) => [job.id, job.needs]));
  const followers = followersIn(jobs);
  return (job) => {
    const [before, after] = [needs.get(job) ?? [], followers.get(job) ?? []];
    const around =
      before.length === 0 || after.length === 0 ? [] : [...before, ...after].flatMap(nodesOf).map(groupsOf);
    const [first = [], ...others] = around;
    const common = first.filter((group, depth) => others.every((groups) => groups[depth] === group));
    return common[common.length - 1];
  };
}

function moreWaits(
  nodes: readonly NodeInfo[],
  jobs: readonly GitHubJobInfo[],
  nodesOf: (job: string) => readonly string[],
): Map<string, WaitInfo[]> {
  const waits = waitGraphOf(nodes);
  const indexes = new Map(nodes.map(({ id }, i) => [id, i]));
  const needed = [...new Set(jobs.flatMap(({ needs }) => needs.flatMap(nodesOf)))];
  const before = new Reachability(
    { waits, inOrder: () => inOrder(waits) },
    needed.map((id) => indexes.get(id)!),
  );
  const places = new Map(needed.map((id, place) => [id, place]));
  const more = new Map<string, WaitInfo[]>();
  for (const { id: job, needs } of jobs) {
    for (const node of nodesOf(job)) {
      const isMissing = (other: string) => other !== node && !before.isBefore(places.get(other)!, indexes.get(node)!);
      const added = needs.flatMap((other) => {
        const reason = `job '${job}' needs job '${other}'`;
        return nodesOf(other)
          .filter(isMissing)
          .map((one): WaitInfo => ({ node: one, reason }));
      });
      more.set(node, [...(more.get(node) ?? []), ...added]);
    }
  }
  return more;
}
