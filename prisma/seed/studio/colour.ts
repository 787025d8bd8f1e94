/**
 * Colours in OKLCH, in which equal steps look equal and a hue keeps its look while its lightness changes. That is what
 * lets one drawing be re-glazed, re-plated or re-upholstered believably. Formulas: Björn Ottosson, "A perceptual color
 * space for image processing".
 */

export interface Colour {
  /** 0 black to 1 white. */
  readonly lightness: number;
  /** 0 grey to about 0.3. */
  readonly chroma: number;
  /** Degrees: red near 25, yellow 100, green 145, blue 260, purple 310. */
  readonly hue: number;
}

/** Red, green and blue, each 0 to 1, as stored in files (gamma-encoded sRGB). */
export type Rgb = readonly [red: number, green: number, blue: number];

const toLinear = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

const toEncoded = (value: number): number =>
  value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;

export function fromRgb([red, green, blue]: Rgb): Colour {
  const [r, g, b] = [toLinear(red), toLinear(green), toLinear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  const hue = (Math.atan2(bb, a) * 180) / Math.PI;
  return { lightness, chroma: Math.hypot(a, bb), hue: (hue + 360) % 360 };
}

function toUnclippedRgb({ lightness, chroma, hue }: Colour): Rgb {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    toEncoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    toEncoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    toEncoded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

const isShowable = (rgb: Rgb): boolean => rgb.every((value) => value >= -0.001 && value <= 1.001);
const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** The nearest colour that a screen can show: chroma gives way, hue and lightness stay. */
export function toRgb(colour: Colour): Rgb {
  const lightness = clamp(colour.lightness);
  let chroma = colour.chroma;
  let rgb = toUnclippedRgb({ ...colour, lightness, chroma });
  while (!isShowable(rgb) && chroma > 0.002) {
    chroma *= 0.94;
    rgb = toUnclippedRgb({ ...colour, lightness, chroma });
  }
  return [clamp(rgb[0]), clamp(rgb[1]), clamp(rgb[2])];
}

const channelHex = (value: number): string =>
  Math.round(value * 255)
    .toString(16)
    .padStart(2, '0');

/** `#rrggbb`. */
export const toHex = (colour: Colour): string => `#${toRgb(colour).map(channelHex).join('')}`;

/** Reads `#rgb` and `#rrggbb`. */
export function fromHex(hex: string): Colour {
  const long = hex.length === 4 ? hex.replaceAll(/[0-9a-f]/gi, '$&$&') : hex;
  const channel = (at: number): number => Number.parseInt(long.slice(at, at + 2), 16) / 255;
  return fromRgb([channel(1), channel(3), channel(5)]);
}

/** A colour between two, `share` of the way; the hue goes the short way round. */
export function blend(from: Colour, to: Colour, share: number): Colour {
  const turn = ((to.hue - from.hue + 540) % 360) - 180;
  return {
    lightness: from.lightness + (to.lightness - from.lightness) * share,
    chroma: from.chroma + (to.chroma - from.chroma) * share,
    hue: (from.hue + turn * share + 360) % 360,
  };
}
