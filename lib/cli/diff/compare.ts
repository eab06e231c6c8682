import type { Change, Measure, Severity } from './change';
import { compareContents, measure } from './contents';
import { compareGates } from './gates';
import { compareJobs } from './jobs';
import { compareOrder } from './order';
import { compareRoles } from './roles';
import { Side } from './side';
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
  const [before, after] = [new Side(new PlanGraph(old)), new Side(new PlanGraph(now))];
  const changes = [compareGates, compareOrder, compareTargets, compareRoles, compareJobs, compareContents].flatMap(
    (compare) => compare(before, after),
  );
  return {
    path: now.pipeline.path,
    changes: ORDER.flatMap((severity) => changes.filter((change) => change.severity === severity)),
    measures: measure(before, after).filter((m) => m.before !== m.after),
  };
}

/** A pipeline that only one of two assemblies has. */
export function onlyOne(document: PlanDocument, isNew: boolean): Comparison {
  const { actions } = new PlanGraph(document);
  const deployments = actions.filter((action) => action.kind === 'deploy').length;
  const gates = actions.filter((action) => action.gate).length;
  const text = `${isNew ? 'A new pipeline' : 'The pipeline is gone'}: ${count(deployments, 'deployment')}, ${count(gates, 'gate')}`;
  return { path: document.pipeline.path, changes: [{ severity: isNew ? 'notice' : 'danger', text }], measures: [] };
}

export function losesGate({ changes }: Comparison): boolean {
  return changes.some((change) => change.severity === 'lost');
}
