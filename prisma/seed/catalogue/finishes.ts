/** Materials and re-colourings of the demo's objects. */
import type { Material, Tint } from '../studio/index.ts';

/** The icons draw black as violet and silver as lavender; a photograph would not. */
export const natural: readonly Tint[] = [{ hues: [262, 328], chroma: 0.28 }];

/** Hues of the icons' own paints, for tints to pick. */
const reds = [340, 36] as const;
const pinks = [345, 30] as const;
const yellows = [48, 112] as const;
const blues = [215, 275] as const;

/** Paints a thing's reds another colour. */
export const repaint = (hue: number, chroma = 1, lightness = 1): Tint => ({
  hues: reds,
  hue,
  chroma,
  lightness,
});

/** Takes the neon out of the icons' pinkish reds. */
export const deepRed: Tint = { hues: pinks, hue: 25, chroma: 0.8, lightness: 0.82 };

/** Yellow and orange parts become brass. */
export const brassParts: Tint = { hues: yellows, hue: 84, chroma: 0.72 };

/** Blue glass becomes clear glass. */
export const clearGlass: Tint = { hues: [195, 262], chroma: 0.3, lightness: 1.04 };

/** Blue parts become another colour. */
export const reglaze = (hue: number, chroma = 1, lightness = 1): Tint => ({
  hues: blues,
  hue,
  chroma,
  lightness,
});

const tone = (lightness: number, chroma: number, hue: number) => ({ lightness, chroma, hue });

export const bronze: Material = {
  tones: [
    tone(0.17, 0.02, 50),
    tone(0.3, 0.045, 52),
    tone(0.42, 0.07, 58),
    tone(0.56, 0.085, 66),
    tone(0.82, 0.085, 80),
  ],
};
export const gold: Material = {
  tones: [
    tone(0.36, 0.07, 62),
    tone(0.6, 0.115, 74),
    tone(0.78, 0.125, 84),
    tone(0.9, 0.095, 92),
    tone(0.98, 0.04, 98),
  ],
};
export const brass: Material = {
  tones: [
    tone(0.3, 0.05, 70),
    tone(0.54, 0.085, 80),
    tone(0.74, 0.105, 88),
    tone(0.88, 0.08, 94),
    tone(0.97, 0.03, 98),
  ],
};
export const silver: Material = {
  tones: [
    tone(0.3, 0.01, 260),
    tone(0.5, 0.012, 255),
    tone(0.68, 0.01, 250),
    tone(0.84, 0.006, 240),
    tone(0.98, 0.002, 240),
  ],
};
export const celadon: Material = {
  tones: [tone(0.46, 0.04, 172), tone(0.66, 0.052, 162), tone(0.82, 0.046, 156), tone(0.94, 0.024, 150)],
};
export const jade: Material = {
  tones: [tone(0.3, 0.055, 168), tone(0.5, 0.085, 160), tone(0.7, 0.09, 154), tone(0.88, 0.06, 148)],
};
export const porcelain: Material = {
  tones: [tone(0.56, 0.022, 250), tone(0.76, 0.018, 245), tone(0.9, 0.01, 240), tone(0.99, 0.003, 200)],
};
export const tenmoku: Material = {
  tones: [tone(0.16, 0.02, 40), tone(0.28, 0.035, 42), tone(0.44, 0.075, 50), tone(0.66, 0.09, 62)],
};
export const ashGlaze: Material = {
  tones: [tone(0.34, 0.05, 60), tone(0.55, 0.055, 82), tone(0.72, 0.055, 102), tone(0.88, 0.035, 108)],
};
export const boxwood: Material = {
  tones: [tone(0.5, 0.09, 62), tone(0.68, 0.1, 72), tone(0.82, 0.085, 80), tone(0.94, 0.045, 88)],
};
export const ebony: Material = {
  tones: [tone(0.14, 0.008, 50), tone(0.25, 0.012, 50), tone(0.4, 0.016, 55), tone(0.66, 0.014, 60)],
};
export const basalt: Material = {
  tones: [tone(0.24, 0.01, 250), tone(0.4, 0.012, 240), tone(0.56, 0.012, 220), tone(0.74, 0.008, 200)],
};
