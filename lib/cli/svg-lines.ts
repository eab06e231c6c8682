import { paint, shape } from './svg-parts';

/** Where a column is. */
export interface Box {
  readonly x: number;
  readonly width: number;
}

/** Where a card is. */
export interface Spot extends Box {
  readonly column: number;
  readonly top: number;
  readonly bottom: number;
}

/** Above the names of the columns. */
const BUS = 76;

/** Lines from each card of a chain to the next. They run between columns and above them, and never behind a card. */
export function arrows(chain: readonly Spot[], columns: readonly Box[]): string[] {
  return chain.slice(1).map((to, i) => {
    const from = chain[i];
    const line = from.column === to.column ? withinColumn(from, to) : between(from, to, columns);
    return shape('path', { d: line }, `${paint('none', 'accent')} stroke-width="1.5" data-chain=""`);
  });
}

function withinColumn(from: Spot, to: Spot): string {
  const isNext = to.top > from.bottom && to.top - from.bottom < 10;
  return isNext
    ? `M${from.x + 18} ${from.bottom}V${to.top}`
    : `M${from.x} ${middle(from)}H${from.x - 6}V${middle(to)}${into(to)}`;
}

function between(from: Spot, to: Spot, columns: readonly Box[]): string {
  const out = gutterBehind(from.column, columns);
  const start = `M${from.x + from.width} ${middle(from)}H${out}`;
  const end = `V${middle(to)}${into(to)}`;
  if (to.column === from.column + 1) {
    return `${start}${end}`;
  }
  return `${start}V${BUS}H${columns[to.column].x - 20}${end}`;
}

/** The head of an arrow. */
function into({ x }: Spot): string {
  return `H${x}m-4 -3l4 3l-4 3`;
}

function middle({ top, bottom }: Spot): number {
  return (top + bottom) / 2;
}

/** The middle of the gap behind a column. */
function gutterBehind(column: number, columns: readonly Box[]): number {
  const { x, width } = columns[column];
  return x + width + 20;
}
