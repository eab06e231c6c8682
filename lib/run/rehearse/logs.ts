import * as fs from 'fs';
import type { Listener } from '../events';

/** Writes what each action logs into a file of its own. */
export function logFiles(): Listener {
  const open = new Map<string, number>();
  return (event) => {
    switch (event.type) {
      case 'action.started':
        if (event.log !== undefined) {
          open.set(event.action, fs.openSync(event.log, 'w'));
        }
        break;
      case 'action.logged': {
        const file = open.get(event.action);
        if (file !== undefined) {
          fs.writeSync(file, `${event.line}\n`);
        }
        break;
      }
      case 'action.finished': {
        const file = open.get(event.action);
        if (file !== undefined) {
          fs.closeSync(file);
          open.delete(event.action);
        }
        break;
      }
      default:
    }
  };
}
