import * as fs from 'fs';
import type { Listener } from '../events';
import { variableText } from './run-state';

/** Writes into a file of its own what each action gets, writes and exports. */
export function logFiles(): Listener {
  const open = new Map<string, number>();
  const write = (action: string, line: string) => {
    const file = open.get(action);
    if (file !== undefined) {
      fs.writeSync(file, `${line}\n`);
    }
  };
  return (event) => {
    switch (event.type) {
      case 'action.started':
        if (event.log !== undefined) {
          open.set(event.action, fs.openSync(event.log, 'w'));
        }
        break;
      case 'action.variable':
        write(event.action, variableText(event));
        break;
      case 'action.logged':
        write(event.action, event.line);
        break;
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
