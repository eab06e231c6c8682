import { type Change, ifAny } from './change';
import type { Pair } from './pair';
import type { Deployment } from './side';
import { isDeployment } from './side';
import type { Action } from '../../document/stages';
import { groupBy } from '../../private/lang';
import { quoted } from '../../private/text';
import { count } from '../../private/terminal';
import { placeOf } from '../../document/words';

/** Names in a sentence. */
const MOST = 6;

/** What is in another place or under another name: one line for each cause, with all that follows from it. */
export function compareMoves(pair: Pair): Change[] {
  const elsewhere = pair.both.filter(isBothDeployed).filter(isElsewhere);
  return [...movedTargets(elsewhere), ...movedGroups(pair), ...renamedStacks(pair), ...goneStacks(pair)];
}

type Both = readonly [Action, Action];
type Deployments = readonly [Deployment, Deployment];

function isBothDeployed(both: Both): both is Deployments {
  return isDeployment(both[0]) && isDeployment(both[1]);
}

function isElsewhere([old, now]: Deployments): boolean {
  return placeOf(old.target) !== placeOf(now.target);
}

/** CloudFormation does not delete what a pipeline no longer deploys. */
function staying(old: readonly Deployment[]): string {
  const names = [...new Set(old.map(({ target }) => target.stackName))];
  return `the old ${names.length === 1 ? 'stack stays' : 'stacks stay'}: ${quoted(names, MOST)}`;
}

function movedTargets(elsewhere: readonly Deployments[]): Change[] {
  const moves = groupBy(elsewhere, ([old, now]) => `${placeOf(old.target)} → ${placeOf(now.target)}`);
  return [...moves].map(([move, all]): Change => ({
    severity: 'danger',
    text: `${count(all.length, 'deployment')} with another target: ${move}; ${staying(all.map(([old]) => old))}`,
    details: all.map(([, now]) => now.target.stack),
  }));
}

/** Actions that are called otherwise because of the group that they are in, or that are in another one. */
function movedGroups(pair: Pair): Change[] {
  const moved = pair.both.filter(([old, now]) => old.node !== now.node);
  const groups = groupBy(moved, ([old, now]) => JSON.stringify(placesOf(old.node, now.node)));
  return [...groups].map(([places, all]): Change => {
    const [from, to] = JSON.parse(places) as [string, string];
    const renamed = all.filter(isBothDeployed).filter((both) => isRenamed(both) && !isElsewhere(both));
    const text =
      renamed.length === 0
        ? ''
        : `; ${count(renamed.length, 'stack')} with other names, and ${staying(renamed.map(([old]) => old))}`;
    return {
      severity: renamed.length > 0 ? 'danger' : 'notice',
      text: `${whatMoved(pair, from, to, all.length)}${text}`,
      details: all.map(([, now]) => now.node),
    };
  });
}

function whatMoved({ before, after }: Pair, from: string, to: string, n: number): string {
  const isThere = after.plan.indexOf(from) !== undefined || before.plan.indexOf(to) !== undefined;
  const actions = count(n, 'action');
  if (from === '' || to === '') {
    return from === '' ? `${actions} now in '${to}'` : `${actions} no longer in '${from}'`;
  }
  return isThere ? `${actions} of '${from}' now in '${to}'` : `'${from}' is now '${to}': ${actions}`;
}

/** What two paths end in alike is what has moved, from the one group to the other. */
function placesOf(old: string, now: string): [string, string] {
  const [a, b] = [old.split('/'), now.split('/')];
  let same = 0;
  while (same < Math.min(a.length, b.length) && a[a.length - 1 - same] === b[b.length - 1 - same]) {
    same += 1;
  }
  return [a.slice(0, a.length - same).join('/'), b.slice(0, b.length - same).join('/')];
}

function isRenamed([old, now]: Deployments): boolean {
  return old.target.stackName !== now.target.stackName;
}

/** Those in groups that are called otherwise are reported there. */
function renamedStacks({ both }: Pair): Change[] {
  const here = both.filter(isBothDeployed).filter((pair) => pair[0].node === pair[1].node && !isElsewhere(pair));
  const names = here.filter(isRenamed);
  const paths = both.filter(isBothDeployed).filter(([old, now]) => old.target.stack !== now.target.stack);
  const isSaid = (pair: Deployments) => pair[0].node !== pair[1].node || isRenamed(pair);
  return [
    ...ifAny(
      names.map(([old, now]) => `${old.target.stackName} → ${now.target.stackName}`),
      'danger',
      (n) => `${count(n, 'deployment')} with another name; ${staying(names.map(([old]) => old))}`,
    ),
    ...ifAny(
      paths.filter((pair) => !isSaid(pair)).map(([old, now]) => `${old.target.stack} → ${now.target.stack}`),
      'notice',
      (n) => `${count(n, 'deployment')} of the same ${n === 1 ? 'stack' : 'stacks'} by another construct path`,
    ),
  ];
}

function goneStacks({ before, after }: Pair): Change[] {
  const gone = [...before.deployments].flatMap(([key, deployment]) => {
    const isGone = !after.deployments.has(key) && !after.copies.has(before.stackOf(deployment));
    return isGone ? [`${deployment.target.stackName} (${placeOf(deployment.target)})`] : [];
  });
  return ifAny(
    gone,
    'notice',
    (n) =>
      `${count(n, 'stack is', 'stacks are')} no longer deployed by this pipeline; the old ${n === 1 ? 'stack stays' : 'stacks stay'}`,
  );
}
