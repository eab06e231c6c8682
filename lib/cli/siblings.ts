import type { SiblingWait } from '../document/plan-document';
import type { PlanGraph } from '../document/plan-graph';
import { groupBy } from '../private/lang';
import { listed } from '../private/text';

/** A sentence: texts, and lists of actions, each by its index in the actions of the plan. */
export type Phrase = readonly (string | readonly number[])[];

/** What waits for each other at some run orders of a stage, unasked. */
export interface Unrequested {
  readonly phrase: Phrase;
  /** Whether one of what is waited for stops for a decision. */
  readonly gate: boolean;
  /** One for each run order, if there are several. */
  readonly details: readonly Phrase[];
}

/** Names in a sentence. */
const MOST = 4;

interface Wait {
  readonly of: SiblingWait;
  readonly awaited: readonly number[];
  /** Ids of the applications whose actions are waited for. */
  readonly owners: readonly string[];
}

/** Waits that nobody asked for: one sentence for those of the same applications in a stage. O(applications and actions in waits). */
export function unrequestedWaits(plan: PlanGraph): Unrequested[] {
  const { actions } = plan;
  const indexes = new Map(actions.map((action, i) => [action.id, i]));
  const names = new Map(plan.document.applications.map(({ id, name }) => [id, name]));
  const waits = plan.siblingWaits.map((of): Wait => {
    const awaited = of.waitFor.flatMap((id) => indexes.get(id) ?? []);
    return { of, awaited, owners: [...new Set(awaited.flatMap((i) => actions[i].application ?? []))] };
  });
  const key = ({ of, owners }: Wait) => JSON.stringify([of.stage, of.gate, of.applications, [...owners].sort()]);
  const words = new Words(plan, (id) => names.get(id) ?? id);
  return [...groupBy(waits, key).values()].map((same) => words.unrequested(same));
}

class Words {
  constructor(
    private readonly plan: PlanGraph,
    private readonly nameOf: (application: string) => string,
  ) {}

  public unrequested(waits: readonly Wait[]): Unrequested {
    const { stage, runOrder, gate } = waits[0].of;
    return waits.length === 1
      ? { phrase: [...this.sentence(waits[0]), ` (${stage}, run order ${runOrder})`], gate, details: [] }
      : {
          phrase: [`${this.summary(waits[0])}, at ${waits.length} run orders of ${stage}`],
          gate,
          details: waits.map((wait) => [`Run order ${wait.of.runOrder}: `, ...this.detail(wait)]),
        };
  }

  private summary({ of, owners }: Wait): string {
    const waiting = this.names(of.applications);
    return isMutual(of.applications, owners)
      ? `${waiting} wait for each other`
      : `${waiting} ${waitVerb(of.applications)} for ${this.names(owners)}`;
  }

  private sentence(wait: Wait): Phrase {
    const { applications } = wait.of;
    if (!isMutual(applications, wait.owners)) {
      return [`${this.names(applications)} ${waitVerb(applications)} for `, ...awaitedOf(wait)];
    }
    return applications.length > 2
      ? [`${this.names(applications)} wait for each other: for `, wait.awaited]
      : this.pair(wait);
  }

  /** What a sentence before has not said. */
  private detail(wait: Wait): Phrase {
    const { applications } = wait.of;
    return applications.length === 2 && isMutual(applications, wait.owners)
      ? this.pair(wait)
      : ['for ', ...awaitedOf(wait)];
  }

  /** Two that wait for each other. */
  private pair({ of, awaited }: Wait): Phrase {
    const [one, other] = of.applications;
    const [ofOne, ofOther] = [one, other].map((id) => awaited.filter((i) => this.plan.actions[i].application === id));
    const there: Phrase = [`${this.nameOf(one)} waits for `, ofOther];
    return this.shortNames(ofOne, one) === this.shortNames(ofOther, other)
      ? [...there, ', and the reverse']
      : [...there, `, and ${this.nameOf(other)} for `, ofOne];
  }

  private shortNames(actions: readonly number[], application: string): string {
    const prefix = `${this.nameOf(application)}.`;
    const names = actions.map((i) => this.plan.actions[i].name);
    return names.map((name) => (name.startsWith(prefix) ? name.slice(prefix.length) : name)).join('\n');
  }

  private names(applications: readonly string[]): string {
    const names = applications.map(this.nameOf);
    return names.length === 2 ? names.join(' and ') : listed(names, MOST);
  }
}

/** Names, if what is waited for is not in the pipeline: only a document made by hand has that. */
function awaitedOf({ of, awaited }: Wait): Phrase {
  return [awaited.length > 0 ? awaited : listed(of.waitFor, MOST)];
}

function isMutual(applications: readonly string[], owners: readonly string[]): boolean {
  const all = new Set(applications);
  return all.size > 1 && owners.length === all.size && owners.every((owner) => all.has(owner));
}

function waitVerb(applications: readonly string[]): string {
  return applications.length === 1 ? 'waits' : 'wait';
}
