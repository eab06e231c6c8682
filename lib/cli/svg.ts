import { boardOf, type Card, type Column, type Lane } from './board';
import { cutToWidth } from './letters';
import { arrows, type Box, type Spot } from './svg-lines';
import { clips, group, legend, type Paint, paint, shape, style, text } from './svg-parts';
import { count } from '../private/terminal';
import { placeOf } from '../document/words';
import { criticalPathOf } from '../document/critical-path';
import type { PlanGraph } from '../document/plan-graph';
import type { Action } from '../document/stages';
import { escapeMarkup } from '../private/text';
import { visible } from '../private/visible';

const WIDE = 280;
const SLIM = 170;
const GAP = 40;
const MARGIN = 28;
const CARD = 42;
const STEP = CARD + 6;
const LANE_HEAD = 24;
const HEAD = 108;
const LEAST_WIDTH = 420;

/** A picture that stands still: stages, lanes and cards as on the page, and lines along the longest chain. */
export function renderSvg(plan: PlanGraph): string {
  const { actions, document } = plan;
  const { pipeline, codePipeline, gitHub } = document;
  const picture = new Picture(actions);
  boardOf(plan).forEach((column) => picture.add(column));
  const { width, bottom } = picture;
  const key = legend(MARGIN, bottom + MARGIN, width - 2 * MARGIN, gitHub === undefined);
  const height = key.bottom + MARGIN;
  const traits = gitHub
    ? ['GitHub Actions', gitHub.name, count(gitHub.jobs.length, 'job')]
    : [...(codePipeline ? [`Type ${codePipeline.type}`] : []), placeOf(pipeline), count(actions.length, 'action')];
  const room = width - 2 * MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeMarkup(visible(pipeline.path))}">`,
    style(),
    clips({ wide: [WIDE, CARD], slim: [SLIM, CARD] }),
    shape('rect', { width, height }, paint('paper')),
    text(pipeline.path, { x: MARGIN, y: 38, size: 18, room, bold: true }),
    text(traits.join(' · '), { x: MARGIN, y: 58, size: 12, room, colour: 'muted' }),
    ...picture.lanes,
    ...arrows(picture.chain(plan), picture.columns),
    ...picture.cards,
    ...key.parts,
    '</svg>',
    '',
  ].join('\n');
}

/** Grows by a column at a time. Lanes lie below the lines, cards above them. */
class Picture {
  public readonly lanes: string[] = [];
  public readonly cards: string[] = [];
  public readonly columns: Box[] = [];
  public bottom = HEAD;
  private right = MARGIN - GAP;
  private readonly spots = new Map<number, Spot>();

  constructor(private readonly actions: readonly Action[]) {}

  public get width(): number {
    return Math.max(this.right + MARGIN, LEAST_WIDTH);
  }

  public add(column: Column): void {
    const isSlim = column.lanes.every((lane) => lane.application === undefined);
    const box: Box = { x: this.right + GAP, width: isSlim ? SLIM : WIDE };
    this.right = box.x + box.width;
    this.columns.push(box);
    this.cards.push(text(column.name, { x: box.x, y: HEAD - 12, size: 14, room: box.width, bold: true }));
    let top = HEAD;
    for (const lane of column.lanes) {
      top = this.addLane(lane, box, top);
    }
    this.bottom = Math.max(this.bottom, top);
  }

  /** The longest chain, as places of cards. */
  public chain(plan: PlanGraph): Spot[] {
    const indexes = new Map(this.actions.map((action, i) => [action, i]));
    return criticalPathOf(plan.waits).flatMap((node) => {
      const action = plan.actionOf(node);
      return (action && this.spots.get(indexes.get(action) ?? -1)) ?? [];
    });
  }

  /** Where the next lane begins. */
  private addLane({ application, cards }: Lane, { x, width }: Box, top: number): number {
    const head = application ? LANE_HEAD : 0;
    const height = head + cards.length * STEP + 2;
    if (application) {
      const area = { x: x - 8, y: top, width: width + 16, height, rx: 10 };
      this.lanes.push(shape('rect', area, `${paint('lane')} data-lane=""`));
      this.cards.push(text(application.name, { x: x + 2, y: top + 16, size: 11, room: width - 4, colour: 'muted' }));
    }
    cards.forEach((card, i) => this.addCard(card, { x, width }, top + head + i * STEP));
    return top + height + 10;
  }

  private addCard(card: Card, { x, width }: Box, y: number): void {
    const action = this.actions[card.action];
    this.spots.set(card.action, { column: this.columns.length - 1, x, width, top: y, bottom: y + CARD });
    this.cards.push(
      group({ x, y, clip: width === SLIM ? 'slim' : 'wide', title: titleOf(card, action) }, [
        shape('rect', { x: 0.5, y: 0.5, width: width - 1, height: CARD - 1, rx: 8 }, frameOf(action)),
        ...orderOf(card),
        ...nameOf(card, action, width),
      ]),
    );
  }
}

function titleOf({ name, note, runOrder, critical }: Card, { kind, gate }: Action): string {
  const marks = [...(gate ? ['a gate'] : []), ...(critical ? ['on the longest chain'] : [])];
  const order = runOrder === undefined ? [] : [`run order ${runOrder}`];
  return [name, kind, ...(note ? [note] : []), ...order, ...marks].join(', ');
}

function frameOf({ gate }: Action): string {
  const [fill, stroke]: [Paint, Paint] = gate ? ['gateSoft', 'gate'] : ['surface', 'line'];
  return `${paint(fill, stroke)} data-card="${gate ? 'gate' : ''}"`;
}

function orderOf({ runOrder, critical }: Card): string[] {
  if (runOrder === undefined) {
    return [];
  }
  const number = text(`${runOrder}`, {
    ...{ x: 18, y: 18, size: 11, room: 24, anchor: 'middle' },
    ...(critical ? { colour: 'accent', bold: true } : { colour: 'muted' }),
  });
  return critical
    ? [shape('rect', { x: 8, y: 6, width: 20, height: 17, rx: 5 }, paint('none', 'accent')), number]
    : [number];
}

/** What it is called above, and what it does and where below. */
function nameOf({ name, note, runOrder }: Card, { gate, kind }: Action, width: number): string[] {
  const left = runOrder === undefined ? 12 : 34;
  const room = width - left - 8;
  const mark = gate ? [shape('path', { d: `M${left + 5} 9l4.5 4.5l-4.5 4.5l-4.5 -4.5z` }, paint('gate'))] : [];
  const shift = gate ? 13 : 0;
  // The longest kind has room; a name that is no kind is cut.
  const shownKind = cutToWidth(visible(kind), 11, room);
  return [
    ...mark,
    text(name, { x: left + shift, y: 18, size: 13, room: room - shift, bold: true }),
    text(note === '' ? shownKind : `${shownKind}  ·  ${note}`, { x: left, y: 34, size: 11, room, colour: 'muted' }),
  ];
}
