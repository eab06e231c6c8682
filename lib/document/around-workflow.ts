import type { GitHubInfo, GitHubJobInfo } from './plan-document';
import { asObject, parsedJson } from '../private/lang';
import { listed } from '../private/text';

// What GitHub does around the jobs, and what a job has, in words. Documents come from anywhere: what is not as expected is shown as it is.

/** What starts a workflow, and what GitHub does with several runs of it. */
export function aroundWorkflow({ triggers, settings = {} }: GitHubInfo): string[] {
  const { concurrency, ...others } = settings;
  return [
    ...Object.entries(triggers).map(([event, text]) => triggerText(event, text)),
    ...(concurrency === undefined ? [] : [concurrencyText(concurrency)]),
    ...Object.entries(others)
      .filter(([name, text]) => name !== 'permissions' || !isEmpty(text))
      .map(([name, text]) => `${name}: ${text}`),
  ];
}

/** `starts on push (branches main)` */
function triggerText(event: string, text: string): string {
  const value = parsedJson(text);
  const configured = isEmpty(text) || value === null ? '' : ` (${configuredText(event, value, text)})`;
  return event === 'workflow_dispatch' ? `starts by hand${configured}` : `starts on ${event}${configured}`;
}

function configuredText(event: string, value: unknown, text: string): string {
  const { inputs, ...filters } = asObject(value);
  if (event === 'schedule' && Array.isArray(value)) {
    return value.map((one) => textOf(asObject(one).cron ?? one)).join(', ');
  }
  const words = [
    ...Object.entries(filters).map(([name, one]) => `${name} ${textsOf(one)}`),
    ...(inputs === undefined ? [] : [`inputs ${Object.entries(asObject(inputs)).map(inputText).join(', ')}`]),
  ];
  return words.length > 0 ? words.join('; ') : text;
}

/** `STAGE=beta`, `STAGE (must be given)` */
function inputText([name, given]: [string, unknown]): string {
  const { default: value, required } = asObject(given);
  return value !== undefined ? `${name}=${textOf(value)}` : required === true ? `${name} (must be given)` : name;
}

function concurrencyText(text: string): string {
  const { group = text, 'cancel-in-progress': cancels = false, queue } = asObject(parsedJson(text));
  const others =
    cancels === false
      ? queue === 'max'
        ? 'others wait, each gets its turn'
        : 'of those that wait only the newest is kept'
      : cancels === true
        ? 'a new one cancels it, also while it deploys'
        : `a new one cancels it if ${textOf(cancels)}`;
  return `one run at a time (group ${textOf(group)}): ${others}`;
}

/**
 * What a job has, apart from what it does: a text for each. First when it runs, then what it may do and where. `runner`: the one that
 * need not be said.
 */
export function jobTraits(job: GitHubJobInfo, runner?: string): [string[], string[]] {
  const { needs, environment, condition, role, runsOn } = job;
  const rights = permissionsText(job);
  return [
    [
      ...(needs.length > 0 ? [`needs ${listed(needs, MOST_NEEDS)}`] : []),
      ...(condition === undefined ? [] : [`if ${condition}`]),
    ],
    [
      ...(environment === undefined ? [] : [`environment ${environment}`]),
      ...(role === undefined ? [] : [`role ${role}`]),
      ...(rights === '' ? [] : [`may ${rights}`]),
      ...(runsOn === runner ? [] : [`on ${runsOn}`]),
    ],
  ];
}

const RIGHTS = ['none', 'read', 'write'];

/** Whether a token may do more. What we do not know may be more. */
export function isMore(before: string, after: string): boolean {
  const [then, now] = [before, after].map((right) => RIGHTS.indexOf(right));
  return then < 0 || now < 0 || now > then;
}

/** `contents: read, id-token: write` */
export function permissionsText({ permissions }: Pick<GitHubJobInfo, 'permissions'>): string {
  return Object.entries(permissions)
    .map(([name, right]) => `${name}: ${right}`)
    .join(', ');
}

const MOST_NEEDS = 6;

/** The runner of most jobs; of several, the first. */
export function usualRunner({ jobs }: GitHubInfo): string | undefined {
  const counts = new Map<string, number>();
  jobs.forEach(({ runsOn }) => counts.set(runsOn, (counts.get(runsOn) ?? 0) + 1));
  return [...counts].reduce<[string, number] | undefined>(
    (most, one) => (most && most[1] >= one[1] ? most : one),
    undefined,
  )?.[0];
}

function isEmpty(text: string): boolean {
  return text === '' || text === '{}' || text === 'null';
}

function textsOf(x: unknown): string {
  return Array.isArray(x) ? x.map(textOf).join(', ') : textOf(x);
}

function textOf(x: unknown): string {
  return typeof x === 'string' ? x : (JSON.stringify(x) ?? '');
}
