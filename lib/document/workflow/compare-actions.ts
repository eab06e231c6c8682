import { actionOf, isHash, isLocal, type WorkflowFacts } from './read-workflow';
import type { Change } from '../change';
import { groupBy } from '../../private/lang';

/** Actions that run: which, and in which version. Their text is needed, as versions are in comments. */
export function compareActions(
  before: WorkflowFacts,
  after: WorkflowFacts,
  texts: readonly [string, string],
): Change[] {
  const [was, is] = [before, after].map(versionsOf);
  const names = new Map(texts.flatMap(commentsIn));
  const say = (version: string) => {
    const short = isHash(version) ? version.slice(0, 7) : version === '' ? 'no version' : version;
    return names.has(version) ? `${short} (${names.get(version)})` : short;
  };
  return [...is].flatMap(([action, now]): Change[] => {
    const then = was.get(action);
    const isUnpinned = !isLocal(action) && now.some((version) => !isHash(version));
    if (!then) {
      const how = isUnpinned ? ', and is not pinned to a commit' : '';
      return [
        {
          severity: isUnpinned ? 'danger' : 'notice',
          text: `Action ${action} is new${how}${isLocal(action) ? '' : `: ${now.map(say).join(', ')}`}`,
        },
      ];
    }
    const isMore = isUnpinned && then.every(isHash);
    const text = `Another version of ${action}: ${then.map(say).join(', ')} → ${now.map(say).join(', ')}`;
    return then.join() === now.join() ? [] : [{ severity: isMore ? 'danger' : 'notice', text }];
  });
}

function versionsOf({ jobs }: WorkflowFacts): Map<string, string[]> {
  const used = [...jobs.values()].flatMap(({ uses }) => uses.map(actionOf));
  const versions = groupBy(used, ({ action }) => action);
  return new Map(
    [...versions].map(([action, all]) => [action, [...new Set(all.map(({ version }) => version))].sort()]),
  );
}

/** `uses: actions/checkout@f548e57… # v7.0.1` */
function commentsIn(text: string): [string, string][] {
  return [...text.matchAll(/^[ -]*uses: *['"]?[^\s'"]+@([\w:.-]+)['"]? +# *(\S+)/gm)].map(([, version, name]) => [
    version,
    name,
  ]);
}
