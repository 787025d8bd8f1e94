/**
 * Re-colours a drawing by rewriting the colours in its SVG, before it is rendered: its lights, shadows and inner glows
 * stay where they were drawn, which no filter over the pixels could promise.
 */
import { blend, fromHex, fromRgb, toHex, toRgb, type Colour } from './colour.ts';

type Range = readonly [from: number, to: number];

/** Changes colours of some hues and leaves the rest as they are. */
export interface Tint {
  /** Hues in degrees, clockwise, so [330, 40] is the reds. Without it: every colour. */
  readonly hues?: Range;
  /** Only colours whose chroma is within these bounds; by default, with `hues`, those that read as coloured. */
  readonly chromas?: Range;
  /** Only colours whose lightness is within these bounds. */
  readonly lightnesses?: Range;
  /** The new hue, in degrees. */
  readonly hue?: number;
  /** Factors. */
  readonly chroma?: number;
  readonly lightness?: number;
  /** Added afterwards. */
  readonly addChroma?: number;
  readonly addLightness?: number;
}

/** Turns the whole drawing into one material: what is darkest takes the first tone, what is lightest the last. */
export interface Material {
  readonly tones: readonly [Colour, Colour, ...Colour[]];
}

export type Finish = Material | readonly Tint[];

const isMaterial = (finish: Finish): finish is Material => 'tones' in finish;

const isWithin = (value: number, [from, to]: Range): boolean => value >= from && value <= to;

/** Around the circle: a range that ends before it begins goes through red. */
const isHueWithin = (hue: number, [from, to]: Range): boolean =>
  from <= to ? isWithin(hue, [from, to]) : hue >= from || hue <= to;

const colouredChromas: Range = [0.04, 1];
const anything: Range = [0, 1];

function applyTint(colour: Colour, tint: Tint): Colour {
  const chosen =
    isWithin(colour.chroma, tint.chromas ?? (tint.hues ? colouredChromas : anything)) &&
    isWithin(colour.lightness, tint.lightnesses ?? anything) &&
    (tint.hues === undefined || isHueWithin(colour.hue, tint.hues));
  if (!chosen) return colour;
  return {
    lightness: colour.lightness * (tint.lightness ?? 1) + (tint.addLightness ?? 0),
    chroma: colour.chroma * (tint.chroma ?? 1) + (tint.addChroma ?? 0),
    hue: tint.hue ?? colour.hue,
  };
}

function toneAt({ tones }: Material, share: number): Colour {
  const position = Math.min(1, Math.max(0, share)) * (tones.length - 1);
  const below = Math.floor(position);
  const from = tones[below] ?? tones[0];
  return blend(from, tones[below + 1] ?? from, position - below);
}

/** A colour is the whole value of an attribute; `url(#…)` and `href="#…"` name gradients and shapes. */
const hexPattern = /(?<=(?:fill|stroke|color)=")#(?:[0-9a-f]{6}|[0-9a-f]{3})(?=")/gi;
/** The matrix that paints an inner glow or shadow in one colour: three constants and the alpha of what it is given. */
const glowPattern = /values="0 0 0 0 ([\d.]+) 0 0 0 0 ([\d.]+) 0 0 0 0 ([\d.]+) 0 0 0 ([\d.]+) 0"/g;

/** From nearly the darkest to nearly the lightest: a black eye or a white spark should not flatten all the rest. */
function lightnessRange(svg: string): Range {
  const found = (svg.match(hexPattern) ?? []).map((hex) => fromHex(hex).lightness).toSorted((a, b) => a - b);
  const at = (share: number): number | undefined => found[Math.floor(share * (found.length - 1))];
  return [at(0.06) ?? 0, at(0.94) ?? 1];
}

function recolouring(svg: string, finish: Finish): (colour: Colour) => Colour {
  if (!isMaterial(finish)) return (colour) => finish.reduce(applyTint, colour);
  const [darkest, lightest] = lightnessRange(svg);
  const span = Math.max(0.05, lightest - darkest);
  return (colour) => toneAt(finish, (colour.lightness - darkest) / span);
}

/** The same drawing in other colours. */
export function applyFinish(svg: string, finish: Finish): string {
  const recolour = recolouring(svg, finish);
  const hexes = svg.replace(hexPattern, (hex) => toHex(recolour(fromHex(hex))));
  return hexes.replace(glowPattern, (_, red: string, green: string, blue: string, alpha: string) => {
    const [r, g, b] = toRgb(recolour(fromRgb([Number(red), Number(green), Number(blue)])));
    return `values="0 0 0 0 ${r.toFixed(4)} 0 0 0 0 ${g.toFixed(4)} 0 0 0 0 ${b.toFixed(4)} 0 0 0 ${alpha} 0"`;
  });
}
