import * as fs from 'fs';
import * as path from 'path';
import { fail } from '../../private/errors';
import { groupBy } from '../../private/lang';
import { escapeMarkup } from '../../private/text';
import { visible, visibleLines } from '../../private/visible';
import { writeInParts } from '../../private/write-in-parts';
import type { Listener } from '../events';
import { type ActionRecord, RunState } from './run-state';

/** Writes a report that CI systems understand, when the run is over: the whole file, or none. */
export function junitReport(file: string): Listener {
  const record = new RunState();
  checkPlace(file);
  return (event) => {
    record.add(event);
    if (event.type === 'run.finished') {
      write(file, junitOf(record));
    }
  };
}

/** JUnit XML: a suite for each stage, a case for each action. */
export function junitOf({ started, finished, actions }: RunState): string {
  const suites = [...groupBy(actions, ({ stage }) => stage)];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({ name: started?.pipeline ?? '', ...sums(actions), time: timeOf(finished?.at ?? 0) })}>`,
    ...suites.flatMap(([name, some]) => {
      const time = timeOf(some.reduce((sum, one) => sum + (one.finished?.seconds ?? 0), 0));
      return [`  <testsuite ${attributes({ name, ...sums(some), time })}>`, ...some.flatMap(caseOf), '  </testsuite>'];
    }),
    '</testsuites>',
    '',
  ].join('\n');
}

function sums(actions: readonly ActionRecord[]): Record<string, string> {
  const sum = (kind: Verdict['element']) => String(actions.filter((one) => verdictOf(one)?.element === kind).length);
  return {
    tests: String(actions.length),
    failures: sum('failure'),
    errors: sum('error'),
    skipped: sum('skipped'),
  };
}

interface Verdict {
  readonly element: 'failure' | 'error' | 'skipped';
  readonly message: string;
}

/** Nothing of what succeeded. An error is what could not be decided. */
function verdictOf({ state, finished, because }: ActionRecord): Verdict | undefined {
  const message = finished?.reason ?? state;
  switch (state) {
    case 'succeeded':
      return undefined;
    case 'failed':
    case 'rejected':
      return { element: 'failure', message };
    case 'stopped':
    case 'canceled':
      return { element: 'error', message };
    default:
      return { element: 'skipped', message: because === undefined ? message : `never started, because of ${because}` };
  }
}

function caseOf(one: ActionRecord): string[] {
  const verdict = verdictOf(one);
  const start = `    <testcase ${attributes({ classname: one.stage, name: one.name, time: timeOf(one.finished?.seconds ?? 0) })}`;
  if (!verdict) {
    return [`${start}/>`];
  }
  const { element, message } = verdict;
  const { fix, workspace, command } = one.finished ?? {};
  const facts = [fix, workspace && `Files: ${workspace}`, command && `Again: ${command}`];
  const text = [...one.lines, ...facts.flatMap((fact) => fact ?? [])].join('\n');
  return [
    `${start}>`,
    element === 'skipped'
      ? `      <skipped ${attributes({ message })}/>`
      : `      <${element} ${attributes({ message })}>${escapeMarkup(visibleLines(text))}</${element}>`,
    '    </testcase>',
  ];
}

/** XML has no control characters, not even as references: what nobody sees is written out. */
function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escapeMarkup(visible(value))}"`)
    .join(' ');
}

function timeOf(seconds: number): string {
  return seconds.toFixed(3);
}

/** Before anything runs: a report that cannot be written would be missed only in the end. */
function checkPlace(file: string): void {
  const directory = path.dirname(path.resolve(file));
  const isDirectory = (name: string) => fs.statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isDirectory(directory) || isDirectory(file)) {
    refuse(file, isDirectory(file) ? 'it is a directory' : 'its directory is not there');
  }
}

function write(file: string, text: string): void {
  try {
    writeInParts(file, [text]);
  } catch (error) {
    refuse(file, (error as NodeJS.ErrnoException).code ?? String(error));
  }
}

function refuse(file: string, why: string): never {
  return fail({
    where: `--junit ${file}`,
    given: `the report cannot be written (${why})`,
    expected: 'a file in a directory that is there and that you may write to',
    fix: 'make the directory, or name another file',
  });
}
