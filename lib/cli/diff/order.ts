import type { Change } from './change';
import type { Pair } from './pair';
import type { Side } from './side';
import { Reachability } from '../../document/reachability';
import type { Action } from '../../document/stages';
import { groupBy } from '../../private/lang';
import { quoted } from '../../private/text';
import { count } from '../../private/terminal';

/** Names in a sentence. */
const MOST = 6;

/** More deployments than a pipeline can have; the bits for all pairs of them would not fit into memory. */
const MOST_DEPLOYMENTS = 20_000;

/** Of more pairs nobody wants to know what they have in common. */
const MOST_PAIRS = 1_000_000;

/** Sentences about order, of each kind: the others are counted. */
const MOST_SENTENCES = 10;

/** Deployments and steps that were in an order, and no longer are; and the other way round. */
export function compareOrder(pair: Pair): Change[] {
  const both = pair.both.filter(isOrdered);
  if (both.length > MOST_DEPLOYMENTS) {
    const text = `Order is not compared: ${both.length} deployments and steps are more than a pipeline can have`;
    return [{ severity: 'danger', text }];
  }
  const [was, is] = [pair.before, pair.after].map((side, i) =>
    reachable(
      side,
      both.map((one) => one[i]),
    ),
  );
  const order = new Order(pair, both, was, is);
  return [...changesOf(order, true), ...changesOf(order, false)];
}

function changesOf(order: Order, isLost: boolean): Change[] {
  const severity = isLost ? 'danger' : 'info';
  const { pairs, concerned } = order.count(isLost);
  if (pairs > MOST_PAIRS) {
    const what = `${isLost ? 'Order lost' : 'New order'}: ${count(pairs, 'pair')} of ${concerned} deployments and steps`;
    return [{ severity, text: what }];
  }
  const sentences = order.sentences(isLost);
  const more = sentences.length > MOST_SENTENCES + 1 ? sentences.slice(MOST_SENTENCES) : [];
  const names = more.flatMap(({ waiting }) => waiting);
  return [
    ...sentences.slice(0, sentences.length - more.length).map((sentence): Change => ({
      severity,
      text: textOf(sentence, isLost),
      details: isLost ? sentence.example : undefined,
    })),
    ...(more.length > 0
      ? [{ severity, text: `${isLost ? 'Order lost' : 'New order'} for ${names.length} more`, details: names } as const]
      : []),
  ];
}

function textOf({ waiting, awaited, isReversed }: Sentence, isLost: boolean): string {
  const [late, early] = [quoted(waiting, MOST), quoted(awaited, MOST)];
  if (!isLost) {
    return `New order: ${late} now after ${early}`;
  }
  return isReversed ? `Order reversed: ${late} now before ${early}` : `Order lost: ${late} no longer after ${early}`;
}

/** What has moved by itself is reported as that. Jobs of GitHub that are in no plan are compared as jobs. */
function isOrdered([old, now]: readonly [Action, Action]): boolean {
  const isJob = now.workflowJob !== undefined && now.unplanned;
  return old.kind === 'deploy' || (!isJob && !old.gate && !now.gate && old.node === now.node && STEPS.has(old.kind));
}

const STEPS: ReadonlySet<Action['kind']> = new Set(['script', 'custom']);

function reachable(side: Side, actions: readonly Action[]): Reachability {
  return new Reachability(
    side.plan,
    actions.map((action) => side.nodeOf(action)),
  );
}

/** Pairs that are said in one sentence. */
interface Sentence {
  readonly waiting: readonly string[];
  readonly awaited: readonly string[];
  readonly isReversed: boolean;
  readonly example?: readonly string[];
}

/** What waits for what, by numbers: those of owners, if two of them are concerned, else of what they own. */
class Waits {
  /** By who waits: who is awaited. */
  public readonly awaited: (Set<number> | undefined)[] = [];
  public readonly isKept: (true | undefined)[] = [];
  public readonly counts: number[] = [];
  public readonly examples: (readonly [first: number, second: number] | undefined)[] = [];

