import { boardOf, type Card, type Column, type Lane } from './board';
import { count, cut } from './terminal';
import { GATE, placeOf } from './words';
import type { PlanGraph } from '../document/plan-graph';
import type { Action } from '../document/stages';
import { escapeMarkup } from '../private/text';

const WIDTH = 230;
const GAP = 34;
const MARGIN = 24;
const CARD = 42;
const STEP = CARD + 6;
const LANE_HEAD = 24;
const HEAD = 96;

const STYLE = `
  svg { --paper: #f6f6f3; --surface: #fff; --ink: #1d2129; --muted: #667080; --line: #dcdcd6; --accent: #3f5bd8;
    --gate: #a85407; --gate-soft: #fff5e2; --lane: #ececE7; }
  @media (prefers-color-scheme: dark) {
    svg { --paper: #121418; --surface: #1b1e24; --ink: #e7e8ea; --muted: #98a1ae; --line: #343a44; --accent: #93a6ff;
      --gate: #f2b861; --gate-soft: #2b2315; --lane: #1f232a; }
  }
  text { fill: var(--ink); font: 13px ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif; }
  .paper { fill: var(--paper); } .lane { fill: var(--lane); }
  .card { fill: var(--surface); stroke: var(--line); } .card.gate { fill: var(--gate-soft); stroke: var(--gate); }
  .title { font-size: 18px; font-weight: 650; } .stage { font-weight: 650; font-size: 14px; } .name { font-weight: 550; }
  .muted { fill: var(--muted); font-size: 11px; } .mono { font-family: ui-monospace, Menlo, Consolas, monospace; }
  .critical { fill: var(--accent); font-weight: 650; } .mark { fill: var(--gate); }
  .chain { fill: none; stroke: var(--accent); stroke-width: 1.5; opacity: 0.55; }`;

/** A card, and where it is. */
interface Placed {
  readonly card: Card;
  readonly x: number;
  readonly y: number;
}

/** A picture that stands still: stages, lanes and cards as on the page, and lines along the longest chain. */
export function renderSvg(plan: PlanGraph): string {
  const { actions, document } = plan;
  const { pipeline, codePipeline } = document;
  const board = boardOf(plan);
  const placed: Placed[] = [];
  const drawn = board.map((column, i) => drawColumn(column, MARGIN + i * (WIDTH + GAP), actions, placed));
  const width = 2 * MARGIN + board.length * (WIDTH + GAP) - GAP;
  const height = drawn.reduce((lowest, { bottom }) => Math.max(lowest, bottom), HEAD) + MARGIN;
  const traits = [
    ...(codePipeline ? [`Type ${codePipeline.type}`] : []),
    placeOf(pipeline),
    count(actions.length, 'action'),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeMarkup(pipeline.path)}">`,
    `<style>${STYLE}\n</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    text(MARGIN, 36, 'title', pipeline.path),
    text(MARGIN, 56, 'muted', traits.join(' · ')),
    // Lanes lie below the lines, cards above them.
    ...drawn.flatMap((column) => column.below),
    ...chain(plan, placed),
    ...drawn.flatMap((column) => column.above),
    '</svg>',
    '',
  ].join('\n');
}

interface Drawn {
  readonly below: string[];
  readonly above: string[];
  readonly bottom: number;
}

function drawColumn(column: Column, x: number, actions: readonly Action[], placed: Placed[]): Drawn {
  let bottom = HEAD;
  const lanes = column.lanes.map((lane) => {
    const drawn = drawLane(lane, x, bottom, actions, placed);
    bottom = drawn.bottom;
    return drawn;
  });
  const title = text(x, HEAD - 12, 'stage', cut(column.name, 28));
  return { below: lanes.flatMap((lane) => lane.below), above: [title, ...lanes.flatMap((lane) => lane.above)], bottom };
}

function drawLane(lane: Lane, x: number, top: number, actions: readonly Action[], placed: Placed[]): Drawn {
  const head = lane.application ? LANE_HEAD : 0;
  const all = lane.cards.map((card, i) => ({ card, x, y: top + head + i * STEP }));
  all.forEach((place) => placed.push(place));
  const height = head + lane.cards.length * STEP + 2;
  const name = lane.application?.name ?? '';
  return {
    below: lane.application
      ? [`<rect class="lane" x="${x - 8}" y="${top}" width="${WIDTH + 16}" height="${height}" rx="10"/>`]
      : [],
    above: [
      ...(lane.application ? [text(x + 2, top + 16, 'muted', cut(name, 34))] : []),
      ...all.map((place) => drawCard(place, actions[place.card.action])),
    ],
    bottom: top + height + 10,
  };
}

function drawCard({ card, x, y }: Placed, { gate, kind }: Action): string {
  const mark = gate ? `<tspan class="mark">${GATE} </tspan>` : '';
  return [
    `<rect class="card${gate ? ' gate' : ''}" x="${x}" y="${y}" width="${WIDTH}" height="${CARD}" rx="8"/>`,
    text(x + 10, y + 18, card.critical ? 'muted critical' : 'muted', `${card.runOrder}`),
    `<text x="${x + 34}" y="${y + 18}" class="name">${mark}${escapeMarkup(cut(card.name, gate ? 18 : 20))}</text>`,
    `<text x="${x + WIDTH - 10}" y="${y + 18}" class="muted" text-anchor="end">${escapeMarkup(kind)}</text>`,
    text(x + 34, y + 34, 'muted mono', cut(card.note, 28)),
  ].join('');
}

/** Lines between the cards of the longest chain. */
function chain(plan: PlanGraph, placed: readonly Placed[]): string[] {
  const { actions } = plan;
  const byNode = new Map(placed.map((place) => [actions[place.card.action].node, place]));
  const places = plan.criticalPath().flatMap((node) => byNode.get(plan.waits.ids[node]) ?? []);
  return places.slice(1).map((to, i) => {
    const from = places[i];
    const [y1, y2] = [from.y + CARD / 2, to.y + CARD / 2];
    if (from.x === to.x) {
      return `<path class="chain" d="M${from.x} ${y1}C${from.x - 14} ${y1} ${to.x - 14} ${y2} ${to.x} ${y2}"/>`;
    }
    const [x1, x2] = [from.x + WIDTH, to.x];
    return `<path class="chain" d="M${x1} ${y1}C${x1 + GAP} ${y1} ${x2 - GAP} ${y2} ${x2} ${y2}"/>`;
  });
}

function text(x: number, y: number, className: string, content: string): string {
  return `<text x="${x}" y="${y}" class="${className}">${escapeMarkup(content)}</text>`;
}
