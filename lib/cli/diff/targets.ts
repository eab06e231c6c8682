import { compareAround, differInWords } from './around';
import { type Change, ifAny, onlyIn } from './change';
import { comparable } from './names';
import type { Pair } from './pair';
import { type Deployment, isDeployment } from './side';
import { ruleText } from '../../document/gate-rules';
import type { PlanDocument, TargetInfo } from '../../document/plan-document';
import { groupBy } from '../../private/lang';
import { count } from '../../private/terminal';
import { engineOf, placeOf } from '../../document/words';

/** Deployments that use other roles, and what is new about the pipeline itself. */
export function compareTargets(pair: Pair): Change[] {
  return [
    ...otherRole(pair, 'deployment role', ({ deployRole }) => deployRole),
    ...otherRole(pair, 'execution role', ({ executionRole }) => executionRole),
    ...pipelineChanges(pair),
  ];
}

/** Reported once for all that change in the same way; that a role is that of the new place is no change. */
function otherRole({ both }: Pair, what: string, of: (target: TargetInfo) => string | undefined): Change[] {
  const changed = both.flatMap(([old, now]) => {
    const isOther = isDeployment(old) && isDeployment(now) && roleOf(old.target, now.target, of) !== of(now.target);
    return isOther ? [{ now, change: `${of(old.target) ?? 'none'} → ${of(now.target) ?? 'none'}` }] : [];
  });
  return [...groupBy(changed, ({ change }) => change)].map(([change, all]) => ({
    severity: 'danger' as const,
    text: `${count(all.length, 'deployment')} with another ${what}: ${change}`,
    details: all.map(({ now }) => (now as Deployment).target.stack),
  }));
}

/** The old role, where the deployment is now. */
function roleOf(old: TargetInfo, now: TargetInfo, of: (target: TargetInfo) => string | undefined): string | undefined {
  const move = (text: string | undefined, from: string | undefined, to: string | undefined) =>
    from && to ? text?.replaceAll(from, to) : text;
  return move(move(of(old), old.account, now.account), old.region, now.region);
}

type Trait = readonly [what: string, of: (document: PlanDocument) => string, severity?: Change['severity']];

/** What another engine does not have, or has otherwise. */
const OF_ENGINE: readonly Trait[] = [
  ['is in another place', ({ pipeline }) => placeOf(pipeline), 'danger'],
  ['is in another stack', ({ pipeline }) => pipeline.stack ?? 'none'],
  ['has another type', ({ codePipeline }) => codePipeline?.type ?? 'none'],
  // Executions that run side by side may carry out what was asked about in another one.
  ['has another execution mode', ({ codePipeline }) => codePipeline?.executionMode ?? 'the default', 'danger'],
  ['has another layout', ({ codePipeline }) => codePipeline?.layout ?? 'none'],
  ['has another name', ({ gitHub }) => gitHub?.name ?? 'none'],
  // What it is allowed to may hang on the file that it is in.
  ['is in another file', ({ gitHub }) => gitHub?.file ?? 'none'],
];

/** Who may approve, and with what rights all is done, is decided there. */
const ENGINE: Trait = ['runs on another engine', engineOf, 'danger'];

const TRAITS: readonly Trait[] = [
  ['was renamed', ({ pipeline }) => pipeline.path],
  ['updates itself', ({ pipeline }) => yesOrNo(pipeline.selfMutation)],
  ['deploys with change sets', ({ pipeline }) => yesOrNo(pipeline.changeSets)],
];

/** What a team has decided once. */
function policyChanges(before: PlanDocument, after: PlanDocument): Change[] {
  const [was, is] = [before, after].map(
    ({ gatePolicy = [] }) => new Map(gatePolicy.map((r) => [ruleText(r), ruleText(r)])),
  );
  return [
    ...ifAny(onlyIn(was, is), 'danger', (n) => `The gate policy has lost ${count(n, 'rule')}`),
    ...ifAny(onlyIn(is, was), 'info', (n) => `The gate policy has ${count(n, 'new rule')}`),
  ];
}

function pipelineChanges(pair: Pair): Change[] {
  const [before, after] = [pair.before, pair.after].map(({ plan }) => plan.document);
  const same = comparable(before, after);
  const settings = [before, after].map(({ codePipeline: { settings = {}, stages = [] } = {}, gitHub }) => ({
    ...settings,
    ...Object.fromEntries(
      stages.flatMap((stage) =>
        Object.entries(stage.settings ?? {}).map(([name, value]) => [`${name} of stage '${stage.name}'`, value]),
      ),
    ),
    ...gitHub?.settings,
    ...Object.fromEntries(Object.entries(gitHub?.triggers ?? {}).map(([event, text]) => [`on ${event}`, text])),
  }));
  const [was, is] = settings as [Record<string, string>, Record<string, string>];
  const role = (path: string) => pair.roles.get(path)?.path ?? path;
  const isOther = (name: string) =>
    name === 'RoleArn' ? was[name] !== role(is[name]) : same(was[name] ?? '', before) !== same(is[name] ?? '', after);
  const around = compareAround(before, after);
  const others = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(isOther);
  const isSaid = differInWords(before, after);
  // What another engine has is said in its own words.
  const names = engineOf(before) === engineOf(after) ? others.filter((name) => !isSaid(name)) : [];
  return [
    ...policyChanges(before, after),
    ...around,
    ...traitsOf(before, after),
    ...names.map((name): Change => ({
      severity: 'danger',
      text: `The pipeline has another setting ${name}: ${was[name] ?? 'none'} → ${is[name] ?? 'none'}`,
    })),
  ];
}

function traitsOf(before: PlanDocument, after: PlanDocument): Change[] {
  const isSame = engineOf(before) === engineOf(after);
  return [...(isSame ? OF_ENGINE : [ENGINE]), ...TRAITS]
    .filter(([, of]) => of(before) !== of(after))
    .map(([what, of, severity = 'notice']) => ({
      severity,
      text: `The pipeline ${what}: ${of(before)} → ${of(after)}`,
    }));
}

function yesOrNo(is: boolean): string {
  return is ? 'yes' : 'no';
}
