import type { Terminal } from '../../private/terminal';
import type { Listener } from '../events';

/** A line for each thing that happens. */
export function plainScreen({ out, styles }: Terminal): Listener {
  return (event) => {
    switch (event.type) {
      case 'action.logged':
        return out([`${event.action} │ ${event.line}`]);
      case 'action.finished':
        return out([
          styles.bold(`${event.action}  ${event.result}`),
          ...[event.reason, event.fix, event.workspace, event.envFile].flatMap((line) =>
            line === undefined ? [] : [`  ${line}`],
          ),
        ]);
      case 'action.never-started':
        return out([styles.danger(`${event.action} never started, because of ${event.because}`)]);
      case 'warning':
        return out([styles.warning(event.message)]);
      default:
        return undefined;
    }
  };
}
