/** The picture while it is being taken: opaque pixels, to which shadows and cut-outs are added back to front. */
import type { Mask, Raster } from './raster.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Three bytes a pixel: red, green, blue. */
export interface Canvas extends Size {
  readonly pixels: Uint8Array;
}

/** Each channel 0 to 255. */
export type Ink = readonly [red: number, green: number, blue: number];

/** A cut-out and where its top left corner is; it may reach out of the canvas. */
export interface Placed {
  readonly raster: Raster;
  readonly left: number;
  readonly top: number;
}

/** Lays a cut-out over the canvas. */
export function paste({ pixels, width, height }: Canvas, { raster, left, top }: Placed): void {
  const [firstX, lastX] = [Math.max(0, -left), Math.min(raster.width, width - left)];
  const [firstY, lastY] = [Math.max(0, -top), Math.min(raster.height, height - top)];
  for (let y = firstY; y < lastY; y += 1) {
    let from = (y * raster.width + firstX) * 4;
    let to = ((top + y) * width + left + firstX) * 3;
    for (let x = firstX; x < lastX; x += 1, from += 4, to += 3) {
      const opacity = (raster.pixels[from + 3] ?? 0) / 255;
      if (opacity === 0) continue;
      for (let channel = 0; channel < 3; channel += 1) {
        const below = pixels[to + channel] ?? 0;
        pixels[to + channel] = below + ((raster.pixels[from + channel] ?? 0) - below) * opacity + 0.5;
      }
    }
  }
}

function dye(pixels: Uint8Array, at: number, ink: Ink, share: number): void {
  for (let channel = 0; channel < 3; channel += 1) {
    const before = pixels[at + channel] ?? 0;
    pixels[at + channel] = before + ((ink[channel] ?? 0) - before) * share + 0.5;
  }
}

/** Darkens a canvas by a mask of its own size. */
export function shade({ pixels }: Canvas, { values }: Mask, ink: Ink): void {
  for (let at = 0; at < values.length; at += 1) {
    const share = values[at] ?? 0;
    if (share > 0) dye(pixels, at * 3, ink, share);
  }
}

/** Darkens a canvas by a mask that is `scale` times smaller, enlarging it smoothly. */
export function shadeEnlarged(canvas: Canvas, mask: Mask, ink: Ink, scale: number): void {
  const { values } = mask;
  const [lastX, lastY] = [mask.width - 1, mask.height - 1];
  for (let y = 0; y < canvas.height; y += 1) {
    const row = Math.min(lastY, Math.max(0, (y + 0.5) / scale - 0.5));
    const above = Math.floor(row) * mask.width;
    const below = Math.min(lastY, Math.floor(row) + 1) * mask.width;
    const down = row % 1;
    for (let x = 0; x < canvas.width; x += 1) {
      const column = Math.min(lastX, Math.max(0, (x + 0.5) / scale - 0.5));
      const near = Math.floor(column);
      const far = Math.min(lastX, near + 1);
      const across = column - near;
      const upper = (values[above + near] ?? 0) * (1 - across) + (values[above + far] ?? 0) * across;
      const lower = (values[below + near] ?? 0) * (1 - across) + (values[below + far] ?? 0) * across;
      const share = upper * (1 - down) + lower * down;
      if (share > 0) dye(canvas.pixels, (y * canvas.width + x) * 3, ink, share);
    }
  }
}

/**
 * The grain of the paper: a step of brightness more or less, without which the smooth light would show as rings in a
 * compressed picture. It is the same in every picture, as it is the same roll.
 */
export function grain({ pixels, width, height }: Canvas): void {
  let state = 0x9e3779b9;
  for (let at = 0; at < width * height; at += 1) {
    // Numerical Recipes' linear congruential generator; its top two bits choose among -1, 0, 0 and 1.
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const step = ((state >>> 30) - 1.5) * 0.7;
    for (let channel = at * 3; channel < at * 3 + 3; channel += 1) {
      pixels[channel] = Math.min(255, Math.max(0, Math.round((pixels[channel] ?? 0) + step)));
    }
  }
}

/** What a polished floor shows of a thing: its foot, upside down, soon lost. */
export function reflectionOf({ raster, left, top }: Placed): Placed {
  const { pixels, width } = raster;
  const height = Math.round(raster.height * 0.45);
  const mirrored = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    const from = (raster.height - 1 - y) * width * 4;
    mirrored.set(pixels.subarray(from, from + width * 4), y * width * 4);
    const strength = 0.34 * (1 - y / height) ** 2;
    for (let at = y * width * 4 + 3; at < (y + 1) * width * 4; at += 4) {
      mirrored[at] = (mirrored[at] ?? 0) * strength;
    }
  }
  return { raster: { pixels: mirrored, width, height }, left, top: top + raster.height - 2 };
}
