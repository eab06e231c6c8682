import { type Change, ifAny, type Measure, onlyIn, type Severity } from './change';
import { compareContents, measure } from './contents';
import { compareGates } from './gates';
import { compareJobs } from './jobs';
import { deployedAs, identify, targetsOf } from './identity';
import { compareNotifications } from './notifications';
import { compareOrder } from './order';
import { compareRoles } from './roles';
import { isDeployment, Side } from './side';
import { compareTargets } from './targets';
import { PlanGraph } from '../../document/plan-graph';
import type { PlanDocument } from '../../document/plan-document';
import { count } from '../terminal';

/** What changes for delivery. */
export interface Comparison {
  /** Construct path of the pipeline. */
  readonly path: string;
  /** The most dangerous first. */
  readonly changes: readonly Change[];
  /** Only what is not the same. */
  readonly measures: readonly Measure[];
}

const ORDER: readonly Severity[] = ['lost', 'danger', 'notice', 'info'];

/** Compare a pipeline with what it was. Pure; O(gates * actions + deployments²), each a bit. */
export function comparePlans(old: PlanDocument, now: PlanDocument): Comparison {
  const [was, is] = [new PlanGraph(old), new PlanGraph(now)];
  const ids = identify(targetsOf(was.works), targetsOf(is.works));
  const [before, after] = [new Side(was, ids.before), new Side(is, ids.after)];
  const changes = [
    compareGates,
    compareOrder,
    compareTargets,
    compareRoles,
    compareJobs,
    compareNotifications,
    compareContents,
  ].flatMap((compare) => compare(before, after));
  return {
    path: now.pipeline.path,
    changes: ORDER.flatMap((severity) => changes.filter((change) => change.severity === severity)),
    measures: measure(before, after).filter((m) => m.before !== m.after),
  };
}

/** Compare all pipelines of two assemblies: by path; those that are left, if there is one on each side. */
export function compareAll(old: readonly PlanDocument[], now: readonly PlanDocument[]): Comparison[] {
  const was = new Map(old.map((document) => [document.pipeline.path, document]));
  const is = new Map(now.map((document) => [document.pipeline.path, document]));
  const [gone, added] = [onlyIn(was, is), onlyIn(is, was)];
  const pairs: [PlanDocument | undefined, PlanDocument | undefined][] = [
    ...now
      .filter(({ pipeline }) => was.has(pipeline.path))
      .map((b) => [was.get(b.pipeline.path), b] as [PlanDocument, PlanDocument]),
    ...(gone.length === 1 && added.length === 1
      ? [[gone[0], added[0]] as [PlanDocument, PlanDocument]]
      : [
          ...gone.map((a): [PlanDocument, undefined] => [a, undefined]),
          ...added.map((b): [undefined, PlanDocument] => [undefined, b]),
        ]),
  ];
  const comparisons = pairs.map(([a, b]) => {
    const { changes, ...rest } = a && b ? comparePlans(a, b) : onlyOne((a ?? b)!, a === undefined);
    const others = old.filter((document) => document !== a);
    return { ...rest, changes: [...(b && others.length > 0 ? takenOver(b, a, others) : []), ...changes] };
  });
  return comparisons.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Stacks that other pipelines have deployed, and that now a pipeline deploys behind fewer gates. */
function takenOver(now: PlanDocument, old: PlanDocument | undefined, others: readonly PlanDocument[]): Change[] {
  const own = old ? gatesOf(old) : new Map<string, number>();
  const before = others.map((document) => ({ path: document.pipeline.path, gates: gatesOf(document) }));
  const lost = [...gatesOf(now)].flatMap(([stack, gates]) => {
    const from = before.filter((other) => other.gates.has(stack));
    const isLost = !own.has(stack) && from.length > 0 && from.every((other) => other.gates.get(stack)! > gates);
    return isLost
      ? [`${(JSON.parse(stack) as string[]).filter(Boolean).join(' ')}, of ${from.map(({ path }) => path).join(', ')}`]
      : [];
  });
  return ifAny(lost, 'lost', (n) => `${count(n, 'deployment')} had more gates in another pipeline`);
}

/** For each stack that is deployed, how many gates stop it, or the least of several deployments. */
function gatesOf(document: PlanDocument): Map<string, number> {
  const plan = new PlanGraph(document);
  const gates = new Map<string, number>();
  for (const action of plan.works.filter(isDeployment)) {
    const stack = deployedAs(action.target);
    const number = plan.gatesBefore(plan.indexOf(action.node)!).length;
    gates.set(stack, Math.min(number, gates.get(stack) ?? Infinity));
  }
  return gates;
}

/** A pipeline that only one of two assemblies has. */
function onlyOne(document: PlanDocument, isNew: boolean): Comparison {
  const { actions } = new PlanGraph(document);
  const deployments = actions.filter((action) => action.kind === 'deploy').length;
  const gates = actions.filter((action) => action.gate).length;
  const text = `${isNew ? 'A new pipeline' : 'The pipeline is gone'}: ${count(deployments, 'deployment')}, ${count(gates, 'gate')}`;
  return { path: document.pipeline.path, changes: [{ severity: isNew ? 'notice' : 'danger', text }], measures: [] };
}

export function losesGate({ changes }: Comparison): boolean {
  return changes.some((change) => change.severity === 'lost');
}
