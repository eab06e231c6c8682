import { type JobFacts, type Settings } from './read-workflow';
import type { WorkflowPair } from './workflow-pair';
import { isMore } from '../around-workflow';
import type { Change, Severity } from '../change';
import { groupBy } from '../../private/lang';
import { quoted } from '../../private/text';

/** Names of jobs that are shown of those that change in the same way. */
const MOST = 5;

/** Characters of a value that are shown. */
const MOST_IN_VALUE = 80;

/** What is different in one job; said once for all jobs that it is the same in. */
interface Difference {
  readonly severity: Severity;
  readonly text: string;
  readonly details: readonly string[];
}

type Compare = (was: JobFacts, is: JobFacts) => readonly Difference[];

/** The worst first. */
const COMPARISONS: readonly Compare[] = [
  compareEnvironments,
  comparePermissions,
  compareAccess,
  compareConditions,
  compareSettings,
  compareSteps,
  compareScripts,
];

export function compareJobs({ jobs }: WorkflowPair): Change[] {
  return COMPARISONS.flatMap((compare) => {
    const all = jobs.flatMap(([was, is]) => compare(was, is).map((difference) => ({ difference, job: is.id })));
    const same = groupBy(all, ({ difference }) => JSON.stringify(difference));
    return [...same.values()].map(([first, ...others]): Change => {
      const { severity, text, details } = first.difference;
      const names = quoted(
        [first, ...others].map(({ job }) => job),
        MOST,
      );
      return { severity, text: `${text}: ${names}`, ...(details.length > 0 ? { details } : {}) };
    });
  });
}

/** Jobs that are only in one of the two, or have another id. */
export function compareExistence({ gone, added, jobs }: WorkflowPair): Change[] {
  const isGuarded = ({ environment, access }: JobFacts) => environment !== undefined || access.length > 0;
  const [found, more] = split(withoutGates(added), isGuarded);
  const report = (some: readonly JobFacts[], text: string, severity: Severity): Change[] =>
    some.length > 0 ? [{ severity, text, details: some.map(({ id }) => `'${id}'`) }] : [];
  const renamed = jobs.filter(([was, is]) => was.id !== is.id).map(([was, is]) => `'${was.id}' is now '${is.id}'`);
  const text = 'Jobs have other names, and required status checks go by these';
  return [
    ...report(withoutGates(gone), 'Jobs are gone', 'danger'),
    ...(renamed.length > 0 ? [{ severity: 'notice' as const, text, details: renamed }] : []),
    ...report(found, 'New jobs with an environment or a role', 'notice'),
    ...report(more, 'New jobs', 'info'),
  ];
}

function withoutGates(jobs: readonly JobFacts[]): JobFacts[] {
  return jobs.filter(({ isGate }) => !isGate);
}

function split<A>(all: readonly A[], isFirst: (one: A) => boolean): [A[], A[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

function compareEnvironments(was: JobFacts, is: JobFacts): Difference[] {
  const [before, after] = [was.environment, is.environment];
  if (before === after || was.isGate) {
    return [];
  }
  if (before === undefined) {
    return [{ severity: 'notice', text: `Now in environment '${after}'`, details: [] }];
  }
  const text =
    after === undefined ? `No longer in environment '${before}'` : `In environment '${after}' in place of '${before}'`;
  return [{ severity: 'danger', text: `${text}, with other reviewers, secrets and roles`, details: [] }];
}

function comparePermissions(was: JobFacts, is: JobFacts): Difference[] {
  const scopes = [...new Set([...Object.keys(was.permissions), ...Object.keys(is.permissions)])];
  const changes = scopes.flatMap((scope) => {
    const [before, after] = [was, is].map(({ permissions }) => permissions[scope] ?? permissions['*'] ?? 'none');
    const text = `${scope === '*' ? 'everything' : scope}: ${before} → ${after}`;
    return before === after ? [] : [{ isMore: isMore(before, after), text }];
  });
  const [broader, narrower] = split(changes, (change) => change.isMore);
  const report = (severity: Severity, text: string, some: typeof changes): Difference[] =>
    some.length > 0 ? [{ severity, text, details: some.map((one) => one.text) }] : [];
  return [
    ...report('danger', 'The token may do more', broader),
    ...report('notice', 'The token may do less', narrower),
  ];
}

function compareAccess(was: JobFacts, is: JobFacts): Difference[] {
  const details = changedItems(was.access, is.access);
  return details.length > 0 ? [{ severity: 'danger', text: 'Other access to AWS', details }] : [];
}

function compareConditions(was: JobFacts, is: JobFacts): Difference[] {
  const always = 'if all that it needs has succeeded';
  const details = [`no more: ${was.condition ?? always}`, `new: ${is.condition ?? always}`];
  return was.condition === is.condition ? [] : [{ severity: 'danger', text: 'Runs on another condition', details }];
}

function compareScripts(was: JobFacts, is: JobFacts): Difference[] {
  const isSame = JSON.stringify(was.scripts) === JSON.stringify(is.scripts);
  return isSame ? [] : [{ severity: 'notice', text: 'Runs other commands', details: [] }];
}

/** Whoever waits for such a job goes on when it fails, or is rejected. */
const IGNORES_FAILURE = /^(step '.*': )?continue-on-error\b/;

function compareSettings(was: JobFacts, is: JobFacts): Difference[] {
  const ofSteps = [...is.steps].flatMap(([name, settings]) => {
    const before = was.steps.get(name);
    return before ? changedSettings(before, settings).map((change) => `${name}: ${change}`) : [];
  });
  const all = [...changedSettings(was.settings, is.settings), ...ofSteps];
  const [dangers, others] = split(all, (change) => IGNORES_FAILURE.test(change));
  const report = (severity: Severity, text: string, details: readonly string[]): Difference[] =>
    details.length > 0 ? [{ severity, text, details }] : [];
  return [
    ...report('danger', 'Failures are handled in another way', dangers),
    ...report('notice', 'Has other settings', others),
  ];
}

function compareSteps(was: JobFacts, is: JobFacts): Difference[] {
  const details = changedItems([...was.steps.keys()], [...is.steps.keys()]);
  const before = [...was.steps.keys()].filter((step) => is.steps.has(step));
  const after = [...is.steps.keys()].filter((step) => was.steps.has(step));
  const isInOrder = before.every((step, i) => step === after[i]);
  return [
    ...(details.length > 0 ? [{ severity: 'notice' as const, text: 'Has other steps', details }] : []),
    ...(isInOrder ? [] : [{ severity: 'notice' as const, text: 'Runs its steps in another order', details: after }]),
  ];
}

/** `timeout-minutes: 60 → 90`; only the name of what is long. */
export function changedSettings(was: Settings, is: Settings): string[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => was[name] !== is[name]);
  return names.map((name) => {
    const change = `${was[name] ?? 'nothing'} → ${is[name] ?? 'nothing'}`;
    return change.length > MOST_IN_VALUE ? name : `${name}: ${change}`;
  });
}

function changedItems(was: readonly string[], is: readonly string[]): string[] {
  return [
    ...was.filter((item) => !is.includes(item)).map((item) => `no more: ${item}`),
    ...is.filter((item) => !was.includes(item)).map((item) => `new: ${item}`),
  ];
}
