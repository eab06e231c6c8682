import { afterSkippable, type Need, whenBroadened } from './conditions';
import { jobIds } from './job-ids';
import { type Unit, type Units, unitsOf, type UnitOptions } from './units';
import { PriorityQueue } from '../../../../graph/priority-queue';
import { depthFirst, isWork, type Plan } from '../../../../plan/plan';
import { nodeIds } from '../../../../report/node-ids';

/** A job, as far as it has a place among the others. */
export interface LaidOutJob {
  readonly id: string;
  /** What people read. */
  readonly name: string;
  readonly unit: Unit;
  /** Ids of those that it waits for, in the order of the file. */
  readonly needs: readonly string[];
  readonly condition?: string;
}

export interface JobGraph {
  /** In the order of the file: whoever is waited for comes first. */
  readonly jobs: readonly LaidOutJob[];
  /** The job whose outputs say what a node of the plan makes known. */
  readonly jobOf: (node: number) => string;
}

/** Arrange a plan as jobs that wait for each other. Pure. */
export function layOut(plan: Plan, options: UnitOptions): JobGraph {
  const units = unitsOf(plan, options);
  const pinned = pinnedNeeds(plan, units);
  const before = new Map(
    [...units.before].map(([unit, sources]) => [unit, new Set([...sources, ...(pinned.get(unit) ?? [])])]),
  );
  const order = inOrder(plan, units, before);
  const nodes = nodeIds(plan.nodes);
  const names = order.map((unit) => nameOf(units.units.get(unit)!, nodes));
  const places = new Map(order.map((vertex, place) => [vertex, place]));
  const ids = new Map(
    jobIds(order.map((vertex, i) => ({ text: names[i], key: keyOf(vertex, units.units.get(vertex)!, names[i]) }))).map(
      (id, i) => [order[i], id],
    ),
  );
  const skippable = afterConfirms(units, order, before);
  const jobs = order.map((vertex, i) => {
    const unit = units.units.get(vertex)!;
    const needs = [...before.get(vertex)!].sort((a, b) => places.get(a)! - places.get(b)!);
    return {
      id: ids.get(vertex)!,
      name: names[i],
      unit,
      needs: needs.map((need) => ids.get(need)!),
      condition: conditionOf(
        unit,
        needs.map((need) => needOf(need, units, ids)),
        skippable.has(vertex),
        ids,
      ),
    };
  });
  return { jobs, jobOf: (node) => ids.get(units.startOf(node))! };
}

function needOf(vertex: number, { units }: Units, ids: ReadonlyMap<number, string>): Need {
  const unit = units.get(vertex)!;
  return { id: ids.get(vertex)!, check: unit.kind === 'confirm' ? ids.get(unit.check) : undefined };
}

function conditionOf(
  unit: Unit,
  needs: readonly Need[],
  isAfterSkippable: boolean,
  ids: ReadonlyMap<number, string>,
): string | undefined {
  if (unit.kind === 'confirm') {
    return whenBroadened(ids.get(unit.check)!, needs, isAfterSkippable);
  }
  return isAfterSkippable ? afterSkippable(needs) : undefined;
}

/** Who comes after a gate that may be skipped, however far. */
function afterConfirms(
  { units }: Units,
  order: readonly number[],
  before: ReadonlyMap<number, ReadonlySet<number>>,
): Set<number> {
  const after = new Set<number>();
  for (const vertex of order) {
    if ([...before.get(vertex)!].some((need) => after.has(need) || units.get(need)!.kind === 'confirm')) {
      after.add(vertex);
    }
  }
  return after;
}

/**
 * Outputs are read from those alone that a job says to need. Who needs a gate asks what its check has found; and who executes a change
 * set, whether it is empty.
 */
function pinnedNeeds({ nodes }: Plan, { units, before, startOf }: Units): Map<number, Set<number>> {
  const pinned = new Map<number, Set<number>>();
  const pin = (from: number, to: number) => {
    if (units.has(from) && units.has(to) && from !== to) {
      pinned.set(to, (pinned.get(to) ?? new Set()).add(from));
    }
  };
  const work = nodes.filter(isWork);
  const steps = new Map(
    work.flatMap(({ index, content: c }) => (c.kind === 'step' ? [[c.step.key, index] as const] : [])),
  );
  const stacks = new Map(
    work.flatMap(({ index, content: c }) => (c.kind === 'execute' ? [[c.stack.id, index] as const] : [])),
  );
  for (const { index, content } of work) {
    if (content.kind === 'step') {
      const outputs = content.step.dependsOn
        .filter(({ why, readsOutput }) => why === 'output' || readsOutput)
        .map(({ step }) => steps.get(step));
      const ofStacks = content.step.consumes.map(({ stackId }) => stacks.get(stackId));
      [...outputs, ...ofStacks].forEach((from) => from !== undefined && pin(startOf(from), startOf(index)));
    } else if (content.kind === 'prepare') {
      pin(index, stacks.get(content.stack.id)!);
    }
  }
  for (const [vertex, sources] of before) {
    for (const source of sources) {
      const unit = units.get(source)!;
      if (unit.kind === 'confirm') {
        pin(unit.check, vertex);
      }
    }
  }
  return pinned;
}

/** Whoever is waited for first; of those that nobody orders, as they were declared. */
function inOrder(plan: Plan, { units }: Units, before: ReadonlyMap<number, ReadonlySet<number>>): number[] {
  const places = new Map(depthFirst(plan.nodes).map(({ index }, place) => [index, place]));
  const place = (unit: Unit) =>
    unit.kind === 'preflight' ? -1 : places.get('at' in unit ? unit.at : 'nodes' in unit ? unit.nodes[0] : unit.node)!;
  const waiting = new Map([...before].map(([vertex, sources]) => [vertex, sources.size]));
  const followers = new Map<number, number[]>();
  for (const [to, sources] of before) {
    for (const from of sources) {
      followers.get(from)?.push(to) ?? followers.set(from, [to]);
    }
  }
  const ready = new PriorityQueue();
  const add = (vertex: number) => ready.push(place(units.get(vertex)!), vertex);
  waiting.forEach((count, vertex) => count === 0 && add(vertex));
  const order: number[] = [];
  for (let vertex = ready.pop(); vertex !== undefined; vertex = ready.pop()) {
    order.push(vertex);
    for (const follower of followers.get(vertex) ?? []) {
      waiting.set(follower, waiting.get(follower)! - 1);
      if (waiting.get(follower) === 0) {
        add(follower);
      }
    }
  }
  return order;
}

/** A group may be tied up at its begin and at its end; all others have names of their own among those of their kind. */
function keyOf(vertex: number, { kind }: Unit, name: string): string {
  return kind === 'node' ? name : kind === 'join' ? `${kind} ${vertex} ${name}` : `${kind} ${name}`;
}

function nameOf(unit: Unit, ids: readonly string[]): string {
  switch (unit.kind) {
    case 'preflight':
      return 'Preflight';
    case 'join':
      return `${ids[unit.at]}/all`;
    case 'publish':
      return unit.target;
    case 'check':
      return `${ids[unit.node]}/Check`;
    case 'confirm':
    case 'node':
      return ids[unit.node];
  }
}
