import { type Change, ifAny } from './change';
import type { Deployment, Side } from './side';
import type { PlanDocument } from '../../document/plan-document';
import { groupBy } from '../../private/lang';
import { count } from '../terminal';
import { placeOf } from '../words';

/** Deployments that go elsewhere or use other roles, and what is new about the pipeline itself. */
export function compareTargets(before: Side, after: Side): Change[] {
  const both = [...after.deployments].flatMap(([stack, now]) => {
    const old = before.deployments.get(stack);
    return old ? [{ old, now }] : [];
  });
  return [
    ...moved(both, 'another target', ({ target }) => placeOf(target)),
    ...moved(both, 'another name', ({ target }) => target.stackName),
    ...moved(both, 'another deployment role', ({ target }) => target.deployRole ?? 'none'),
    ...moved(both, 'another execution role', ({ target }) => target.executionRole ?? 'none'),
    ...renamed(both),
    ...pipelineChanges(before.plan.document, after.plan.document),
  ];
}

interface Both {
  readonly old: Deployment;
  readonly now: Deployment;
}

/** Reported once for all that change in the same way. */
function moved(both: readonly Both[], what: string, of: (deployment: Deployment) => string): Change[] {
  const changed = both.filter(({ old, now }) => of(old) !== of(now));
  return [...groupBy(changed, ({ old, now }) => `${of(old)} → ${of(now)}`)].map(([change, all]) => ({
    severity: 'danger' as const,
    text: `${count(all.length, 'deployment')} with ${what}: ${change}`,
    details: all.map(({ now }) => now.target.stack),
  }));
}

/** The same stacks, of other constructs. */
function renamed(both: readonly Both[]): Change[] {
  const other = both.filter(({ old, now }) => old.target.stack !== now.target.stack);
  return ifAny(
    other.map(({ old, now }) => `${old.target.stack} → ${now.target.stack}`),
    'notice',
    (n) => `${count(n, 'deployment')} of the same ${n === 1 ? 'stack' : 'stacks'} by another construct path`,
  );
}

const TRAITS: [string, (document: PlanDocument) => string][] = [
  ['is in another place', ({ pipeline }) => placeOf(pipeline)],
  ['is in another stack', ({ pipeline }) => pipeline.stack ?? 'none'],
  ['was renamed', ({ pipeline }) => pipeline.path],
  ['has another type', ({ codePipeline }) => codePipeline?.type ?? 'none'],
  ['has another execution mode', ({ codePipeline }) => codePipeline?.executionMode ?? 'the default'],
  ['has another layout', ({ codePipeline }) => codePipeline?.layout ?? 'none'],
  ['updates itself', ({ pipeline }) => yesOrNo(pipeline.selfMutation)],
  ['deploys with change sets', ({ pipeline }) => yesOrNo(pipeline.changeSets)],
];

function pipelineChanges(before: PlanDocument, after: PlanDocument): Change[] {
  return TRAITS.filter(([, of]) => of(before) !== of(after)).map(([what, of]) => ({
    severity: 'notice',
    text: `The pipeline ${what}: ${of(before)} → ${of(after)}`,
  }));
}

function yesOrNo(is: boolean): string {
  return is ? 'yes' : 'no';
}
