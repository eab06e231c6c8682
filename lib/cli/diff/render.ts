import type { Change, Measure, Severity } from './change';
import type { Comparison } from './compare';
import { wrap } from '../columns';
import { type Style, type Styles } from '../terminal';

interface RenderOptions {
  readonly width: number;
  readonly styles: Styles;
}

const TITLES: Record<Severity, string> = {
  lost: 'A gate is lost',
  danger: 'Look at this',
  notice: 'Worth knowing',
  info: 'For the record',
};

/** Details of one change that are shown; the others are counted. */
const MOST = 10;

const NOTHING = 'Nothing changes for delivery.';

/** For a terminal. */
export function renderText(comparison: Comparison, { width, styles }: RenderOptions): string[] {
  const { path, changes, measures } = comparison;
  const lines = [styles.bold(path)];
  if (changes.length === 0 && measures.length === 0) {
    return [...lines, NOTHING];
  }
  const styleOf: Record<Severity, Style> = {
    lost: styles.danger,
    danger: styles.warning,
    notice: styles.bold,
    info: styles.dim,
  };
  for (const [severity, all] of bySeverity(changes)) {
    lines.push('', styleOf[severity](TITLES[severity]));
    for (const change of all) {
      const details = shown(change).flatMap((detail) => wrap(detail, width - 4, '  '));
      for (const line of wrap(`- ${change.text}`, width, '  ')) {
        lines.push(severity === 'lost' ? styles.danger(line) : line);
      }
      for (const line of details) {
        lines.push(styles.dim(`    ${line}`));
      }
    }
  }
  return [...lines, ...(measures.length > 0 ? ['', ...measures.map(measureLine)] : [])];
}

/**
 * For a comment on a pull request, in the Markdown of GitHub. Written by hand: markdown-table, which is kept well, can
 * only be imported, which Node.js 20.0 does not do from CommonJS, and all it would write is the one table below.
 */
export function renderMarkdown({ path, changes, measures }: Comparison): string[] {
  const lines = [`### Delivery: ${escape(path)}`, ''];
  if (changes.length === 0 && measures.length === 0) {
    return [...lines, NOTHING];
  }
  for (const [severity, all] of bySeverity(changes)) {
    const isInfo = severity === 'info';
    const summary = `<summary>${TITLES[severity]} (${all.length})</summary>`;
    // Blank lines make GitHub read Markdown in HTML.
    lines.push(...(isInfo ? ['<details>', summary, ''] : [`**${TITLES[severity]}**`, '']));
    for (const change of all) {
      lines.push(`- ${escape(change.text)}`, ...shown(change).map((detail) => `  - ${escape(detail)}`));
    }
    lines.push('', ...(isInfo ? ['</details>', ''] : []));
  }
  return measures.length > 0 ? [...lines, ...table(measures)] : lines.slice(0, -1);
}

function table(measures: readonly Measure[]): string[] {
  const rows = measures.map(
    ({ what, before, after }) => `| ${what} | ${before} | ${after} | ${signed(after - before)} |`,
  );
  return ['| | before | after | |', '|---|---:|---:|---:|', ...rows];
}

function measureLine({ what, before, after }: Measure): string {
  return `${what}: ${before} → ${after} (${signed(after - before)})`;
}

function signed(n: number): string {
  return n > 0 ? `+${n}` : `−${-n}`;
}

function bySeverity(changes: readonly Change[]): [Severity, Change[]][] {
  const severities = Object.keys(TITLES) as Severity[];
  const all = severities.map((severity): [Severity, Change[]] => [
    severity,
    changes.filter((change) => change.severity === severity),
  ]);
  return all.filter(([, some]) => some.length > 0);
}

function shown({ details = [] }: Change): string[] {
  const more = details.length - MOST;
  return more > 1 ? [...details.slice(0, MOST), `and ${more} more`] : [...details];
}

/**
 * Names are text, whatever Markdown or GitHub would make of them: markup, the beginning of a block, a mention, a reference
 * (which GitHub finds in the finished page, so that only a character between helps).
 */
function escape(text: string): string {
  return text
    .replace(/[\s\x85]+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]#|~]/g, '\\$&')
    .replace(/^[-+=:]|^\d+(?=[.)])/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\$/g, '&#36;')
    .replace(/@/g, '&#64;&#8203;')
    .replace(/\\#/g, '\\#&#8203;');
}
