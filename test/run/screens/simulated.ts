import type { PlanDocument } from '../../../lib/document/plan-document';
import { PlanGraph } from '../../../lib/document/plan-graph';
import { stylesOf } from '../../../lib/private/terminal';
import { RunState } from '../../../lib/run/screens/run-state';
import { renderSimulation } from '../../../lib/run/screens/simulation';
import { type Assumptions, simulate } from '../../../lib/run/simulate';

/** What the screen of a simulation shows, without colour. */
export function simulated(document: PlanDocument, assumptions: Assumptions = {}, width = 100): string[] {
  const plan = new PlanGraph(document);
  const record = new RunState();
  simulate(plan, assumptions, (event) => record.add(event));
  const byPlan = () => {
    let end = 0;
    simulate(
      plan,
      { ...assumptions, order: 'plan' },
      (event) => (end = event.type === 'run.finished' ? event.at : end),
    );
    return end;
  };
  return renderSimulation(plan, record, { width, styles: stylesOf(false) }, byPlan);
}
