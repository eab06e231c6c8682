import type { PlanGraph } from '../../document/plan-graph';
import type { Terminal } from '../../private/terminal';
import type { Listener } from '../events';
import type { RunOptions } from '../options';
import { jsonScreen } from './json';
import { junitReport } from './junit';
import { type LiveScreen, liveScreen } from './live';
import { plainScreen } from './plain';
import { simulationScreen } from './simulation';
import type { Page } from './summary';

type Reader = Terminal & Pick<Page, 'cwd'>;

/**
 * What shows a run: events as JSON if that was asked for, else a picture that is drawn again and again on a terminal, else
 * lines; and a report.
 */
export function screenOf(options: RunOptions, terminal: Reader, clock: () => number): LiveScreen {
  const screen = onTerminal(options, terminal, clock);
  return options.junit === undefined ? screen : { ...screen, listen: both(screen.listen, junitReport(options.junit)) };
}

function onTerminal({ json }: RunOptions, terminal: Reader, clock: () => number): LiveScreen {
  const { area } = terminal;
  if (area && !json) {
    return liveScreen({ ...terminal, area }, clock);
  }
  const listen = json ? jsonScreen(terminal) : plainScreen(terminal);
  return { listen, withQuestions: (person) => person, close: () => undefined };
}

/** The same of a simulation: see `simulationScreen()`. */
export function screenOfSimulation(
  { json, junit }: RunOptions,
  plan: PlanGraph,
  terminal: Terminal,
  byPlan: () => number,
): Listener {
  const screen = json ? jsonScreen(terminal) : simulationScreen(plan, terminal, byPlan);
  return junit === undefined ? screen : both(screen, junitReport(junit));
}

/** The report first: a picture of what could not be written would be wrong. */
function both(screen: Listener, report: Listener): Listener {
  return (event) => {
    report(event);
    screen(event);
  };
}
