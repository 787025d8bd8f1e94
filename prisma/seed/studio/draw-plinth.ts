/** What small things stand on. */
import { fromHex, toHex } from './colour.ts';
import type { Drawing } from './draw-subject.ts';

export interface Plinth {
  readonly shape: 'round' | 'square';
  /** `#rrggbb` of its top, as lit. */
  readonly colour: string;
  /** Of its front, in hundredths of its width. */
  readonly height: number;
}

/** Side of the square in which a plinth is drawn. */
const units = 100;
/** Depth of its top as seen from the front: the camera looks down on it a little. */
const topDepth = { round: 20, square: 16 } as const;

/** How far above its foot a thing in the middle of it stands, as a share of its width. */
export const plinthRise = ({ shape, height }: Plinth): number => (height + topDepth[shape] * 0.42) / units;

function shades(colour: string) {
  const base = fromHex(colour);
  const at = (lift: number): string =>
    toHex({ ...base, lightness: base.lightness + lift, chroma: base.chroma * (1 - lift) });
  return { top: at(0.03), topFar: at(-0.04), lit: at(-0.03), mid: at(-0.1), dark: at(-0.22), rim: at(0.07) };
}

function roundBody(height: number, { top, topFar, lit, mid, dark, rim }: ReturnType<typeof shades>): string {
  const [radius, deep] = [units / 2, topDepth.round / 2];
  const foot = deep + height;
  return `<defs>
    <linearGradient id="side"><stop stop-color="${mid}"/><stop offset=".28" stop-color="${lit}"/><stop offset=".62" stop-color="${mid}"/><stop offset="1" stop-color="${dark}"/></linearGradient>
    <linearGradient id="top" x1="0" y1="0" x2=".2" y2="1"><stop stop-color="${topFar}"/><stop offset="1" stop-color="${top}"/></linearGradient></defs>
    <path d="M0 ${deep}V${foot}A${radius} ${deep} 0 0 0 ${units} ${foot}V${deep}z" fill="url(#side)"/>
    <ellipse cx="${radius}" cy="${deep + 0.5}" rx="${radius}" ry="${deep}" fill="${rim}"/>
    <ellipse cx="${radius}" cy="${deep}" rx="${radius}" ry="${deep}" fill="url(#top)"/>`;
}

function squareBody(height: number, { top, topFar, lit, mid, rim }: ReturnType<typeof shades>): string {
  const deep = topDepth.square;
  const inset = 9;
  return `<defs>
    <linearGradient id="side" x1="0" y1="0" x2=".7" y2="1"><stop stop-color="${lit}"/><stop offset="1" stop-color="${mid}"/></linearGradient>
    <linearGradient id="top" x1="0" y1="0" x2=".2" y2="1"><stop stop-color="${topFar}"/><stop offset="1" stop-color="${top}"/></linearGradient></defs>
    <path d="M${inset} 0H${units - inset}L${units} ${deep}H0z" fill="url(#top)"/>
    <rect y="${deep}" width="${units}" height="${height}" fill="url(#side)"/>
    <rect y="${deep}" width="${units}" height=".7" fill="${rim}"/>`;
}

export function drawPlinth({ shape, colour, height }: Plinth): Drawing {
  const body = shape === 'round' ? roundBody(height, shades(colour)) : squareBody(height, shades(colour));
  return { body, units };
}
