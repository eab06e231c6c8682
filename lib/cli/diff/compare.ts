import { type Change, type Measure, onlyIn } from './change';
import { compareContents, measure } from './contents';
import { compareGates } from './gates';
import { Guards } from './guards';
import { deployedAs } from './identity';
import { compareJobs } from './jobs';
import { compareMoves } from './moves';
import { compareNotifications } from './notifications';
import { compareOrder } from './order';
import { Pair } from './pair';
import { compareRoles } from './roles';
import { compareTargets } from './targets';
import { compareWorkflow } from './workflow';
import { type Deployed, deployedBy, newcomers, takenOver } from './world';
import { bySeverity } from '../../document/change';
import type { PlanDocument } from '../../document/plan-document';
import { PlanGraph } from '../../document/plan-graph';
import { groupBy } from '../../private/lang';
import { fail } from '../../private/errors';
import { count } from '../../private/terminal';

/** What changes for delivery. */
export interface Comparison {
  /** Construct path of the pipeline. */
  readonly path: string;
  /** The most dangerous first. */
  readonly changes: readonly Change[];
  /** Only what is not the same. */
  readonly measures: readonly Measure[];
}

const COMPARISONS = [
  compareGates,
  compareMoves,
  compareOrder,
  compareTargets,
  compareRoles,
  compareJobs,
  compareWorkflow,
  compareNotifications,
  compareContents,
];

/** Compare a pipeline with what it was. Pure; O(gates * actions + deployments * waits), each a bit. */
export function comparePlans(old: PlanDocument, now: PlanDocument): Comparison {
  return compareAll([old], [now], true)[0];
}

/** A pipeline, and what it was: one of the two may be missing. */
type Documents = readonly [old: PlanDocument | undefined, now: PlanDocument | undefined];

/** Compare all pipelines of two assemblies: by path; those that are left, by what they deploy. */
export function compareAll(old: readonly PlanDocument[], now: readonly PlanDocument[], isSame = false): Comparison[] {
  [old, now].forEach(checkPaths);
  const pairs = isSame ? [[old[0], now[0]] as const] : pairsOf(old, now);
  const guards = new Map([...new Set([...old, ...now])].map((one) => [one, new Guards(new PlanGraph(one))]));
  const was = old.flatMap((document) => deployedBy(guards.get(document)!));
  const comparisons = pairs.map(([a, b]): Comparison => {
    const pair = a && b ? new Pair(guards.get(a)!, guards.get(b)!) : undefined;
    const is = b ? deployedBy(guards.get(b)!) : [];
    const changes = [
      ...takenOver(is, ...split(was, a)),
      ...newcomers(is, was, pair),
      ...(pair ? COMPARISONS.flatMap((compare) => compare(pair)) : [onlyOne((a ?? b)!, a === undefined)]),
    ];
    return {
      path: (b ?? a)!.pipeline.path,
      changes: bySeverity(changes).flatMap(([, some]) => some),
      measures: pair ? measure(pair.before, pair.after).filter((m) => m.before !== m.after) : [],
    };
  });
  return comparisons.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Of one pipeline, and of all others. */
function split(all: readonly Deployed[], document: PlanDocument | undefined): [Deployed[], Deployed[]] {
  const isOwn = ({ pipeline }: Deployed) => pipeline === document?.pipeline.path;
  return [all.filter(isOwn), all.filter((one) => !isOwn(one))];
}

/** In an app, no two have the same. */
function checkPaths(documents: readonly PlanDocument[]): void {
  const [twice] = [...groupBy(documents, ({ pipeline }) => pipeline.path).values()].filter((all) => all.length > 1);
  if (twice) {
    fail({
      where: twice[0].pipeline.path,
      given: `${twice.length} plan documents are of this pipeline`,
      expected: 'one for each pipeline',
      fix: 'synthesize again into an empty directory, and compare that',
    });
  }
}

function pairsOf(old: readonly PlanDocument[], now: readonly PlanDocument[]): Documents[] {
  const was = new Map(old.map((document) => [document.pipeline.path, document]));
  const is = new Map(now.map((document) => [document.pipeline.path, document]));
  const pairs = now.flatMap((b): Documents[] => (was.has(b.pipeline.path) ? [[was.get(b.pipeline.path), b]] : []));
  const [gone, added] = [new Set(onlyIn(was, is)), new Set(onlyIn(is, was))];
  for (const [a, b] of renamed([...gone], [...added])) {
    gone.delete(a);
    added.delete(b);
    pairs.push([a, b]);
  }
  return [
    ...pairs,
    ...[...gone].map((a): Documents => [a, undefined]),
    ...[...added].map((b): Documents => [undefined, b]),
  ];
}

/** Those that deploy the same; or the only ones that are left. */
function renamed(gone: readonly PlanDocument[], added: readonly PlanDocument[]): [PlanDocument, PlanDocument][] {
  const stacksOf = ({ actions }: PlanDocument) =>
    new Set(actions.flatMap(({ kind, target }) => (kind === 'deploy' && target ? [deployedAs(target)] : [])));
  const [before, after] = [gone, added].map((all) => all.map((document) => ({ document, stacks: stacksOf(document) })));
  const isOnly = gone.length === 1 && added.length === 1;
  const candidates = before.flatMap((a) =>
    after.map((b) => ({ a, b, n: [...a.stacks].filter((stack) => b.stacks.has(stack)).length })),
  );
  const pairs = new Map<PlanDocument, PlanDocument>();
  for (const { a, b, n } of candidates.sort((x, y) => y.n - x.n)) {
    const isFree = !pairs.has(a.document) && ![...pairs.values()].includes(b.document);
    if (isFree && (n > 0 || isOnly)) {
      pairs.set(a.document, b.document);
    }
  }
  return [...pairs];
}

/** A pipeline that only one of two assemblies has. */
function onlyOne(document: PlanDocument, isNew: boolean): Change {
  const { actions } = new PlanGraph(document);
  const deployments = actions.filter((action) => action.kind === 'deploy').length;
  const gates = actions.filter((action) => action.gate).length;
  const stay = isNew || deployments === 0 ? '' : '; what it has deployed stays';
  const text = `${isNew ? 'A new pipeline' : 'The pipeline is gone'}: ${count(deployments, 'deployment')}, ${count(gates, 'gate')}${stay}`;
  return { severity: isNew ? 'notice' : 'danger', text };
}

export function losesGate({ changes }: Comparison): boolean {
  return changes.some((change) => change.severity === 'lost');
}

/** What a reader must look for elsewhere. */
export function notCompared(old: readonly PlanDocument[], now: readonly PlanDocument[], isChosen: boolean): string {
  const plans = [...old, ...now];
  const isOnGitHub = plans.some(({ gitHub }) => gitHub !== undefined);
  const isElsewhere = plans.some(({ gitHub }) => gitHub === undefined);
  const isOlder = plans.some(({ gitHub, resourcePolicies }) => gitHub === undefined && resourcePolicies === undefined);
  const all = [
    'what the stacks of the application contain (npx cdk diff shows it)',
    ...(isElsewhere ? ["of the pipeline's own stacks, what is no role, policy, build project or CodePipeline"] : []),
    'files that commands run',
    ...(isElsewhere ? ['who may approve, where that is decided outside of these stacks'] : []),
    ...(isOnGitHub
      ? [
          'what GitHub has for an environment (who may approve, which branches, secrets)',
          'what roles that jobs assume may do',
        ]
      : []),
    ...(isOlder ? ['policies of resources, which a plan of an older version does not have'] : []),
    ...(isChosen ? ['other pipelines'] : []),
  ];
  return `Not compared: ${all.join('; ')}.`;
}
