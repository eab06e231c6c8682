import { columnsOf, fit, wrap } from '../../private/columns';
import { groupBy } from '../../private/lang';
import { count } from '../../private/terminal';
import { listed } from '../../private/text';
import type { Difference, RunFinished } from '../events';
import { signOf } from './painter';
import type { ActionRecord, RunState } from './run-state';
import { criticalPathLines, neverStartedLines, type Page, shownPath, titled } from './summary';
import { durationOf } from './times';

/** Failures that are shown in full. */
const MOST_FAILURES = 10;
/** The last lines of what failed, where nobody has seen them pass. */
const LAST_LINES = 20;
const MOST_NAMES = 4;
/** A wider box is hard to read. */
const BOX = 100;

export interface EndOptions extends Page {
  /** Whether the lines of actions, and warnings, were shown when they came. */
  readonly isSeen: boolean;
}

/** What all screens show at the end of a run: what is worst, last. */
export function endOf(record: RunState, options: EndOptions): string[] {
  const sections = [
    options.isSeen ? [] : warningLines(record, options),
    boxOf(record.finished?.differences ?? [], options),
    criticalPathLines(record, options),
    options.isSeen ? skippedLines(record, options) : [],
    neverStartedLines(record, options),
    ...failureSections(record, options),
    totalLines(record, options),
  ].filter((lines) => lines.length > 0);
  return sections.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]));
}

function warningLines({ warnings }: RunState, page: Page): string[] {
  return warnings.length === 0 ? [] : titled('Warnings:', warnings, page, page.styles.warning);
}

/** What was not shown to work: who trusts the rest has to know it. */
export function boxOf(differences: readonly Difference[], { width, styles }: Page): string[] {
  if (differences.length === 0) {
    return [];
  }
  const columns = Math.min(width, BOX);
  const inner = columns - 4;
  const title = 'Not shown by this run';
  const texts = differences.flatMap(({ what, actions }) => {
    const names = listed(actions, MOST_NAMES);
    return wrap(names === '' ? `- ${what}` : `- ${what}: ${names}`, inner, '  ');
  });
  return [
    `╭─ ${styles.bold(title)} ${'─'.repeat(Math.max(columns - title.length - 5, 0))}╮`,
    ...texts.map((text) => `│ ${fit(text, inner)} │`),
    `╰${'─'.repeat(columns - 2)}╯`,
  ];
}

/** One line for each reason; the tree of the live screen has them already. */
function skippedLines({ actions }: RunState, page: Page): string[] {
  const skipped = actions.filter(({ state }) => state === 'skipped');
  const byReason = [...groupBy(skipped, ({ finished }) => finished?.reason ?? '')];
  const texts = byReason.map(([reason, some]) => `${namesOf(some)}${reason === '' ? '' : `: ${reason}`}`);
  return skipped.length === 0 ? [] : titled(`${count(skipped.length, 'action')} skipped:`, texts, page);
}

function namesOf(actions: readonly ActionRecord[]): string {
  return listed(
    actions.map(({ action }) => action),
    MOST_NAMES,
  );
}

function failureSections(record: RunState, options: EndOptions): string[][] {
  const bad = record.actions.filter(({ state }) => state === 'failed' || state === 'rejected' || state === 'stopped');
  const more = bad.length > MOST_FAILURES + 1 ? bad.slice(MOST_FAILURES) : [];
  return [
    ...bad.slice(0, bad.length - more.length).map((one) => failureLines(one, options)),
    ...(more.length > 0 ? [wrap(`and ${count(more.length, 'more')}: ${namesOf(more)}`, options.width, '  ')] : []),
  ];
}

/** Columns of what is before a fact. */
const LABEL = '  Variables: '.length;

/** What went wrong, how to fix it, and where to look and try. */
function failureLines({ action, state, started, finished, lines }: ActionRecord, options: EndOptions): string[] {
  const { styles, width } = options;
  const { reason = '', fix, workspace, envFile, command, seconds = 0 } = finished ?? {};
  const verb = state === 'failed' ? `failed after ${durationOf(seconds)}` : state;
  // They are copied: a line break would be part of them.
  const facts: (readonly [string, string | undefined])[] = [
    ['Files', workspace],
    ['Variables', envFile],
    ['Log', started?.log && shownPath(started.log, options)],
    ['Again', command],
  ];
  const last = options.isSeen || state !== 'failed' ? [] : lines.slice(-LAST_LINES);
  return [
    ...wrap(`✘ ${action} ${verb}${reason === '' ? '' : `: ${reason}`}`, width, '  ').map(styles.danger),
    ...last.flatMap((line) => unbroken(line, width - 4).map((part) => `  ${styles.dim(`│ ${part}`)}`)),
    ...(fix === undefined ? [] : wrap(fix, width - LABEL, '')).map(
      (line, i) => `${i === 0 ? '  Fix:' : ''}`.padEnd(LABEL) + line,
    ),
    ...facts.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name}:`.padEnd(LABEL) + value])),
  ];
}

/** How far a line is indented says what it belongs to. */
function unbroken(line: string, width: number): string[] {
  return columnsOf(line) <= width ? [line] : wrap(line, width, '');
}

const WORDS: Readonly<Record<keyof RunFinished['counts'], string>> = {
  ...{ failed: 'failed', rejected: 'rejected', stopped: 'stopped', canceled: 'canceled', succeeded: 'succeeded' },
  ...{ skipped: 'skipped', 'never-started': 'never started' },
};

const TITLES: Readonly<Record<RunFinished['result'], string>> = {
  succeeded: 'Succeeded',
  failed: 'Failed',
  stopped: 'Stopped at a gate',
  canceled: 'Canceled',
};

function totalLines({ started, finished }: RunState, page: Page): string[] {
  const { width, styles } = page;
  if (!finished) {
    return [];
  }
  const counts = (Object.keys(WORDS) as (keyof typeof WORDS)[]).flatMap((key) =>
    finished.counts[key] > 0 ? [`${finished.counts[key]} ${WORDS[key]}`] : [],
  );
  const text = `${TITLES[finished.result]} after ${durationOf(finished.at)}: ${counts.join(', ')}`;
  const style =
    finished.result === 'succeeded' ? styles.good : finished.result === 'failed' ? styles.danger : styles.warning;
  const sign = signOf(finished.result, { ...styles, good: String, danger: String, warning: String });
  return [
    ...wrap(`${sign} ${text}`, width, '  ').map(style),
    ...(started?.directory === undefined ? [] : [`Logs and files: ${shownPath(started.directory, page)}`]),
  ];
}
