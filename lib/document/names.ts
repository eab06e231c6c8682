import { nearest } from './nearest';
import type { PlanGraph } from './plan-graph';
import { type Thing, thingsOf } from './things';
import { fail } from '../private/errors';
import { quoted } from '../private/text';
import { visible } from '../private/visible';

/** Names that an error offers. */
const MOST = 5;

/** Of a name in a sentence. */
const MOST_LETTERS = 200;

/** Of a name that was cut. */
const LEAST_LETTERS = 3;

/** What a name means. */
export interface Meanings {
  /** How far it is from what it means: what is spelled more closely counts alone. */
  readonly distance: number;
  /** Whose id it is. */
  readonly primary: readonly Thing[];
  /** Who is called so, too. */
  readonly others: readonly Thing[];
}

type NamesOf = (thing: Thing) => readonly string[];

/** A way to understand a name. */
interface Reading {
  readonly given: readonly string[];
  readonly isMeant: (given: string, name: string) => boolean;
  readonly namesOf?: NamesOf;
}

/** What a name means in a plan: all things that it is the closest to. Nothing, if it means nothing. */
export function meaningsOf(plan: PlanGraph, given: string, things = thingsOf(plan)): Meanings | undefined {
  for (const [distance, reading] of readingsOf(plan, given).entries()) {
    const { given: names, isMeant, namesOf = ({ names: own }: Thing) => own } = reading;
    const isCalled = (all: readonly string[]) => all.some((name) => names.some((wanted) => isMeant(wanted, name)));
    const primary = reading.namesOf ? [] : things.filter(({ ids }) => isCalled(ids));
    const others = things.filter((thing) => isCalled(namesOf(thing)));
    if (primary.length + others.length > 0) {
      const [first, second] = [distinct(primary), distinct([...primary, ...others])];
      const places = new Set(first.map(placeIn));
      return { distance, primary: first, others: second.filter((thing) => !places.has(placeIn(thing))) };
    }
  }
  return undefined;
}

/** The closest first. The name of the pipeline and a slash may be before all names. */
function readingsOf({ document: { pipeline } }: PlanGraph, given: string): Reading[] {
  const whole = [...new Set([given, given.replace(/^[◆⇄]\s*/, '')])];
  const before = [pipeline.path, pipeline.name, ...(pipeline.stack === undefined ? [] : [pipeline.stack])];
  const rest = before.filter((one) => given.startsWith(`${one}/`)).map((one) => given.slice(one.length + 1));
  const all = [...whole, ...rest];
  const lower = all.map((name) => name.toLowerCase());
  const plain = all.map(lettersOf).filter((letters) => letters !== '');
  const isSame = (a: string, b: string) => a === b;
  return [
    { given: whole, isMeant: isSame },
    { given: rest, isMeant: isSame },
    { given: all, isMeant: (end, name) => name.endsWith(`/${end}`) || name.endsWith(`.${end}`) },
    { given: all, isMeant: isPrinted },
    { given: lower, isMeant: (a, b) => a === b.toLowerCase() },
    // `Prod-Us`, `ProdUs`, `acme_shop`: what AWS does not take in one name is written otherwise there.
    { given: plain, isMeant: (a, b) => a === lettersOf(b) },
    { given: lower, isMeant: (a, b) => a === b.toLowerCase(), namesOf: ({ traits }) => traits },
  ];
}

/** As a terminal shows it: with escapes, and cut with `…` if it is long. */
function isPrinted(given: string, name: string): boolean {
  const shown = visible(name);
  const [head, tail, ...more] = given.split('…');
  if (tail === undefined || more.length > 0 || head.length + tail.length < LEAST_LETTERS) {
    return given === shown;
  }
  return shown.length > given.length && shown.startsWith(head) && shown.endsWith(tail);
}

function lettersOf(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

/** Groups and stages of the same actions are one thing: the innermost group, which waits for all that is around it. */
function distinct(things: readonly Thing[]): Thing[] {
  const byPlace = new Map<string, Thing>();
  for (const thing of things) {
    const known = byPlace.get(placeIn(thing));
    byPlace.set(placeIn(thing), known && (thing.node ?? -1) < (known.node ?? -1) ? known : thing);
  }
  return [...byPlace.values()];
}

function placeIn({ is, name, span }: Thing): string {
  return span === undefined ? `${is} ${name}` : `span ${span}`;
}

/** All that consists of the same actions: a wave of one Stage is that Stage, and mostly a CodePipeline stage. */
export function twinsOf(thing: Thing, things: readonly Thing[]): Thing[] {
  const twins = thing.span === undefined ? [] : things.filter(({ span }) => span === thing.span);
  return [thing, ...twins.filter((twin) => twin !== thing)];
}

/**
 * The one node that a name means: an id of a node or an action first, then other names. A stack means its deployment.
 * Upper and lower case count only if something is spelled just like that.
 *
 * A name of nothing, or of several things, is an error with the nearest names, and with those of `more`.
 */
export function findNode(plan: PlanGraph, name: string, more: readonly string[] = []): number {
  const things = thingsOf(plan);
  const nodes = things.filter(({ is, node }) => node !== undefined && is !== 'joint');
  const withoutTraits = nodes.map((thing) => ({ ...thing, traits: [] }));
  const { primary = [], others = [] } = meaningsOf(plan, name, withoutTraits) ?? {};
  const found = primary.length > 0 ? primary : others;
  if (found.length === 1) {
    return found[0].node!;
  }
  return found.length === 0
    ? failToFind([plan], plan.document.pipeline.path, name, more)
    : failNames(
        plan.document.pipeline.path,
        `'${shortened(name)}' may be ${found.length} things`,
        found.map((thing) => thing.name),
      );
}

/** Nothing is called so: an error with the nearest names. */
export function failToFind(plans: readonly PlanGraph[], where: string, name: string, more: readonly string[] = []) {
  return failNames(
    where,
    `nothing is called '${shortened(name)}'`,
    nearestNames(
      plans.flatMap((plan) => thingsOf(plan)),
      name,
      more,
    ),
  );
}

/** Of each thing the one that is nearest. */
function nearestNames(things: readonly Thing[], name: string, more: readonly string[]): string[] {
  const owners = new Map<string, Thing[]>();
  for (const thing of things.filter(({ is }) => is !== 'joint')) {
    for (const one of [...thing.ids, ...thing.names]) {
      const known = owners.get(one) ?? [];
      owners.set(one, known);
      known.push(thing);
    }
  }
  const offered = new Set<Thing>();
  return nearest(name, [...owners.keys(), ...more], Infinity).filter((candidate) => {
    const own = owners.get(candidate) ?? [];
    const isNew = own.length === 0 || own.some((thing) => !offered.has(thing));
    own.forEach((thing) => offered.add(thing));
    return isNew;
  });
}

/** As long as anybody reads; `explain` takes it as it is. */
export function shortened(name: string): string {
  return name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS / 2)}…${name.slice(-MOST_LETTERS / 2)}` : name;
}

function failNames(where: string, given: string, candidates: readonly string[]): never {
  return fail({
    where,
    given,
    expected: 'the name of one Stage, wave, stack, step, action, asset, source, project or CodePipeline stage',
    fix:
      candidates.length > 0
        ? `take one of ${quoted(candidates.map(shortened), MOST)}`
        : 'look at what `npx cdk-pipelines show` lists',
  });
}
