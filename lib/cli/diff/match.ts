import type { Guards } from './guards';
import { identify, type Ids, spelled, targetsOf } from './identity';
import { asksPerson } from '../../document/gate-policy';
import type { PlanGraph } from '../../document/plan-graph';
import type { Action } from '../../document/stages';
import { groupBy } from '../../private/lang';

/** What tells an action in both plans, by its node. */
export type Keys = ReadonlyMap<string, string>;

export interface Matched {
  readonly before: Keys;
  readonly after: Keys;
  /** Gates that are the same, and still ask for the same: by node, the node that they are now. */
  readonly gates: ReadonlyMap<string, string>;
  /** What groups are called now. */
  readonly groups: ReadonlyMap<string, string>;
}

/**
 * Which actions of two plans are the same: deployments by what they deploy; then what is in the same group, which may be
 * called otherwise now; then what is called the same, and what does the same; gates by what they stop.
 */
export function match(before: Guards, after: Guards): Matched {
  const targets = identify(targetsOf(before.plan.works), targetsOf(after.plan.works));
  const matcher = new Matcher(before, after);
  matcher.deployments(targets.before, targets.after);
  const groups = matcher.groups();
  const [expected, found] = [placeIn(before.plan, groups), placeIn(after.plan)];
  const others = (gate: boolean) => (action: Action) => action.gate === gate && !isDeployed(action);
  matcher.pair(others(false), expected, found, sameKind);
  for (const keyOf of [whatItDoes, (action: Action) => `${action.kind} ${action.name}`, workOf]) {
    matcher.pair(others(false), keyOf, keyOf, sameKind);
  }
  const [was, is] = [matcher.stoppedBy(before), matcher.stoppedBy(after)];
  const stops = (half: ReadonlyMap<string, string>) => (gate: Action) => half.get(gate.node) ?? '';
  const place = (a: Action) => `${expected(a)}\n${question(a)}\n${stops(was)(a)}`;
  matcher.pair(others(true), place, (a) => `${found(a)}\n${question(a)}\n${stops(is)(a)}`, sameGate);
  const asked = (half: ReadonlyMap<string, string>) => (a: Action) => key(stops(half)(a), question(a));
  matcher.pair(others(true), asked(was), asked(is), sameGate);
  matcher.pair(others(true), expected, found, sameGate);
  for (const fits of [sameGate, isAsGood]) {
    matcher.pair(
      others(true),
      (a) => key(stops(was)(a), ''),
      (a) => key(stops(is)(a), ''),
      fits,
    );
  }
  const gates = matcher.gates();
  matcher.pair(others(true), question, question, sameKind);
  matcher.pair(
    (action) => !isDeployed(action),
    expected,
    found,
    () => true,
  );
  return { ...matcher.keys(), gates, groups };
}

/** These are known by what they deploy, and by nothing else. */
function isDeployed({ kind, target }: Action): boolean {
  return target !== undefined && (kind === 'deploy' || kind === 'prepare');
}

/** What stops nothing is not known by that. */
function key(stops: string, more: string): string {
  return stops === '' ? '' : `${stops}\n${more}`;
}

function sameKind(a: Action, b: Action): boolean {
  return a.kind === b.kind;
}

/** A check that compares another Stage is another one, if it was the right one. */
function sameGate(gate: Action, other: Action): boolean {
  return gate.kind === other.kind && comparesTheSame(gate, other) && !isEasier(gate, other);
}

/** People are asked for more than a check is, and what asks otherwise may ask less. */
export function isAsGood(gate: Action, other: Action): boolean {
  return (other.kind === 'approval' && !isEasier(gate, other)) || sameGate(gate, other);
}

/** Whether a function may decide where a person did. */
function isEasier(gate: Action, other: Action): boolean {
  return asksPerson(gate) && !asksPerson(other);
}

export function comparesTheSame(gate: Action, other: Action): boolean {
  const stageOf = ({ job, application }: Action) =>
    job.kind !== 'permissions-check' || job.stage === undefined || job.stage === application ? '<its own>' : job.stage;
  const isKnown = gate.job.kind === 'permissions-check' && other.job.kind === 'permissions-check';
  return !isKnown || gate.job.stage === other.job.stage || stageOf(gate) === stageOf(other);
}

/** What a person is asked. */
function question({ kind, name, job, provider, configuration = {} }: Action): string {
  const asked = job.kind === 'ask' ? [job.comment, job.url] : [];
  return JSON.stringify([kind, name, provider, asked, configuration.NotificationArn]);
}

/** Nothing, if all that is known is that it does something. */
function whatItDoes(action: Action): string {
  const work = workOf(action);
  return work === '' ? '' : `${action.name}\n${work}`;
}

function workOf({ kind, job }: Action): string {
  return job.kind === 'script' || job.kind === 'source' ? JSON.stringify([kind, job]) : '';
}

/** Where an action is: its group, as that is called now, and its name in there. */
function placeIn(plan: PlanGraph, groups?: ReadonlyMap<string, string>): (action: Action) => string {
  return ({ node }) => {
    const { parent, name } = plan.nodes[plan.indexOf(node)!];
    return parent === undefined ? node : JSON.stringify([groups?.get(parent) ?? parent, name]);
  };
}

