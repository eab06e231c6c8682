import type { Terminal } from '../../private/terminal';
import type { Listener } from '../events';

/** A line of JSON for each event. */
export function jsonScreen(terminal: Terminal): Listener {
  return (event) => terminal.out([JSON.stringify(event)]);
}
