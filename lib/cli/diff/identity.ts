import type { TargetInfo } from '../../document/plan-document';
import type { Action } from '../../document/stages';
import { groupBy } from '../../private/lang';

/** What CloudFormation knows: two stacks are the same if this is, whatever their constructs are called. */
export function deployedAs({ stackName, account = '', region = '' }: TargetInfo): string {
  return JSON.stringify([stackName, account, region]);
}

/** An id for each target of a plan, by what the plan says of it. */
export type Ids = ReadonlyMap<string, string>;

/** A target as the plan says it. */
export function spelled(target: TargetInfo): string {
  return `${deployedAs(target)}\n${target.stack}`;
}

/** A target, and the Stage that it is in. */
export interface Placed {
  readonly target: TargetInfo;
  readonly application: string;
  readonly wave: string;
}

/** How a stack is found in the other plan. */
interface Way {
  readonly keyOf: (placed: Placed) => string;
  /** Whether two with the same key may be the same stack. */
  readonly fits?: (a: Placed, b: Placed) => boolean;
  /** Only where the Stage of the one plan is not in the other one: it may be called otherwise now. */
  readonly ofOtherStages?: true;
}

/** The surest first. */
const WAYS: readonly Way[] = [
  { keyOf: ({ target }) => spelled(target) },
  { keyOf: ({ target }) => deployedAs(target) },
  { keyOf: ({ target }) => target.stack },
  { keyOf: ({ target }) => target.stackName, fits: mayBe },
  { keyOf: (placed) => JSON.stringify([inStage(placed), placeOf(placed), placed.wave]), ofOtherStages: true },
  { keyOf: (placed) => JSON.stringify([inStage(placed), placeOf(placed)]), ofOtherStages: true },
  { keyOf: (placed) => JSON.stringify([inStage(placed), placed.wave]), ofOtherStages: true },
];

/**
 * Ids for the targets of two plans, the same for the same stack: whatever its construct, its Stage and its wave are called
 * now; of the others, for those whose construct is still there, or whose place one of the plans does not know, and for those
 * with the same place in a Stage that is called otherwise.
 */
export function identify(before: readonly Placed[], after: readonly Placed[]): { before: Ids; after: Ids } {
  const [old, now] = [distinct(before), distinct(after)];
  const [stagesBefore, stagesAfter] = [before, after].map((all) => new Set(all.map(({ application }) => application)));
  const taken = new Set<Placed>();
  const found = new Map<string, string>();
  for (const { keyOf, fits = () => true, ofOtherStages } of WAYS) {
    const isOld = (one: Placed) => !taken.has(one) && !(ofOtherStages && stagesAfter.has(one.application));
    const isNow = (one: Placed) =>
      !found.has(spelled(one.target)) && !(ofOtherStages && stagesBefore.has(one.application));
    const left = groupBy(old.filter(isOld), keyOf);
    for (const one of now.filter(isNow)) {
      const match = left.get(keyOf(one))?.find((other) => !taken.has(other) && fits(other, one));
      if (match) {
        taken.add(match);
        found.set(spelled(one.target), spelled(match.target));
      }
    }
  }
  const same = (ids: readonly Placed[]) => ids.map(({ target }) => [spelled(target), spelled(target)] as const);
  return { before: new Map(same(old)), after: new Map([...same(now), ...found]) };
}

export function targetsOf(actions: readonly Action[]): Placed[] {
  return actions.flatMap(({ kind, target, application = '', wave = '' }) =>
    target && (kind === 'deploy' || kind === 'prepare') ? [{ target, application, wave }] : [],
  );
}

function distinct(all: readonly Placed[]): Placed[] {
  return [...new Map(all.map((placed) => [spelled(placed.target), placed])).values()];
}

/** Whether nothing that is known of two places is different. */
function mayBe({ target: a }: Placed, { target: b }: Placed): boolean {
  const isOpen = (x: string | undefined, y: string | undefined) => x === undefined || y === undefined || x === y;
  return isOpen(a.account, b.account) && isOpen(a.region, b.region);
}

function placeOf({ target: { account = '', region = '' } }: Placed): string {
  return `${account} ${region}`;
}

/** Construct path of a stack, from its Stage on. */
function inStage({ target: { stack }, application }: Placed): string {
  return stack.startsWith(`${application}/`) ? stack.slice(application.length + 1) : stack;
}
