import { type Change, changeOf, fitOf, ruleText } from './gate-rules';
import type { GateRuleInfo, PlanDocument } from './plan-document';
import type { PlanGraph } from './plan-graph';
import { Reachability } from './reachability';
import type { Action } from './stages';
import { listed } from '../private/text';

/** What a policy says of a plan. */
export interface GateVerdict {
  /** How many deployments the rules are about. */
  readonly matched: number;
  readonly ungated: readonly Ungated[];
  /** Rules that are about no deployment at all. */
  readonly idle: readonly GateRuleInfo[];
}

/** A deployment that nobody is asked about, although rules say so. */
export interface Ungated {
  readonly change: Change;
  readonly rules: readonly GateRuleInfo[];
  /** Whether all of the rules are about it only if what is not known yet turns out so. */
  readonly isOpen: boolean;
  /** Whether there is a permissions check before it, and no person. */
  readonly isChecked: boolean;
}

/**
 * Which deployments lack a gate. A gate is an action that waits for the decision of a person, that the plan puts before the
 * deployment (so no layout may change it), and that really runs before it in the CodePipeline. On GitHub it is a job that does so, and
 * that no condition of the deployment's job passes by.
 *
 * O((rules + 1) * actions + nodes + waits); times the stages that have gates and may be skipped; on GitHub times the gates.
 */
export function judge(plan: PlanGraph, rules: readonly GateRuleInfo[]): GateVerdict {
  const changes = changesIn(plan);
  const guard: Guard = plan.document.gitHub ? new GuardOfJobs(plan) : new GuardOfStages(plan);
  const isUsed = rules.map(() => false);
  const matched = new Set<Change>();
  const ungated = changes.flatMap((change): Ungated[] => {
    const fits = rules.map((rule) => fitOf(rule, change));
    const about = rules.filter((_, i) => fits[i] !== 'no');
    fits.forEach((fit, i) => (isUsed[i] ||= fit !== 'no'));
    if (about.length > 0) {
      matched.add(change);
    }
    const broken = about.filter((rule) => !guard.stops(change.action, rule.permissionsCheckIsEnough === true));
    const isOpen = !broken.some((rule) => fitOf(rule, change) === 'yes');
    return broken.length > 0 ? [{ change, rules: broken, isOpen, isChecked: guard.stops(change.action, true) }] : [];
  });
  return { matched: matched.size, ungated, idle: rules.filter((_, i) => !isUsed[i]) };
}

function changesIn(plan: PlanGraph): Change[] {
  const { applications, pipeline } = plan.document;
  const names = new Map(applications.map(({ id, name }) => [id, [id, name, id.slice(id.lastIndexOf('/') + 1)]]));
  return plan.actions.flatMap((action) => {
    const { application = '', wave } = action;
    const stages = [...(names.get(application) ?? []), ...(wave === undefined ? [] : [wave])];
    return changeOf(action, stages, pipeline) ?? [];
  });
}

/** Answers what really stops an action. */
interface Guard {
  /** @param checksCount whether a permissions check is enough */
  stops(action: Action, checksCount: boolean): boolean;
}

class GuardOfJobs implements Guard {
  private readonly gates: readonly Action[];
  private readonly before: Reachability;

  constructor(private readonly plan: PlanGraph) {
    this.gates = plan.actions.filter(({ gate }) => gate);
    this.before = new Reachability(
      plan,
      this.gates.map(({ node }) => plan.indexOf(node)!),
    );
  }

  public stops(action: Action, checksCount: boolean): boolean {
    const node = this.plan.indexOf(action.node)!;
    return this.gates.some((gate, place) => {
      // A job may be a gate, and deploy.
      const isBefore = gate === action || this.before.isBefore(place, node);
      return (checksCount || asksPerson(gate)) && isBefore && this.plan.stops(gate, action);
    });
  }
}

class GuardOfStages implements Guard {
  private readonly gates: readonly Action[];
  /** For each kind of gates, the place of the first one that each vertex waits for. */
  private readonly firsts = new Map<string, readonly number[]>();

  constructor(private readonly plan: PlanGraph) {
    this.gates = plan.actions.filter(({ gate }) => gate);
  }

  public stops(action: Action, checksCount: boolean): boolean {
    const node = this.plan.indexOf(action.node)!;
    const place = this.plan.places.get(action)!;
    const always = this.first('', checksCount)[node] < place;
    return always || (this.plan.skippable.has(action.stage) && this.first(action.stage, checksCount)[node] < place);
  }

  /** Of the gates in a stage that may be skipped; without one, of all that are in no such stage. */
  private first(stage: string, checksCount: boolean): readonly number[] {
    const key = `${checksCount} ${stage}`;
    const known = this.firsts.get(key);
    const isIn = (gate: Action) => (stage === '' ? !this.plan.skippable.has(gate.stage) : gate.stage === stage);
    const first = known ?? this.spread(this.gates.filter((gate) => isIn(gate) && (checksCount || asksPerson(gate))));
    this.firsts.set(key, first);
    return first;
  }

  private spread(gates: readonly Action[]): number[] {
    const { before } = this.plan.waits;
    const own = before.map(() => Infinity);
    for (const gate of gates) {
      const node = this.plan.indexOf(gate.node)!;
      own[node] = Math.min(own[node], this.plan.places.get(gate)!);
    }
    const first = before.map(() => Infinity);
    for (const vertex of this.plan.inOrder()) {
      for (const link of before[vertex]) {
        first[vertex] = Math.min(first[vertex], first[link.vertex], own[link.vertex]);
      }
    }
    // A step may make an approval, and behind it a deployment.
    return first.map((place, vertex) => Math.min(place, own[vertex]));
  }
}

/** A permissions check lets pass what broadens nothing, without a person. */
export function asksPerson({ kind, autoApproved }: Action): boolean {
  return kind !== 'permissions-check' && autoApproved !== true;
}

/** `'Prod/Data' to 333333333333 eu-west-1 (account 333333333333)`. */
export function ungatedText({ change, rules, isOpen, isChecked }: Ungated): string {
  const { name, accounts, regions } = change;
  const place = [...new Set([...accounts, ...regions].map((fact) => fact ?? '<known at deployment>'))];
  const more = [
    ...(isOpen ? ['what the rule asks about is known at deployment only'] : []),
    ...(isChecked ? ['it has a permissions check, which passes without a person when nothing is broadened'] : []),
  ];
  return [`'${name}' to ${place.join(' ')} (${listed(rules.map(ruleText))})`, ...more].join('; ');
}

/** What each of them should have, and how to get it. */
export interface GateWords {
  readonly expected: string;
  readonly fix: string;
}

const FIX = 'add a ManualApprovalStep to the pre of the Stage, or to the pre of its wave';

const CODEPIPELINE: GateWords = {
  expected:
    'an action that waits for the decision of a person (category Approval), which the deployment itself waits for: one that ' +
    'comes first only because it shares a CodePipeline stage may move away',
  fix:
    `${FIX}; of an action that was added by hand, put an approval into a lower run order, or into an ` +
    'earlier CodePipeline stage',
};

const GITHUB: GateWords = {
  expected:
    'a job that waits for the decision of a person, which the job of the deployment needs, and without which no condition ' +
    'lets that run',
  fix: `${FIX}; where there is one, leave the needs and the condition of the job as they are`,
};

export function gateWords({ gitHub }: Pick<PlanDocument, 'gitHub'>): GateWords {
  return gitHub ? GITHUB : CODEPIPELINE;
}
