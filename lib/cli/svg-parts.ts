import { BOLD, cutToWidth, widthOf } from './letters';
import { escapeMarkup } from '../private/text';
import { visible } from '../private/visible';

// Elements of a picture. Colours are literal, for whatever draws it; a browser in the dark takes others.

/** By day, and in the dark. */
const COLOURS = {
  paper: ['#f6f6f3', '#121418'],
  surface: ['#ffffff', '#1b1e24'],
  ink: ['#1d2129', '#e7e8ea'],
  muted: ['#566071', '#98a1ae'],
  line: ['#d5d5cf', '#343a44'],
  accent: ['#3f5bd8', '#93a6ff'],
  gate: ['#a85407', '#f2b861'],
  gateSoft: ['#fff5e2', '#2b2315'],
  lane: ['#ececE7', '#1f232a'],
} as const;

export type Paint = keyof typeof COLOURS | 'none';

const FONT = "ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Liberation Sans', 'DejaVu Sans', sans-serif";

export function style(): string {
  const rules = Object.entries(COLOURS).flatMap(([name, [, dark]]) => [
    `.f-${name} { fill: ${dark}; }`,
    `.s-${name} { stroke: ${dark}; }`,
  ]);
  return `<style>@media (prefers-color-scheme: dark) {\n${rules.join('\n')}\n}</style>`;
}

/** Attributes that fill something, and draw its outline. */
export function paint(fill: Paint, stroke: Paint = 'none'): string {
  const names = [...(fill === 'none' ? [] : [`f-${fill}`]), ...(stroke === 'none' ? [] : [`s-${stroke}`])];
  const outline = stroke === 'none' ? '' : ` stroke="${COLOURS[stroke][0]}"`;
  return `class="${names.join(' ')}" fill="${fill === 'none' ? 'none' : COLOURS[fill][0]}"${outline}`;
}

export function shape(tag: 'rect' | 'path', attributes: Record<string, number | string>, more: string): string {
  const list = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
  return `<${tag} ${list.join(' ')} ${more}/>`;
}

export interface TextOptions {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** What does not fit is cut, and is a tooltip. */
  readonly room: number;
  readonly colour?: Paint;
  readonly bold?: boolean;
  readonly anchor?: 'middle';
}

export function text(content: string, { x, y, size, room, colour = 'ink', bold, anchor }: TextOptions): string {
  const all = visible(content);
  const shown = cutToWidth(all, bold ? size * BOLD : size, room);
  const title = shown === all ? '' : `<title>${escapeMarkup(all)}</title>`;
  const attributes = [
    `x="${x}" y="${y}" font-family="${escapeMarkup(FONT)}" font-size="${size}"`,
    ...(bold ? ['font-weight="600"'] : []),
    ...(anchor ? [`text-anchor="${anchor}"`] : []),
    paint(colour),
  ];
  return `<text ${attributes.join(' ')}>${title}${escapeMarkup(shown)}</text>`;
}

/** What is drawn with a font that is wider than any we know is cut off where its card ends. */
export function clips(sizes: Readonly<Record<string, readonly [width: number, height: number]>>): string {
  const list = Object.entries(sizes).map(
    ([name, [width, height]]) =>
      `<clipPath id="cdk-pipelines-${name}"><rect width="${width}" height="${height}"/></clipPath>`,
  );
  return `<defs>${list.join('')}</defs>`;
}

interface GroupOptions {
  readonly x: number;
  readonly y: number;
  readonly clip: string;
  readonly title: string;
}

export function group({ x, y, clip, title }: GroupOptions, parts: readonly string[]): string {
  const name = `<title>${escapeMarkup(visible(title))}</title>`;
  return `<g transform="translate(${x} ${y})" clip-path="url(#cdk-pipelines-${clip})">${name}${parts.join('')}</g>`;
}

const SIZE = 11;
const ROW = 20;

/** What the signs mean, in as many rows as are needed. */
export function legend(
  left: number,
  top: number,
  room: number,
  hasOrder: boolean,
): { parts: string[]; bottom: number } {
  const number = (at: number, row: number) =>
    text('1', { x: at + 9, y: row + 9, size: SIZE, room, colour: 'muted', anchor: 'middle' });
  const items: readonly (readonly [sign: (x: number, y: number) => string, meaning: string])[] = [
    [(x, y) => shape('path', { d: `M${x + 9} ${y}l5 5l-5 5l-5 -5z` }, paint('gate')), 'stops for a decision'],
    [(x, y) => shape('rect', { x, y: y - 2, width: 18, height: 14, rx: 4 }, paint('lane', 'line')), 'one application'],
    [(x, y) => shape('path', { d: `M${x} ${y + 5}h18` }, `${paint('none', 'accent')} stroke-width="1.5"`), CHAIN],
    ...(hasOrder ? [[number, 'run order'] as const] : []),
  ];
  let [x, y] = [left, top];
  const parts = items.flatMap(([sign, meaning]) => {
    const width = 24 + widthOf(meaning, SIZE) + 20;
    if (x > left && x + width > left + room) {
      [x, y] = [left, y + ROW];
    }
    const at = x;
    x += width;
    return [sign(at, y), text(meaning, { x: at + 24, y: y + 9, size: SIZE, room, colour: 'muted' })];
  });
  return { parts, bottom: y + ROW };
}

const CHAIN = 'longest chain of actions that wait for each other';
