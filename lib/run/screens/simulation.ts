import type { PlanGraph } from '../../document/plan-graph';
import type { Terminal } from '../../private/terminal';
import type { Listener, RunEvent } from '../events';

/** What a simulation shows: when what begins and ends, then what never starts, then the longest chain. */
export function simulationScreen(_plan: PlanGraph, terminal: Terminal): Listener {
  const { styles, out } = terminal;
  return (event: RunEvent) => {
    switch (event.type) {
      case 'action.finished':
        return out([`${timeOf(event.at)}  ${event.action}  ${event.result}`]);
      case 'action.never-started':
        return out([styles.danger(`never starts: ${event.action}, because of ${event.because}`)]);
      case 'run.finished':
        return out([styles.bold(`${timeOf(event.at)} in all`), ...event.criticalPath.map((action) => `  ${action}`)]);
      default:
        return undefined;
    }
  };
}

/** `1:05:00`, `12:30`. */
export function timeOf(seconds: number): string {
  const whole = Math.round(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
