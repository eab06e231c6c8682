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
  const gained = is.pairsNotIn(was).filter(({ first, second }) => !was.isBefore(second, first));
  return [
    ...is.told(was.pairsNotIn(is)).map((told): Change => {
      const isReversed = told.pairs.every(({ first, second }) => is.isBefore(second, first));
      const text = isReversed
        ? `Order reversed: ${quoted(told.waiting, MOST)} now before ${quoted(told.awaited, MOST)}`
        : `Order lost: ${quoted(told.waiting, MOST)} no longer after ${quoted(told.awaited, MOST)}`;
      return { severity: 'danger', text, details: told.example };
    }),
    ...is.told(gained).map(({ waiting, awaited }): Change => ({
      severity: 'info',
      text: `New order: ${quoted(waiting, MOST)} now after ${quoted(awaited, MOST)}`,
    })),
  ];
}

interface Pair {
  readonly first: number;
  readonly second: number;
}

/** Pairs that are told in one sentence. */
interface Told {
  readonly waiting: readonly string[];
  readonly awaited: readonly string[];
  readonly pairs: readonly Pair[];
  readonly example?: readonly string[];
}

class Order {
  private readonly deployments: readonly Deployment[];
  private readonly nodes: readonly number[];
  private readonly reachability: Reachability;

  constructor(
    private readonly side: Side,
    stacks: readonly string[],
  ) {
    this.deployments = stacks.map((stack) => side.deployments.get(stack)!);
    this.nodes = this.deployments.map((deployment) => side.nodeOf(deployment));
    this.reachability = new Reachability(side.plan, this.nodes);
  }

  public isBefore(first: number, second: number): boolean {
    return this.reachability.isBefore(first, this.nodes[second]);
  }

  public pairsNotIn(other: Order): Pair[] {
    const all = this.deployments.map((_, i) => i);
    return all.flatMap((second) =>
      all
        .filter((first) => this.isBefore(first, second) && !other.isBefore(first, second))
        .map((first) => ({ first, second })),
    );
  }

  /** As few sentences as possible: about applications where two of them are concerned, else about stacks. */
  public told(pairs: readonly Pair[]): Told[] {
    const ownerOf = (i: number) => this.side.ownerOf(this.deployments[i]);
    const stackOf = (i: number) => this.deployments[i].target.stack;
    const isInOne = ({ first, second }: Pair) => ownerOf(first) === ownerOf(second);
    const between = together(
      pairs.filter((pair) => !isInOne(pair)),
      ownerOf,
    );
    const withExample = between.map((told) => {
      const [{ first, second }] = told.pairs;
      const number = count(told.pairs.length, 'pair');
      return { ...told, example: [`${number} of stacks, such as ${stackOf(second)} after ${stackOf(first)}`] };
    });
    return [...withExample, ...together(pairs.filter(isInOne), stackOf)];
  }
}

/** Names that wait for the same names are told at once. */
function together(pairs: readonly Pair[], nameOf: (i: number) => string): Told[] {
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
