import type { Change, Severity } from './change';
import type { Side } from './side';
import { type Fact, factsOf } from '../facts';
import type { Action } from '../../document/stages';
import { groupBy } from '../../private/lang';
import { quoted } from '../../private/text';

/** Actions that are named in a sentence. */
const MOST = 4;

/** Where files come from, and who may do more with a machine: what a reviewer must not overlook. */
const DANGERS: ReadonlySet<string> = new Set(['repository', 'branch', 'privileged', 'compares the Stage']);

/** Actions that are still there, and do something else: other commands, variables, machines, sources, questions. */
export function compareJobs(before: Side, after: Side): Change[] {
  const [was, is] = [factsOf(before.plan), factsOf(after.plan)];
  const changed = [...after.actions].flatMap(([key, action]) => {
    const old = before.actions.get(key);
    const changes = old ? differences(compared(old, was(old)), compared(action, is(action))) : [];
    return changes.length > 0 ? [{ id: action.id, changes }] : [];
  });
  const alike = groupBy(changed, ({ changes }) => changes.map(({ text }) => text).join('\n'));
  return [...alike.values()].map((same): Change => {
    const [{ changes }] = same;
    const ids = same.map(({ id }) => id);
    const severity: Severity = changes.some(({ name }) => DANGERS.has(name)) ? 'danger' : 'notice';
    const text = `${quoted(ids, MOST)} ${ids.length === 1 ? 'does' : 'do'} something else`;
    return { severity, text, details: changes.map((change) => change.text) };
  });
}

/** The commands of a publisher name the content of its assets, which changes all the time. */
function compared({ kind }: Action, facts: readonly Fact[]): ReadonlyMap<string, string> {
  return new Map(facts.filter(([name]) => !(kind === 'publish' && name === 'commands')));
}

interface Difference {
  readonly name: string;
  readonly text: string;
}

function differences(was: ReadonlyMap<string, string>, is: ReadonlyMap<string, string>): Difference[] {
  const names = [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name));
  const text = (value = 'none') => value.replaceAll('\n', ' && ');
  return names.map((name) => ({ name, text: `${name}: ${text(was.get(name))} → ${text(is.get(name))}` }));
}
