import type { Change, Severity } from './change';
import type { GitHubStepInfo } from '../../document/plan-document';
import { isPinned } from '../../document/workflow/read-workflow';
import { parsedJson } from '../../private/lang';

/** What is different about a job: with a text that may be true of other jobs, too. */
export function change(severity: Severity, text: string, details?: readonly string[]): Change {
  return { severity, text, ...(details ? { details } : {}) };
}

type Settings = Readonly<Record<string, string>>;

type Renamed = (text: string) => string;

/** Settings of a job or of a step, each by its name; of what has names in it, such as variables, each of these. */
export function settingChanges(
  was: Settings = {},
  is: Settings = {},
  renamed: Renamed,
  severityOf: (name: string) => Severity,
): Change[] {
  const [before, after] = [was, is].map((all) => new Map(Object.entries(all).flatMap(partsOf)));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const old = before.get(name);
    const [from, to] = [old === undefined ? 'none' : renamed(old), after.get(name) ?? 'none'];
    const added = addedTo(from, to);
    const text = added.length > 0 ? `${name}: also ${added.join(', ')}` : `${name} ${from} → ${to}`;
    return from === to ? [] : [change(severityOf(name.split(' ')[0]), text)];
  });
}

function partsOf([name, text]: [string, string]): [string, string][] {
  const value = parsedJson(text);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject
    ? Object.entries(value).map(([key, one]) => [`${name} ${key}`, typeof one === 'string' ? one : JSON.stringify(one)])
    : [[name, text]];
}

/** What a list has more than it had. Nothing, if one of the two is no list, or if it has lost something. */
function addedTo(old: string, now: string): string[] {
  const [was, is] = [parsedJson(old), parsedJson(now)];
  const areLists = Array.isArray(was) && Array.isArray(is) && was.every((item) => is.includes(item));
  return areLists ? is.filter((item) => !was.includes(item)).map(String) : [];
}

/** How steps are compared. */
interface Options {
  /** A text of the old job, with the ids that jobs have now. */
  readonly renamed: Renamed;
  /** Whether the plan says already that other commands run. */
  readonly isSaid: boolean;
}

/** What runs in a job, step by step. A step that runs with the rights of the job may do all that these allow. */
export function stepChanges(was: readonly GitHubStepInfo[], is: readonly GitHubStepInfo[], options: Options): Change[] {
  const pairs = aligned(was, is);
  const [gone, added] = [new Set(was), new Set(is)];
  pairs.forEach(([old, now]) => {
    gone.delete(old);
    added.delete(now);
  });
  return [
    ...[...gone].map((step) => change('danger', `step ${nameOf(step)} is gone`, scriptOf(step, '-'))),
    ...[...added].map((step) => change('danger', `new step ${nameOf(step)}${pinning(step)}`, scriptOf(step, '+'))),
    ...pairs.flatMap(([old, now]) => pairChanges(old, now, options)),
  ];
}

type StepPair = readonly [GitHubStepInfo, GitHubStepInfo];

/** More pairs take too long; no job has so many steps. */
const MOST_PAIRS = 1_000_000;

/** The longest common part: steps of the same action, or of the same name, in their order. */
function aligned(was: readonly GitHubStepInfo[], is: readonly GitHubStepInfo[]): StepPair[] {
  const [a, b] = [was.map(keyOf), is.map(keyOf)];
  if (a.length * b.length > MOST_PAIRS) {
    return was.slice(0, is.length).map((step, i) => [step, is[i]]);
  }
  const best = a.map(() => b.map(() => 0));
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      best[i][j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: StepPair[] = [];
  for (let [i, j] = [0, 0]; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      pairs.push([was[i++], is[j++]]);
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      i++;
    } else {
      j++;
    }
  }
  return pairs;
}

/** The action, without its version; of a script, its name. */
function keyOf({ uses, name }: GitHubStepInfo): string {
  return uses === undefined ? `run ${name ?? ''}` : `uses ${uses.split('@')[0]}`;
}

function nameOf({ uses, name, run = '' }: GitHubStepInfo): string {
  return uses ?? `'${name ?? run.split('\n')[0]}'`;
}

function pinning({ uses }: GitHubStepInfo): string {
  return uses === undefined || isPinned(uses) ? '' : ', which is not pinned: whoever may move its tag runs code here';
}

function pairChanges(old: GitHubStepInfo, now: GitHubStepInfo, { renamed, isSaid }: Options): Change[] {
  const run = old.run === undefined ? undefined : renamed(old.run);
  return [
    ...(old.uses === now.uses ? [] : [change('danger', `${old.uses} → ${now.uses}${pinning(now)}`)]),
    ...(run === now.run
      ? []
      : [
          change(isSaid ? 'notice' : 'danger', `step ${nameOf(now)} runs another script`, differingLines(run, now.run)),
        ]),
    ...settingChanges(old.settings, now.settings, renamed, () => 'danger').map((one) => ({
      ...one,
      text: `step ${nameOf(now)}: ${one.text}`,
    })),
    ...(old.name === now.name
      ? []
      : [change('info', `step ${nameOf(now)}: name ${old.name ?? 'none'} → ${now.name ?? 'none'}`)]),
  ];
}

/** What is in the one and not in the other; if that is nothing, they are in another order. */
function differingLines(old = '', now = ''): string[] {
  const [was, is] = [old, now].map((text) => text.split('\n').filter((line) => line.trim() !== ''));
  const [before, after] = [new Set(was), new Set(is)];
  const lines = [
    ...was.filter((line) => !after.has(line)).map((line) => `- ${line}`),
    ...is.filter((line) => !before.has(line)).map((line) => `+ ${line}`),
  ];
  return lines.length > 0 ? lines : ['the same lines in another order, or more often'];
}

function scriptOf({ run }: GitHubStepInfo, sign: '+' | '-'): string[] | undefined {
  return run?.split('\n').map((line) => `${sign} ${line}`);
}
