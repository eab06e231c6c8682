import { GATE } from '../../document/words';
import { columnsOf } from '../../private/columns';
import { count, type Styles, type Terminal } from '../../private/terminal';
import type { ActionFinished, Listener, RunEvent, RunStarted } from '../events';
import { endOf } from './end';
import { signOf } from './painter';
import { RunState, shownLine, variableText } from './run-state';
import { type Page, shownPath } from './summary';
import { durationOf } from './times';

/** Columns that names are filled up to, so that lines of several actions are easy to keep apart. */
const MOST_NAME = 40;

/** A line for each thing that happens, with the name of the action before it: for logs of CI, and for pipes. */
export function plainScreen(terminal: Terminal & Pick<Page, 'cwd'>): Listener {
  const { out, styles } = terminal;
  const record = new RunState();
  let columns = 0;
  return (event) => {
    record.add(event);
    if (event.type === 'run.started') {
      columns = Math.min(
        Math.max(0, ...event.actions.slice(0, 1000).map(({ action }) => columnsOf(action))),
        MOST_NAME,
      );
      out(startLines(event, terminal));
    } else if (event.type === 'run.finished') {
      out(['', ...endOf(record, { ...terminal, isSeen: true })]);
    } else if (event.type === 'warning') {
      out([styles.warning(`warning: ${event.message}`)]);
    } else {
      const prefix = styles.dim(`${event.action}${' '.repeat(Math.max(columns - columnsOf(event.action), 0))} │`);
      out(textsOf(event, styles).map((text) => `${prefix} ${text}`));
    }
  };
}

function startLines({ pipeline, depth, actions, directory }: RunStarted, page: Page): string[] {
  const what = depth === 'deploy' ? 'deploying' : 'rehearsing';
  return [
    page.styles.bold(`${pipeline}: ${what} ${count(actions.length, 'action')}`),
    ...(directory === undefined ? [] : [page.styles.dim(`Logs and files: ${shownPath(directory, page)}`)]),
  ];
}

type OfAction = Exclude<RunEvent, { readonly type: 'run.started' | 'run.finished' | 'warning' }>;

function textsOf(event: OfAction, styles: Styles): string[] {
  switch (event.type) {
    case 'action.queued':
      return [styles.dim('waits for a place')];
    case 'action.started':
      return [`${styles.accent('▶')} started${event.after === undefined ? '' : styles.dim(`, after ${event.after}`)}`];
    case 'action.logged':
      return [shownLine(event.line)];
    case 'action.variable':
      return [styles.dim(variableText(event))];
    case 'gate.asked':
      return [
        styles.warning(`${GATE} a decision is asked for`),
        ...[...event.text.split('\n'), event.url ?? '']
          .filter((text) => text !== '')
          .map((text) => styles.warning(`  ${text}`)),
      ];
    case 'action.finished':
      return [finishedText(event, styles)];
    case 'action.never-started':
      // They are many, and the end has them all.
      return [];
  }
}

function finishedText({ result, seconds, reason }: ActionFinished, styles: Styles): string {
  const why = reason === undefined ? '' : `: ${reason}`;
  const took = result === 'skipped' ? '' : `, ${durationOf(seconds)}`;
  return `${signOf(result, styles)} ${result}${took}${why}`;
}
