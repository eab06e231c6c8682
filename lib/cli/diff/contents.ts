import { type Change, ifAny, type Measure, onlyIn } from './change';
import type { Pair } from './pair';
import { type Move, movesOf, moveText } from './places';
import { isDeployment, type Side } from './side';
import { criticalPathOf } from '../../document/critical-path';
import type { AssetInfo, BudgetLine, PlanDocument } from '../../document/plan-document';
import type { PlanGraph } from '../../document/plan-graph';
import type { Action } from '../../document/stages';
import { count } from '../../private/terminal';
import { budgetText, siblingText } from '../../document/words';

/** What is new and what is gone: actions, assets, warnings, budgets, unrequested waits. */
export function compareContents(pair: Pair): Change[] {
  const { before, after } = pair;
  const [was, is] = [before.plan, after.plan];
  // What is no longer deployed is said of the stacks.
  const isStack = (action: Action) => isDeployment(action) || action.kind === 'prepare';
  // Jobs in no plan are reported with what they do.
  const isJob = ({ workflowJob, unplanned }: Action) => workflowJob !== undefined && unplanned;
  const gone = onlyIn(before.actions, after.actions).filter((action) => !isStack(action) && !isJob(action));
  const added = onlyIn(after.actions, before.actions).filter((action) => !isJob(action));
  return [
    ...compareBudgets(was.document, is.document),
    ...compareTexts(
      siblings(was, true),
      siblings(is, true),
      'notice',
      (n) => `${count(n, 'new wait')} for a decision about another application, because run orders are barriers`,
    ),
    ...compareTexts(warnings(was.document), warnings(is.document), 'notice', (n) => count(n, 'new warning')),
    ...ifAny(names(gone), 'notice', (n) => count(n, 'action is gone', 'actions are gone')),
    ...ifAny(names(added), 'notice', (n) => count(n, 'new action')),
    ...compareAssets(was, is, movesOf(pair)),
    ...compareTexts(warnings(is.document), warnings(was.document), 'info', (n) =>
      count(n, 'warning is gone', 'warnings are gone'),
    ),
    ...compareTexts(siblings(is), siblings(was), 'info', (n) =>
      count(n, 'unrequested wait is gone', 'unrequested waits are gone'),
    ),
  ];
}

/** What an execution and the pipeline cost, in numbers. */
export function measure(before: Side, after: Side): Measure[] {
  const of = (what: string, measured: (side: Side) => number) => ({
    what,
    before: measured(before),
    after: measured(after),
  });
  const actions = ({ plan }: Side) => plan.actions;
  return [
    of('actions', (side) => actions(side).length),
    of('jobs', ({ plan }) => plan.document.gitHub?.jobs.length ?? 0),
    of('builds per execution', (side) => actions(side).filter((action) => action.project !== undefined).length),
    of('build projects', (side) => new Set(actions(side).flatMap((action) => action.project ?? [])).size),
    of('gates', (side) => side.gates.size),
    of('deployments', (side) => actions(side).filter((action) => action.kind === 'deploy').length),
    of('actions on the longest chain', (side) => criticalPathOf(side.plan.waits).length),
  ];
}

function names(actions: readonly Action[]): string[] {
  return actions.map(({ id, kind }) => `${id} (${kind})`);
}

function compareTexts(
  before: readonly string[],
  after: readonly string[],
  severity: Change['severity'],
  text: (n: number) => string,
): Change[] {
  const known = new Set(before);
  return ifAny(
    after.filter((one) => !known.has(one)),
    severity,
    text,
  );
}

function warnings({ warnings: all }: PlanDocument): string[] {
  return all.map(({ message }) => message);
}

function siblings(plan: PlanGraph, onlyGates = false): string[] {
  const waits = plan.siblingWaits.filter((wait) => wait.gate || !onlyGates);
  return waits.map((wait) => siblingText(wait, plan));
}

const STATUSES: BudgetLine['status'][] = ['ok', 'near', 'over'];

function compareBudgets(before: PlanDocument, after: PlanDocument): Change[] {
  const old = new Map(before.budgets.map((budget) => [budget.id, STATUSES.indexOf(budget.status)]));
  return after.budgets.flatMap((budget): Change[] => {
    const [was, is] = [old.get(budget.id) ?? 0, STATUSES.indexOf(budget.status)];
    if (was === is) {
      return [];
    }
    const text = `Budget ${budget.status === 'ok' ? 'fine again' : budget.status}: ${budgetText(budget)}`;
    const severity = is < was ? 'info' : budget.status === 'over' ? 'danger' : 'notice';
    return [{ severity, text, ...(is > was ? { details: [budget.remedy] } : {}) }];
  });
}

/** Assets that have no name are called by a hash: of these only the number says something. */
function compareAssets(before: PlanGraph, after: PlanGraph, moves: readonly Move[]): Change[] {
  const [was, is] = [assetsOf(before), assetsOf(after)];
  const changed = [...is].filter(([name, asset]) => was.has(name) && was.get(name)!.id !== asset.id);
  const isMoved = (old: AssetInfo, now: AssetInfo) =>
    ![placesOf(old), ...moves.map((move) => placesOf(old, (id) => moveText(id, move)))].includes(placesOf(now));
  const moved = [...is].filter(([name, asset]) => was.has(name) && isMoved(was.get(name)!, asset));
  return [
    ...ifAny(
      moved.map(([name, { destinations }]) => `${name} → ${destinations.join(', ')}`),
      'notice',
      (n) => count(n, 'asset is published elsewhere', 'assets are published elsewhere'),
    ),
    ...ifAny([...onlyIn(keys(is), keys(was))], 'info', (n) => count(n, 'new asset')),
    ...ifAny([...onlyIn(keys(was), keys(is))], 'info', (n) => count(n, 'asset is gone', 'assets are gone')),
    ...ifAny(
      changed.map(([name]) => name),
      'info',
      (n) => `${count(n, 'asset')} changed content`,
    ),
    ...compareUnnamed(before, after),
  ];
}

/** Of those that are only known by their content. */
function compareUnnamed(before: PlanGraph, after: PlanGraph): Change[] {
  const of = ({ actions }: PlanGraph) => new Set(actions.flatMap(({ assets = [] }) => assets.map(({ id }) => id)));
  const names = ({ actions }: PlanGraph) =>
    actions.flatMap(({ assets = [] }) => assets.filter(({ id, name }) => id === name).map(({ id }) => id));
  const [was, is] = [of(before), of(after)];
  const n = new Set(names(after).filter((id) => !was.has(id))).size;
  const old = new Set(names(before).filter((id) => !is.has(id))).size;
  return n + old === 0 ? [] : [{ severity: 'info', text: `Assets without a name: ${n} with new content, ${old} gone` }];
}

function assetsOf({ actions }: PlanGraph): Map<string, AssetInfo> {
  const assets = actions.flatMap((action) => action.assets ?? []).filter(({ id, name }) => id !== name);
  return new Map(assets.map((asset) => [asset.name, asset]));
}

function keys(assets: ReadonlyMap<string, unknown>): Map<string, string> {
  return new Map([...assets.keys()].map((key) => [key, key]));
}

function placesOf({ destinations, image }: AssetInfo, move: (id: string) => string = String): string {
  // They end in a hash of what is published there.
  const places = destinations.map((id) => move(id.replace(/-[0-9a-f]{8}$/, '')));
  return [image ? 'image' : 'file', ...new Set(places.sort())].join('\n');
}
