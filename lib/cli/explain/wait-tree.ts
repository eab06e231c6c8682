import { type ExplainOptions, nameLine, reasonLines } from './lines';
import type { PlanGraph } from '../../document/plan-graph';
import type { Awaited } from '../../document/walk';
import { wrap } from '../../private/columns';
import { GATE } from '../../document/words';

/** Levels of a tree that somebody reads: what is further back has one line. */
const MOST_DEEP = 40;

/** What is waited for, as a tree: below each thing is what that waits for in turn. */
export class WaitTree {
  constructor(
    private readonly plan: PlanGraph,
    private readonly options: ExplainOptions,
  ) {}

  public branches(awaited: readonly Awaited[], trunk = ''): string[] {
    if (trunk.length >= MOST_DEEP * '│  '.length && awaited.length > 0) {
      return this.furtherBack(awaited, trunk);
    }
    // Parts of a group without anything below them go on one line.
    const short = awaited.filter(({ reasons, parts }) => reasons.length === 0 && parts.length === 0);
    const isShort = new Set(short);
    const long = short.length > 1 ? awaited.filter((a) => !isShort.has(a)) : awaited;
    const lines = long.flatMap((a, i) => this.branch(a, trunk, i === long.length - 1 && short.length <= 1));
    return short.length > 1 ? [...lines, ...this.namesIn(short, trunk)] : lines;
  }

  private branch(awaited: Awaited, trunk: string, isLast: boolean): string[] {
    const { reasons, parts, node } = awaited;
    const below = `${trunk}${isLast ? '   ' : '│  '}`;
    const { width } = this.options;
    return [
      `${trunk}${isLast ? '└' : '├'}─ ${nameLine(this.plan, node, { ...this.options, width: width - trunk.length - 3 })}`,
      ...reasonLines(reasons, `${below}${parts.length > 0 ? '│' : ' '}  `, this.options),
      ...this.branches(parts, below),
    ];
  }

  private furtherBack(awaited: readonly Awaited[], trunk: string): string[] {
    // A list that grows while it is gone through.
    const all = [...awaited];
    for (const { parts } of all) {
      parts.forEach((part) => all.push(part));
    }
    return this.namesIn(all, trunk);
  }

  private namesIn(awaited: readonly Awaited[], trunk: string): string[] {
    const names = awaited.map(({ node }) => {
      return this.plan.actionOf(node)?.gate ? `${GATE} ${this.plan.nameOf(node)}` : this.plan.nameOf(node);
    });
    const [first, ...more] = wrap(names.join(', '), this.options.width - trunk.length - 3, '');
    return [`${trunk}└─ ${first}`, ...more.map((line) => `${trunk}   ${line}`)];
  }
}
