import { type Change, SEVERITIES, type Severity } from './change';
import type { Comparison } from './compare';
import { NOTHING, signed } from './render';
import { bySeverity, shown, TITLES } from '../../document/change';
import { escapeMarkdown } from '../../private/markdown';
import { count } from '../../private/terminal';

/** A comment on GitHub has at most so many characters. */
const MOST_CHARACTERS = 65_536;

/** For what is said at the end. */
const RESERVE = 2_000;

/**
 * For a comment on a pull request, in the Markdown of GitHub. Written by hand: markdown-table, which is kept well, can
 * only be imported, which Node.js 20.0 does not do from CommonJS, and all it would write is the one table below.
 *
 * What does not fit into a comment is left out, the least dangerous first, and counted.
 */
export function renderMarkdown(comparisons: readonly Comparison[], notCompared: string): string[] {
  const page = new Page(MOST_CHARACTERS - RESERVE);
  for (const severity of SEVERITIES) {
    for (const comparison of comparisons) {
      comparison.changes.filter((change) => change.severity === severity).forEach((c) => page.add(comparison, c));
    }
  }
  comparisons.filter(({ changes }) => changes.length === 0).forEach((comparison) => page.add(comparison));
  return page.lines(comparisons, notCompared);
}

/** What fits. After the first that does not, nothing more is taken: it would be less dangerous. */
class Page {
  private readonly kept = new Map<Comparison, Set<Change>>();
  private leftOut = 0;
  private pipelinesLeftOut = 0;
  private used = 0;

  constructor(private readonly most: number) {}

  public add(comparison: Comparison, change?: Change): void {
    const kept = this.kept.get(comparison) ?? new Set();
    const isNewSection = change && ![...kept].some(({ severity }) => severity === change.severity);
    const lines = [
      ...(this.kept.has(comparison) ? [] : [...heading(comparison), ...table(comparison), NOTHING, '', '']),
      ...(isNewSection ? section(change.severity, 0, []) : []),
      ...(change ? bullet(change) : []),
    ];
    const length = lengthOf(lines);
    if (this.leftOut + this.pipelinesLeftOut > 0 || this.used + length > this.most) {
      this.leftOut += change ? 1 : 0;
      this.pipelinesLeftOut += change ? 0 : 1;
      return;
    }
    this.used += length;
    this.kept.set(comparison, change ? kept.add(change) : kept);
  }

  public lines(comparisons: readonly Comparison[], notCompared: string): string[] {
    const blocks = comparisons.flatMap((comparison) => {
      const kept = this.kept.get(comparison);
      return kept ? [blockOf(comparison, [...kept])] : [];
    });
    const left = [
      ...(this.leftOut > 0 ? [count(this.leftOut, 'change')] : []),
      ...(this.pipelinesLeftOut > 0 ? [`${count(this.pipelinesLeftOut, 'pipeline')} without changes`] : []),
    ].join(' and ');
    const cut =
      left === ''
        ? []
        : [['', `**Left out, as a comment has a limit: ${left}.** The command without \`--markdown\` shows all.`]];
    return [...blocks, ...cut, ['', escapeMarkdown(notCompared)]].flatMap((block, i) =>
      i > 0 && i < blocks.length ? ['', ...block] : block,
    );
  }
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function blockOf(comparison: Comparison, changes: readonly Change[]): string[] {
  const sections = bySeverity(changes).flatMap(([severity, all]) => section(severity, all.length, all.flatMap(bullet)));
  const isSame = comparison.changes.length === 0 && comparison.measures.length === 0;
  const lines = [...heading(comparison), ...(isSame ? [NOTHING] : [...sections, ...table(comparison)])];
  return lines[lines.length - 1] === '' ? lines.slice(0, -1) : lines;
}

function heading({ path }: Comparison): string[] {
  return [`### Delivery: ${escapeMarkdown(path)}`, ''];
}

function section(severity: Severity, n: number, bullets: readonly string[]): string[] {
  const isInfo = severity === 'info';
  // Blank lines make GitHub read Markdown in HTML.
  const first = isInfo
    ? ['<details>', `<summary>${TITLES[severity]} (${n})</summary>`, '']
    : [`**${TITLES[severity]}**`, ''];
  return [...first, ...bullets, '', ...(isInfo ? ['</details>', ''] : [])];
}

function bullet(change: Change): string[] {
  return [`- ${escapeMarkdown(change.text)}`, ...shown(change).map((detail) => `  - ${escapeMarkdown(detail)}`)];
}

function table({ measures }: Comparison): string[] {
  const rows = measures.map(
    ({ what, before, after }) => `| ${what} | ${before} | ${after} | ${signed(after - before)} |`,
  );
  return rows.length === 0 ? [] : ['| | before | after | |', '|---|---:|---:|---:|', ...rows];
}