  public add(waiting: number, awaited: number, first: number, second: number, isReversed: boolean): void {
    const known = this.awaited[waiting];
    if (known === undefined) {
      this.awaited[waiting] = new Set([awaited]);
      this.counts[waiting] = 1;
      this.examples[waiting] = [first, second];
    } else {
      known.add(awaited);
      this.counts[waiting] += 1;
    }
    if (!isReversed) {
      this.isKept[waiting] = true;
    }
  }
}

class Order {
  private readonly owners: readonly string[];
  private readonly ownerOf: readonly number[];
  private readonly nodes: readonly (readonly number[])[];

  constructor(
    pair: Pair,
    private readonly both: readonly (readonly [Action, Action])[],
    private readonly was: Reachability,
    private readonly is: Reachability,
  ) {
    const names = both.map(([, now]) => pair.after.ownerOf(now));
    this.owners = [...new Set(names)];
    const numbers = new Map(this.owners.map((owner, i) => [owner, i]));
    this.ownerOf = names.map((name) => numbers.get(name)!);
    this.nodes = both.map(([old, now]) => [pair.before.nodeOf(old), pair.after.nodeOf(now)]);
  }

  /** How many pairs are in the one order only, and how many deployments and steps wait in these. */
  public count(isLost: boolean): { pairs: number; concerned: number } {
    const [from, to, place] = isLost ? [this.was, this.is, 0] : [this.is, this.was, 1];
    const counts = this.nodes.map((nodes) => from.countDiffering(nodes[place], to, nodes[1 - place]));
    const pairs = counts.reduce((sum, n) => sum + n, 0);
    return { pairs, concerned: counts.filter((n) => n > 0).length };
  }

  /** As few sentences as possible. A pair that is new only because it is reversed is not said again. */
  public sentences(isLost: boolean): Sentence[] {
    const [from, to, place] = isLost ? [this.was, this.is, 0] : [this.is, this.was, 1];
    const [between, within] = [new Waits(), new Waits()];
    this.nodes.forEach((nodes, second) => {
      from.differing(nodes[place], to, nodes[1 - place], (first) => {
        const isReversed =
          to.isBefore(second, this.nodes[first][1 - place]) && !from.isBefore(second, this.nodes[first][place]);
        if (isReversed && !isLost) {
          return;
        }
        const [a, b] = [this.ownerOf[second], this.ownerOf[first]];
        if (a === b) {
          within.add(second, first, first, second, isReversed);
        } else {
          between.add(a, b, first, second, isReversed);
        }
      });
    });
    const nameOf = (i: number) => {
      const { target, id } = this.both[i][1];
      return target?.stack ?? id;
    };
    return [
      ...together(between, (i) => this.owners[i], nameOf),
      ...together(within, nameOf).map((sentence) => ({ ...sentence, example: undefined })),
    ];
  }
}

/** Names that wait for the same names are said at once. */
function together(waits: Waits, nameOf: (i: number) => string, itemOf = nameOf): Sentence[] {
  const all = waits.awaited.flatMap((awaited, waiting) =>
    awaited ? [{ waiting, awaited: [...awaited].sort((a, b) => a - b) }] : [],
  );
  const keyOf = ({ waiting, awaited }: { waiting: number; awaited: number[] }) =>
    `${waits.isKept[waiting] === true} ${awaited.join(' ')}`;
  return [...groupBy(all, keyOf).values()].map((same): Sentence => {
    const [{ waiting, awaited }] = same;
    const number = same.reduce((sum, one) => sum + waits.counts[one.waiting], 0);
    const [first, second] = waits.examples[waiting]!;
    return {
      waiting: same.map((one) => nameOf(one.waiting)),
      awaited: awaited.map(nameOf),
      isReversed: waits.isKept[waiting] !== true,
      example: [`${count(number, 'pair')}, such as ${itemOf(second)} after ${itemOf(first)}`],
    };
  });
}
