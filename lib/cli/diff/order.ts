import type { Change } from './change';
import type { Deployment, Side } from './side';
import { Reachability } from '../../document/reachability';
import { groupBy } from '../../private/lang';
import { quoted } from '../../private/text';
import { count } from '../terminal';

/** Names in a sentence. */
const MOST = 6;

/** Deployments that were in an order, and no longer are; and the other way round. */
export function compareOrder(before: Side, after: Side): Change[] {
  const stacks = [...before.deployments.keys()].filter((stack) => after.deployments.has(stack));
  const [was, is] = [new Order(before, stacks), new Order(after, stacks)];
  const { lost, gained } = differences(was, is);
  const reversed = ({ first, second }: Pair) => keyOf({ first: second, second: first });
  const [isLost, isGained] = [new Set(lost.map(keyOf)), new Set(gained.map(keyOf))];
  return [
    ...is.inSentences(lost).map((sentence): Change => {
      const isReversed = sentence.pairs.every((pair) => isGained.has(reversed(pair)));
      const text = isReversed
        ? `Order reversed: ${quoted(sentence.waiting, MOST)} now before ${quoted(sentence.awaited, MOST)}`
        : `Order lost: ${quoted(sentence.waiting, MOST)} no longer after ${quoted(sentence.awaited, MOST)}`;
      return { severity: 'danger', text, details: sentence.example };
    }),
    ...is.inSentences(gained.filter((pair) => !isLost.has(reversed(pair)))).map(({ waiting, awaited }): Change => ({
      severity: 'info',
      text: `New order: ${quoted(waiting, MOST)} now after ${quoted(awaited, MOST)}`,
    })),
  ];
}

interface Pair {
  readonly first: number;
  readonly second: number;
}

/** Pairs that are said in one sentence. */
interface Sentence {
  readonly waiting: readonly string[];
  readonly awaited: readonly string[];
  readonly pairs: readonly Pair[];
  readonly example?: readonly string[];
}

function keyOf({ first, second }: Pair): string {
  return `${first} ${second}`;
}

/** Deployments that are asked about at once, so that memory does not grow with their square. */
const BLOCK = 1024;

/** So many pairs say enough. */
const MOST_PAIRS = 1_000_000;

/** Pairs that only one of two orders of the same stacks has. */
function differences(was: Order, is: Order): { lost: Pair[]; gained: Pair[] } {
  const [lost, gained]: [Pair[], Pair[]] = [[], []];
  for (let start = 0; start < was.nodes.length; start += BLOCK) {
    const [a, b] = [was, is].map(({ side, nodes }) => new Reachability(side.plan, nodes.slice(start, start + BLOCK)));
    const isDifferent = (second: number) => !a.isSame(was.nodes[second], b, is.nodes[second]);
    for (const second of was.nodes.keys()) {
      if (lost.length + gained.length < MOST_PAIRS && isDifferent(second)) {
        a.of.forEach((_, place) => {
          const [old, now] = [a.isBefore(place, was.nodes[second]), b.isBefore(place, is.nodes[second])];
          if (old !== now) {
            (old ? lost : gained).push({ first: start + place, second });
          }
        });
      }
    }
  }
  const bySecond = (x: Pair, y: Pair) => x.second - y.second || x.first - y.first;
  return { lost: lost.sort(bySecond), gained: gained.sort(bySecond) };
}

class Order {
  private readonly deployments: readonly Deployment[];
  public readonly nodes: readonly number[];

  constructor(
    public readonly side: Side,
    stacks: readonly string[],
  ) {
    this.deployments = stacks.map((stack) => side.deployments.get(stack)!);
    this.nodes = this.deployments.map((deployment) => side.nodeOf(deployment));
  }

  /** As few sentences as possible: about applications where two of them are concerned, else about stacks. */
  public inSentences(pairs: readonly Pair[]): Sentence[] {
    const ownerOf = (i: number) => this.side.ownerOf(this.deployments[i]);
    const stackOf = (i: number) => this.deployments[i].target.stack;
    const isInOne = ({ first, second }: Pair) => ownerOf(first) === ownerOf(second);
    const between = together(
      pairs.filter((pair) => !isInOne(pair)),
      ownerOf,
    );
    const withExample = between.map((sentence) => {
      const [{ first, second }] = sentence.pairs;
      const number = count(sentence.pairs.length, 'pair');
      return { ...sentence, example: [`${number} of stacks, such as ${stackOf(second)} after ${stackOf(first)}`] };
    });
    return [...withExample, ...together(pairs.filter(isInOne), stackOf)];
  }
}

/** Names that wait for the same names are said at once. */
function together(pairs: readonly Pair[], nameOf: (i: number) => string): Sentence[] {
  const waiting = [...groupBy(pairs, ({ second }) => nameOf(second))].map(([name, all]) => ({
    name,
    pairs: all,
    awaited: [...new Set(all.map(({ first }) => nameOf(first)))],
  }));
  return [...groupBy(waiting, ({ awaited }) => awaited.join('\n')).values()].map((same) => ({
    waiting: same.map(({ name }) => name),
    awaited: same[0].awaited,
    pairs: same.flatMap((one) => one.pairs),
  }));
}
