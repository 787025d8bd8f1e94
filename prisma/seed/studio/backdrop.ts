/** What stands behind the lots: a sheet of paper rolled down a wall and out over a table, lit from above. */
import type { Ink, Size } from './canvas.ts';
import { toHex, toRgb, type Colour } from './colour.ts';

/** The papers of the studio: the tone at the middle of each. */
const papers = {
  sand: { lightness: 0.84, chroma: 0.052, hue: 78 },
  cream: { lightness: 0.91, chroma: 0.026, hue: 88 },
  clay: { lightness: 0.75, chroma: 0.078, hue: 52 },
  blush: { lightness: 0.84, chroma: 0.045, hue: 28 },
  rose: { lightness: 0.74, chroma: 0.06, hue: 5 },
  lilac: { lightness: 0.79, chroma: 0.045, hue: 318 },
  mist: { lightness: 0.85, chroma: 0.018, hue: 250 },
  sky: { lightness: 0.8, chroma: 0.045, hue: 235 },
  sage: { lightness: 0.8, chroma: 0.035, hue: 150 },
  moss: { lightness: 0.58, chroma: 0.05, hue: 140 },
  teal: { lightness: 0.5, chroma: 0.055, hue: 205 },
  slate: { lightness: 0.5, chroma: 0.028, hue: 255 },
  ink: { lightness: 0.29, chroma: 0.02, hue: 270 },
  forest: { lightness: 0.33, chroma: 0.045, hue: 165 },
  bordeaux: { lightness: 0.34, chroma: 0.075, hue: 18 },
  cocoa: { lightness: 0.37, chroma: 0.035, hue: 55 },
} as const satisfies Record<string, Colour>;

export type Paper = keyof typeof papers;

/** `floor`: seen from the front, with a soft horizon. `table`: seen from above. `wall`: a hanging picture's wall. */
export type Setting = 'floor' | 'table' | 'wall';

export interface Backdrop {
  readonly paper: Paper;
  readonly setting: Setting;
  /** Sunlight through a window falls across it. */
  readonly window?: boolean;
}

/** Where the floor meets the wall, as a share of the height. */
const horizon = 0.63;

const shade = (colour: Colour, by: { readonly lightness: number; readonly chroma?: number }): string =>
  toHex({ ...colour, lightness: colour.lightness + by.lightness, chroma: colour.chroma * (by.chroma ?? 1) });

/** The colour of shadows on a paper: never black, always the paper's own hue, deep. */
export function shadowInk(paper: Paper): Ink {
  const { lightness, chroma, hue } = papers[paper];
  const [red, green, blue] = toRgb({ lightness: lightness * 0.28, chroma: chroma * 0.9, hue: hue - 12 });
  return [Math.round(red * 255), Math.round(green * 255), Math.round(blue * 255)];
}

/** The paper's tones. A dark paper shows the lamp more than a light one, which has nowhere to go but white. */
function tones(paper: Paper) {
  const base = papers[paper];
  const reach = base.lightness < 0.6 ? 0.13 : 0.075;
  return {
    glow: shade(base, { lightness: reach, chroma: 0.55 }),
    mid: shade(base, { lightness: 0 }),
    edge: shade(base, { lightness: -reach * 0.95, chroma: 1.12 }),
    far: shade(base, { lightness: -reach * 0.42, chroma: 1.06 }),
    near: shade(base, { lightness: -reach * 1.15, chroma: 1.15 }),
  };
}

/** Two rows of panes, slanting across the wall; the mullions are the gaps. */
function windowLight({ width, height }: Size): string {
  const pane = { wide: width * 0.17, high: height * 0.34, slant: height * 0.13 };
  const panes = [0, 1, 2].flatMap((column) =>
    [0, 1].map((row) => {
      const x = width * 0.02 + column * pane.wide * 1.16 + row * pane.slant * 1.08;
      const y = height * -0.06 + row * pane.high * 1.07;
      return `<path d="M${x} ${y}h${pane.wide}l${pane.slant} ${pane.high}h${-pane.wide}z"/>`;
    }),
  );
  return `<defs><linearGradient id="sun" x2=".7" y2="1"><stop stop-color="#fffaf0" stop-opacity=".5"/><stop offset="1" stop-color="#fffaf0" stop-opacity=".12"/></linearGradient></defs>
    <g fill="url(#sun)" filter="url(#soft)">${panes.join('')}</g>`;
}

function floorLayers({ width, height }: Size, paper: Paper): string {
  const { glow, mid, edge, far, near } = tones(paper);
  const line = height * horizon;
  const softness = height * 0.1;
  return `<defs>
    <radialGradient id="wall" gradientUnits="userSpaceOnUse" cx="${width * 0.47}" cy="${height * 0.3}" r="${height * 0.78}">
      <stop stop-color="${glow}"/><stop offset=".5" stop-color="${mid}"/><stop offset="1" stop-color="${edge}"/></radialGradient>
    <linearGradient id="floor" gradientUnits="userSpaceOnUse" x1="0" y1="${line - softness}" x2="0" y2="${height}">
      <stop stop-color="${far}" stop-opacity="0"/><stop offset=".3" stop-color="${far}"/><stop offset="1" stop-color="${near}"/></linearGradient>
    <radialGradient id="pool" gradientUnits="userSpaceOnUse" cx="0" cy="0" r="1" gradientTransform="translate(${width / 2} ${height * 0.84}) scale(${height * 0.56} ${height * 0.17})">
      <stop stop-color="${glow}" stop-opacity=".75"/><stop offset="1" stop-color="${glow}" stop-opacity="0"/></radialGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#wall)"/>
    <rect y="${line - softness}" width="${width}" height="${height}" fill="url(#floor)"/>
    <rect width="${width}" height="${height}" fill="url(#pool)"/>`;
}

function flatLayers({ width, height }: Size, paper: Paper): string {
  const { glow, mid, edge } = tones(paper);
  return `<defs><radialGradient id="wall" gradientUnits="userSpaceOnUse" cx="${width * 0.34}" cy="${height * 0.2}" r="${height * 1.15}">
      <stop stop-color="${glow}"/><stop offset=".48" stop-color="${mid}"/><stop offset="1" stop-color="${edge}"/></radialGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#wall)"/>`;
}

/** The backdrop as SVG; nothing on it is sharp, so it may be rendered small and enlarged. */
export function drawBackdrop({ paper, setting, window = false }: Backdrop, size: Size): string {
  const { width, height } = size;
  const layers = setting === 'floor' ? floorLayers(size, paper) : flatLayers(size, paper);
  return `${layers}
    <defs><filter id="soft" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="9"/></filter>
    <radialGradient id="lens" cx=".5" cy=".5" r=".72"><stop offset=".62" stop-opacity="0"/><stop offset="1" stop-color="rgb(${shadowInk(paper).join()})" stop-opacity=".13"/></radialGradient></defs>
    ${window ? windowLight(size) : ''}
    <rect width="${width}" height="${height}" fill="url(#lens)"/>`;
}