class Matcher {
  private readonly pairs: [Action, Action][] = [];
  private readonly all: readonly (readonly Action[])[];
  /** Those that are not matched yet. */
  private old: readonly Action[];
  private now: readonly Action[];

  constructor(
    private readonly before: Guards,
    private readonly after: Guards,
  ) {
    this.all = [before, after].map(mostGuardedFirst);
    [this.old, this.now] = this.all;
  }

  /** Of several deployments of one stack, those behind most gates first. */
  public deployments(before: Ids, after: Ids): void {
    const keyOf = (ids: Ids) => (action: Action) =>
      isDeployed(action) ? `${action.kind} ${ids.get(spelled(action.target!))}` : '';
    this.pair(isDeployed, keyOf(before), keyOf(after), sameKind);
  }

  /** Pair what is left and has the same key; none have an empty one. */
  public pair(
    isOf: (action: Action) => boolean,
    keyBefore: (action: Action) => string,
    keyAfter: (action: Action) => string,
    fits: (old: Action, now: Action) => boolean,
  ): void {
    const left = groupBy(this.now.filter(isOf), keyAfter);
    const taken = new Set<Action>();
    this.old = this.old.filter((action) => {
      const key_ = isOf(action) ? keyBefore(action) : '';
      const same = key_ === '' ? [] : (left.get(key_) ?? []);
      const i = same.findIndex((one) => fits(action, one));
      if (i < 0) {
        return true;
      }
      const [other] = same.splice(i, 1);
      taken.add(other);
      this.pairs.push([action, other]);
      return false;
    });
    this.now = taken.size === 0 ? this.now : this.now.filter((action) => !taken.has(action));
  }

  /** What groups are called now: what most of their deployments are in. */
  public groups(): ReadonlyMap<string, string> {
    const votes = new Map<string, { old: string; now: string; n: number }>();
    for (const [old, now] of this.pairs) {
      const [a, b] = [ancestorsOf(this.before.plan, old), ancestorsOf(this.after.plan, now)];
      a.slice(0, b.length).forEach((group, i) => {
        const id = `${group}\n${b[i]}`;
        const vote = votes.get(id) ?? { old: group, now: b[i], n: 0 };
        vote.n += 1;
        votes.set(id, vote);
      });
    }
    const groups = new Map<string, string>();
    const used = new Set<string>();
    for (const { old, now } of [...votes.values()].sort((a, b) => b.n - a.n)) {
      if (!groups.has(old) && !used.has(now)) {
        groups.set(old, now);
        used.add(now);
      }
    }
    return groups;
  }

  /**
   * By node, what each gate stops of what is in both plans: the number, and a sum of hashes. Two that are taken for the same
   * by mistake lose nothing: what they stop is looked at one by one.
   */
  public stoppedBy(guards: Guards): Map<string, string> {
    const isOld = guards === this.before;
    const old = new Map(this.pairs.map(([a, b]) => [isOld ? a.node : b.node, hash(a.node)] as const));
    const stopped = new Map<string, { n: number; sum: number }>();
    for (const action of guards.plan.works) {
      const id = old.get(action.node);
      for (const gate of id === undefined || action.gate || action.kind === 'prepare' ? [] : guards.before(action)) {
        const { n, sum } = stopped.get(gate.node) ?? { n: 0, sum: 0 };
        stopped.set(gate.node, { n: n + 1, sum: (sum + id!) % Number.MAX_SAFE_INTEGER });
      }
    }
    return new Map([...stopped].map(([gate, { n, sum }]) => [gate, `${n} ${sum}`]));
  }

  public gates(): ReadonlyMap<string, string> {
    return new Map(this.pairs.filter(([old]) => old.gate).map(([old, now]) => [old.node, now.node]));
  }

  /** Those that are in both plans have one key; others a key of their own. */
  public keys(): { before: Keys; after: Keys } {
    const own = (half: string, actions: readonly Action[]) =>
      actions.map(({ node }) => [node, `${half} ${node}`] as const);
    const both = this.pairs.map(([old]) => [old.node, `both ${old.node}`] as const);
    return {
      before: new Map([...own('before', this.all[0]), ...both]),
      after: new Map([
        ...own('after', this.all[1]),
        ...this.pairs.map(([old, now]) => [now.node, `both ${old.node}`] as const),
      ]),
    };
  }
}

/** FNV-1a, of 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  }
  return h >>> 0;
}

function mostGuardedFirst(guards: Guards): Action[] {
  const all = guards.plan.works.map((action) => ({ action, gates: guards.before(action).length }));
  return all.sort((a, b) => b.gates - a.gates).map(({ action }) => action);
}

/** The group that an action is in, and those around it. */
function ancestorsOf(plan: PlanGraph, action: Action): string[] {
  const ids: string[] = [];
  for (let i = plan.waits.parents[plan.indexOf(action.node)!]; i >= 0; i = plan.waits.parents[i]) {
    ids.push(plan.nodes[i].id);
  }
  return ids;
}
