import type { Measure } from './change';
import type { Comparison } from './compare';
import { bySeverity, type Severity, shown, TITLES } from '../../document/change';
import { cut, wrap } from '../../private/columns';
import { type Style, type Styles } from '../../private/terminal';

interface RenderOptions {
  readonly width: number;
  readonly styles: Styles;
}

/** Characters of a text that are shown. */
const MOST_IN_TEXT = 2_000;

export const NOTHING = 'Nothing changes for delivery.';

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
      const details = shown(change).flatMap((detail) => wrap(cut(detail, MOST_IN_TEXT), width - 4, '  '));
      for (const line of wrap(cut(`- ${change.text}`, MOST_IN_TEXT), width, '  ')) {
        lines.push(severity === 'lost' ? styles.danger(line) : line);
      }
      for (const line of details) {
        lines.push(styles.dim(`    ${line}`));
      }
    }
  }
  return [...lines, ...(measures.length > 0 ? ['', ...measures.map(measureLine)] : [])];
}

function measureLine({ what, before, after }: Measure): string {
  return `${what}: ${before} → ${after} (${signed(after - before)})`;
}

export function signed(n: number): string {
  return n > 0 ? `+${n}` : `−${-n}`;
}
