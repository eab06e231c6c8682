import type { Change, Severity } from './change';
import { comparedFacts, type Facts } from './facts';
import type { Pair } from './pair';
import type { Side } from './side';
import type { Action } from '../../document/stages';
import { groupBy } from '../../private/lang';
import { quoted } from '../../private/text';

/** Actions that are named in a sentence. */
const MOST = 4;

/** Where files come from, what code runs, and who may do more with a machine: what a reviewer must not overlook. */
const DANGERS: ReadonlySet<string> = new Set([
  ...[
    'repository',
    'branch',
    'connection',
    'privileged',
    'image',
    'compares the Stage',
    'kind',
    'minutes to decide',
    'mail to',
    'setting TimeoutInMinutes',
    'type of action',
    'mode',
  ],
  ...[
    'role',
    'role of the comparison',
    'service role',
    'TemplatePath',
    'StackName',
    'RoleArn',
    'ActionMode',
    'Capabilities',
  ],
  ...['setting InputArtifacts', 'setting InputArtifacts of the comparison'],
]);

/** What these run may change everything, or says whether a person is asked. */
const SENSITIVE: ReadonlySet<Action['kind']> = new Set(['self-update', 'permissions-check', 'deploy', 'prepare']);

/** What another layout does in another way, in all actions: worth knowing, and no danger by itself. */
const OF_LAYOUT: ReadonlySet<string> = new Set([
  ...[
    'role',
    'role of the comparison',
    'service role',
    'mode',
    'TemplatePath',
    'RoleArn',
    'ActionMode',
    'Capabilities',
  ],
  ...['setting InputArtifacts', 'setting InputArtifacts of the comparison'],
]);

/** Actions that are still there, and do something else: other commands, variables, machines, sources, questions. */
export function compareJobs(pair: Pair): Change[] {
  const [was, is] = [comparedFacts(pair, false), comparedFacts(pair, true)];
  const layoutOf = (side: Side) => side.plan.document.codePipeline?.layout;
  const isSameLayout = layoutOf(pair.before) === layoutOf(pair.after);
  const changed = pair.both.flatMap(([old, action]) => {
    const changes = differences(was(old), is(action));
    const isDanger = isSameLayout
      ? SENSITIVE.has(action.kind) || changes.some(({ name }) => DANGERS.has(name))
      : changes.some(({ name }) => DANGERS.has(name) && !OF_LAYOUT.has(name));
    const severity: Severity = isDanger ? 'danger' : 'notice';
    return changes.length > 0 ? [{ id: action.id, changes, severity }] : [];
  });
  const alike = groupBy(
    changed,
    ({ changes, severity }) => `${severity}\n${changes.map(({ text }) => text).join('\n')}`,
  );
  return [...alike.values()].map((same): Change => {
    const [{ changes, severity }] = same;
    const ids = same.map(({ id }) => id);
    const text = `${quoted(ids, MOST)} ${ids.length === 1 ? 'does' : 'do'} something else`;
    return { severity, text, details: changes.map((change) => change.text) };
  });
}

interface Difference {
  readonly name: string;
  readonly text: string;
}

function differences(was: Facts, is: Facts): Difference[] {
  const names = [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name));
  return names.map((name) => ({ name, text: `${name}: ${textOf(was.get(name))} → ${textOf(is.get(name))}` }));
}

function textOf(value = 'none'): string {
  return value.replaceAll('\n', ' && ');
}
