import * as path from 'path';
import { groupBy } from '../../private/lang';
import { wrap } from '../../private/columns';
import { count, type Style, type Styles } from '../../private/terminal';
import { listed } from '../../private/text';
import type { ActionRecord, RunState } from './run-state';
import { durationOf } from './times';

/** Where lines go to. */
export interface Page {
  /** The directory of whoever reads: files below it are named from there. @default - all paths are absolute */
  readonly cwd?: string;
  readonly width: number;
  readonly styles: Styles;
}

/** Actions that never started, of which each is named. */
const MOST_NEVER = 40;

/** Names in a line, if there are more. */
const MOST_NAMES = 6;

/** What takes less takes no time. */
const LEAST_SECONDS = 0.05;

/** Links of the critical path that are shown at each end of it. */
const MOST_LINKS = 12;

/** As short as whoever copies it can use it. */
export function shownPath(file: string, { cwd }: Pick<Page, 'cwd'>): string {
  return cwd !== undefined && file.startsWith(`${cwd}${path.sep}`) ? path.relative(cwd, file) : file;
}

/** What never started, below the action that it is the fault of: a line for each stage. */
export function neverStartedLines(record: RunState, page: Page): string[] {
  const never = record.actions.filter(({ state }) => state === 'never-started');
  const most = never.length > MOST_NEVER ? MOST_NAMES : Infinity;
  return [...groupBy(never, ({ because }) => because)].flatMap(([culprit = '', actions]) => [
    ...titled(
      `${count(actions.length, 'action')} never ${actions.length === 1 ? 'starts' : 'start'} because of ${culprit}:`,
      [...groupBy(actions, ({ stage }) => stage)].map(([stage, some]) => `${stage}: ${namesOf(some, most)}`),
      page,
    ),
  ]);
}

/** In each stage names are unique, and short. */
function namesOf(actions: readonly ActionRecord[], most: number): string {
  const names = actions.map(({ name }) => name);
  return listed(names, names.length > most + 1 ? most : names.length);
}

/** The chain of actions that the end has waited for, with the time that each has taken. */
export function criticalPathLines(record: RunState, page: Page): string[] {
  const { criticalPath: path = [], at = 0 } = record.finished ?? {};
  if (path.length < 2) {
    return [];
  }
  const links = path.map((action) => {
    const seconds = record.actionOf(action)?.finished?.seconds ?? 0;
    return seconds >= LEAST_SECONDS ? `${action} ${durationOf(seconds)}` : action;
  });
  const left = links.length - 2 * MOST_LINKS;
  const shown = left > 1 ? [...links.slice(0, MOST_LINKS), `${left} more`, ...links.slice(-MOST_LINKS)] : links;
  return titled(`Critical path (${durationOf(at)}):`, [shown.join(' → ')], page);
}

/** A title, and texts below it. */
export function titled(
  title: string,
  texts: readonly string[],
  { width, styles }: Page,
  style: Style = styles.bold,
): string[] {
  const indent = '  ';
  return [
    ...wrap(title, width, indent).map(style),
    ...texts.flatMap((text) => wrap(text, width - indent.length, indent).map((line) => `${indent}${line}`)),
  ];
}
