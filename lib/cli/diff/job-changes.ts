import type { Change } from './change';
import type { JobPair, JobPairs } from './job-pairs';
import { change, settingChanges, stepChanges } from './step-changes';
import { isMore } from '../../document/around-workflow';
import { conditionParts } from '../../document/condition';
import type { GitHubJobInfo } from '../../document/plan-document';

/** All but who waits for whom. `isSaid`: whether the plan says already that something else is done. */
export function jobChanges(pair: JobPair, { renamed }: Pick<JobPairs, 'renamed'>, isSaid: boolean): Change[] {
  const { old, now } = pair;
  return [
    ...environmentChange(old, now),
    ...permissionChanges(old, now),
    ...(old.role === now.role ? [] : [change('danger', `role ${old.role ?? 'none'} → ${now.role ?? 'none'}`)]),
    ...conditionChanges(old.condition && renamed(old.condition), now),
    ...(old.runsOn === now.runsOn ? [] : [change('danger', `runs on ${old.runsOn} → ${now.runsOn}`)]),
    ...settingChanges(old.settings, now.settings, renamed, (name) => (HARMLESS.has(name) ? 'notice' : 'danger')),
    ...stepChanges(old.steps, now.steps, { renamed, isSaid }),
    ...nameChange(old, now),
  ];
}

/** Who may use secrets and roles, and who must approve, is set for the environment. */
function environmentChange({ environment: old }: GitHubJobInfo, { environment: now }: GitHubJobInfo): Change[] {
  return old === now
    ? []
    : [change(old === undefined ? 'notice' : 'danger', `environment ${old ?? 'none'} → ${now ?? 'none'}`)];
}

function permissionChanges({ permissions: was }: GitHubJobInfo, { permissions: is }: GitHubJobInfo): Change[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return names.flatMap((name) => {
    const [old, now] = [was[name] ?? 'none', is[name] ?? 'none'];
    const [severity, words] = isMore(old, now)
      ? (['danger', 'its token may do more'] as const)
      : (['info', 'its token may do less'] as const);
    return old === now ? [] : [change(severity, `${words}: ${name} ${old} → ${now}`)];
  });
}

/**
 * What a condition asks of other jobs follows from who waits for whom, and whether it lets pass a gate or a failure is compared by
 * itself. What else it asks is what somebody wanted.
 */
function conditionChanges(old: string | undefined, { condition: now, gate }: GitHubJobInfo): Change[] {
  if (old === now) {
    return [];
  }
  const [was, is] = [old, now].map((text) => conditionParts(text));
  const lost = was.filter((part) => !is.includes(part));
  const added = is.filter((part) => !was.includes(part));
  if (lost.length + added.length === 0) {
    return [change('info', `condition ${old ?? 'none'} → ${now ?? 'none'}`)];
  }
  return [
    ...lost.map((part) => change('danger', `no condition any more: if ${part}`)),
    // A gate that is not asked stops nobody.
    ...added.map((part) => change(gate ? 'danger' : 'notice', `new condition: if ${part}`)),
  ];
}

/** What only says how long something may take, how often it is done, and what is handed on. */
const HARMLESS: ReadonlySet<string> = new Set(['timeout-minutes', 'outputs', 'environment-url', 'strategy']);

/** Who requires a status check knows it by this name. */
function nameChange({ name: old }: GitHubJobInfo, { name: now }: GitHubJobInfo): Change[] {
  return old === now ? [] : [change('notice', `a required status check has another name: ${old} → ${now}`)];
}
