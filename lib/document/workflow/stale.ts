import { compareWorkflows } from './compare-workflows';
import { formerFiles, type Found, type Place, seenFrom, type Verdict } from './place';
import { withUnixEnds } from './workflow-file';
import { bySeverity, type Change, shown, TITLES } from '../change';
import { type Diagnostic, problem } from '../../private/diagnostics';
import { escapeMarkdown, fenced } from '../../private/markdown';
import { quoted } from '../../private/text';
import { unifiedDiff } from '../../private/unified-diff';
import { visible } from '../../private/visible';

/** Lines of a diff in an error, which people scroll past; and in a page, which has room. GitHub takes 1 MiB of a summary. */
const MOST_IN_ERROR = 60;
const MOST_IN_PAGE = 500;

/** Lines of words that an error has; changes that a page has. */
const MOST_WORDS = 20;
const MOST_CHANGES = 100;

/** A workflow file that is not what the pipeline makes now. */
export interface Stale {
  /** Construct path of the pipeline. */
  readonly where: string;
  readonly place: Place;
  /** Text of the file; missing if there is none. */
  readonly before?: string;
  readonly after: string;
  /** What differs, the most dangerous first; nothing, if there is no file. */
  readonly changes: readonly Change[];
  /** Files of GitHub's that are probably the same workflow under another name. */
  readonly former: readonly string[];
}

export function staleOf(where: string, place: Place, found: Found, after: string): Stale {
  const before = found.kind === 'file' ? withUnixEnds(found.text) : undefined;
  const changes = before === undefined ? [] : compareWorkflows(before, after);
  return { where, place, before, after, changes, former: before === undefined ? formerFiles(place, after) : [] };
}

/**
 * What makes the file fresh, to be run in this directory.
 *
 * @param write what writes it
 */
export function commandsFor({ place }: Stale, directory: string, write = 'npx cdk synth'): string[] {
  const file = quotedForShell(seenFrom(directory, place));
  return [write, `git add ${file}`, `git commit -m "Update the workflow"`];
}

export function quotedForShell(text: string): string {
  return /^[\w./@+-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}

/**
 * The error that fails a synthesis.
 *
 * @param why nothing is written: `GITHUB_ACTIONS is set`
 */
export function staleProblem(stale: Stale, directory: string, why: string): Diagnostic {
  const lines = [...firstOf(wordsOf(stale), MOST_WORDS), ...diffOf(stale, MOST_IN_ERROR)];
  return problem({
    where: stale.where,
    given: [headline(stale), ...lines.map((line) => `    ${line}`)].join('\n'),
    expected: `the file as the pipeline makes it: this synthesis compares the two and writes nothing, as ${why}`,
    fix:
      `run \`${commandsFor(stale, directory).join(' && ')}\`, and push. If that changes nothing, other versions are ` +
      'installed here than you have, or the environment differs: commit the lock file',
  });
}

function firstOf(lines: readonly string[], most: number): string[] {
  const left = lines.length - most;
  return left > 0 ? [...lines.slice(0, most), `… ${left} more lines`] : [...lines];
}

function headline({ place, before }: Stale): string {
  return before === undefined
    ? `the workflow '${place.file}' is not in the repository`
    : `the workflow '${place.file}' is stale, and this is what the pipeline makes of it now:`;
}

/** A change to a line, and its details below it. */
export function wordsOf({ changes, former }: Pick<Stale, 'changes' | 'former'>): string[] {
  const words = bySeverity(changes).flatMap(([severity, some]) => [
    `${TITLES[severity]}:`,
    ...some.flatMap((change) => [
      `- ${visible(change.text)}`,
      ...shown(change).map((detail) => `    ${visible(detail)}`),
    ]),
  ]);
  return [...words, ...formerWords(former)];
}

function formerWords(former: readonly string[]): string[] {
  return former.length > 0
    ? [`GitHub also runs ${quoted(former)} of a pipeline with this path: if that is its former name, remove it`]
    : [];
}

/** Nothing of a file that is new: all of it would be. */
export function diffOf({ place, before, after }: Stale, most?: number): string[] {
  return before === undefined
    ? []
    : [`--- ${visible(place.file)}`, '+++ as the pipeline makes it', ...unifiedDiff(before, after, most)];
}

/** The same as Markdown of GitHub; `commands`: those that make the file fresh. */
export function staleMarkdown(stale: Stale, commands: readonly string[]): string[] {
  const left = stale.changes.length - MOST_CHANGES;
  const words = bySeverity(stale.changes.slice(0, MOST_CHANGES)).flatMap(([severity, some]) => [
    '',
    `**${TITLES[severity]}**`,
    '',
    ...some.flatMap((change) => [
      `- ${escapeMarkdown(change.text)}`,
      ...shown(change).map((detail) => `  - ${escapeMarkdown(detail)}`),
    ]),
  ]);
  const diff = diffOf(stale, MOST_IN_PAGE);
  const title = stale.before === undefined ? 'Missing workflow' : 'Stale workflow';
  return [
    `### ${title}: ${escapeMarkdown(stale.place.file)}`,
    '',
    `It is not what the pipeline ${escapeMarkdown(stale.where)} makes now. To fix it:`,
    '',
    ...fenced(commands, 'sh'),
    ...words,
    ...(left > 0 ? ['', `And ${left} changes that are less dangerous.`] : []),
    ...formerWords(stale.former).flatMap((line) => ['', escapeMarkdown(line)]),
    ...(diff.length > 0 ? ['', ...fenced(diff, 'diff')] : []),
  ];
}

/** Why a workflow cannot be where it belongs. */
export function placeProblem(where: string, place: Place, found: Found, verdict: Verdict): Diagnostic[] {
  if (verdict === 'foreign') {
    return [
      problem({
        where,
        given: `'${place.file}' is there, and was not made by cdk-pipelines: it is not overwritten`,
        expected: 'no file there, or one that this library has made',
        fix: 'give the workflow another file, or, if nobody needs what is there, remove it with `git rm`',
      }),
    ];
  }
  if (found.kind === 'obstacle') {
    return [
      problem({
        where,
        given: `'${found.path}' is ${found.what}: the workflow cannot be '${place.file}'`,
        expected: 'a plain file, in plain directories',
        fix: 'remove what is there, or give the workflow another file',
      }),
    ];
  }
  return [];
}

/** Why a workflow could not be written. */
export function writeProblem(where: string, place: Place, code: string): Diagnostic {
  return problem({
    where,
    given: `'${place.file}' cannot be written (${code})`,
    expected: 'a repository that you may write to',
    fix: `make it writable, or set CDK_PIPELINES_WORKFLOW=check, which only compares`,
  });
}
