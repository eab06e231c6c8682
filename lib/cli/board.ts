import { criticalPathOf } from '../document/critical-path';
import { objectOf, placeOf } from '../document/words';
import type { ApplicationInfo } from '../document/plan-document';
import type { PlanGraph } from '../document/plan-graph';
import { aroundStage } from '../document/around';
import type { Action } from '../document/stages';
import { groupBy } from '../private/lang';

/** A CodePipeline stage, or jobs that belong together. */
export interface Column {
  readonly name: string;
  /** What CodePipeline does around it. */
  readonly around: readonly string[];
  readonly lanes: readonly Lane[];
}

/** What belongs to one application in a stage; or to none, before or after all that does. */
export interface Lane {
  readonly application?: ApplicationInfo;
  readonly cards: readonly Card[];
}

export interface Card {
  /** Index in the actions of the plan. */
  readonly action: number;
  /** Without the name of the application: the lane says it. */
  readonly name: string;
  /** Jobs have none. */
  readonly runOrder?: number;
  readonly note: string;
  /** On the longest chain of actions. */
  readonly critical: boolean;
}

/** Where everything goes in a picture: stages, or outermost groups of jobs, as columns, applications as lanes in them, actions as cards in lanes. */
export function boardOf(plan: PlanGraph): Column[] {
  const { stages, actions } = plan;
  const { applications } = plan.document;
  const critical = new Set(criticalPathOf(plan.waits));
  const byId = new Map(applications.map((application) => [application.id, application]));
  const indexes = new Map(actions.map((action, i) => [action, i]));
  const cardOf = (action: Action, application?: ApplicationInfo): Card => ({
    action: indexes.get(action)!,
    name: shortName(action, application),
    ...(plan.document.gitHub ? {} : { runOrder: action.runOrder }),
    note: action.target ? placeOf(action.target) : objectOf(action),
    critical: critical.has(plan.indexOf(action.node) ?? -1),
  });
  return stages.map(({ name, settings, actions: inStage }) => ({
    name,
    around: aroundStage({ name, settings }, plan.document.codePipeline),
    lanes: lanesOf(inStage).map(({ application: id, actions: inLane }) => {
      const application = id === undefined ? undefined : (byId.get(id) ?? { id, name: id, wave: '' });
      return { ...(application ? { application } : {}), cards: inLane.map((action) => cardOf(action, application)) };
    }),
  }));
}

interface ActionsOfLane {
  readonly application?: string;
  readonly actions: readonly Action[];
}

/** Lanes from top to bottom: what comes before the applications, each of these, and what belongs to none of them. */
function lanesOf(actions: readonly Action[]): ActionsOfLane[] {
  const owned = actions.filter((action) => action.application !== undefined);
  const start = owned.reduce((first, { runOrder }) => Math.min(first, runOrder), Infinity);
  const shared = actions.filter((action) => action.application === undefined);
  return [
    { actions: shared.filter(({ runOrder }) => runOrder < start) },
    ...[...groupBy(owned, (action) => action.application)].map(([application, all]) => ({ application, actions: all })),
    { actions: shared.filter(({ runOrder }) => runOrder >= start) },
  ].filter((lane) => lane.actions.length > 0);
}

function shortName({ name }: Action, application?: ApplicationInfo): string {
  const prefix = `${application?.name}.`;
  return application && name.startsWith(prefix) ? name.slice(prefix.length) : name;
}
