import type { PlanGraph } from '../../document/plan-graph';
import { groupBy } from '../../private/lang';
import { count } from '../../private/terminal';
import { worksOf } from '../read-works';
import type { ActionRecord } from './run-state';

/** A line of a screen: an action, or several in one. */
export interface Row {
  readonly stage: string;
  /** Without the name of the stage, which is above it. */
  readonly name: string;
  readonly actions: readonly ActionRecord[];
}

/** Rows of one stage. */
export interface StageRows {
  readonly stage: string;
  readonly rows: readonly Row[];
}

/** What is more than this is folded: nobody reads hundreds of lines. */
const MOST_ROWS = 80;

/** Gates that keep a row of their own, whatever is folded. */
const MOST_GATES = 50;

/** Which application each action belongs to, by its name, if it belongs to one. */
export type Owners = ReadonlyMap<string, string>;

export function ownersOf(plan: PlanGraph): Owners {
  const names = new Map(plan.document.applications.map(({ id, name }) => [id, name]));
  const works = worksOf(plan);
  return new Map(
    works.flatMap(({ id, application }) =>
      application === undefined ? [] : [[id, names.get(application) ?? application]],
    ),
  );
}

/**
 * Actions by stage, each a row; if that is too much, what belongs to one Stage of the user is one row; if that is still too
 * much, a stage is. What went wrong is always seen, and so are gates, unless there are many. O(actions).
 */
export function rowsOf(actions: readonly ActionRecord[], owners: Owners, most = MOST_ROWS): StageRows[] {
  const gates = actions.filter(({ gate }) => gate).length;
  const isAlone = (one: ActionRecord) => isBad(one) || (one.gate && gates <= MOST_GATES);
  const keys: ((one: ActionRecord) => string)[] = [
    ({ name }) => `action ${name}`,
    (one) => (isAlone(one) || !owners.has(one.action) ? `action ${one.name}` : `Stage ${owners.get(one.action)}`),
    (one) => (isAlone(one) ? `action ${one.name}` : 'stage'),
  ];
  const byStage = groupBy(actions, ({ stage }) => stage);
  const folded = keys.map(
    (key) => () =>
      [...byStage].map(([stage, own]) => ({
        stage,
        rows: [...groupBy(own, key).values()].map((some): Row => ({
          stage,
          name: nameOf(some, owners),
          actions: some,
        })),
      })),
  );
  const sizeOf = (stages: readonly StageRows[]) => stages.reduce((sum, { rows }) => sum + rows.length, 0);
  const [whole, ...shorter] = folded;
  return shorter.reduce((stages, fold) => (sizeOf(stages) > most ? fold() : stages), whole());
}

function isBad({ state }: ActionRecord): boolean {
  return state === 'failed' || state === 'rejected' || state === 'stopped';
}

function nameOf(actions: readonly ActionRecord[], owners: Owners): string {
  if (actions.length === 1) {
    return actions[0].name;
  }
  const applications = new Set(actions.flatMap(({ action }) => owners.get(action) ?? []));
  const [application] = applications;
  const isOwned = actions.every(({ action }) => owners.has(action));
  const gates = actions.filter(({ gate }) => gate).length;
  return [
    applications.size === 1 && isOwned ? `${application}: ` : '',
    count(actions.length, 'action'),
    applications.size > 1 ? ` of ${count(applications.size, 'Stage')}` : '',
    gates > 0 ? `, ${count(gates, 'gate')}` : '',
  ].join('');
}
