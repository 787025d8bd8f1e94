/** Renders one thing, without its surroundings. */
import sharp from 'sharp';
import { drawSubject } from './draw-subject.ts';
import { visibleBox, type Raster } from './raster.ts';
import type { Thing } from './shot.ts';

/** How much wider a square's surroundings must be for it to turn freely. */
const diagonal = Math.SQRT2;

/** The thing as an SVG document, `sidePixels` for the side of its square, with room to turn. */
async function drawDocument(
  { subject, turn = 0, mirrored = false }: Thing,
  sidePixels: number,
): Promise<Buffer> {
  const { body, units } = await drawSubject(subject);
  const room = turn === 0 ? 1 : diagonal;
  const margin = (units * (room - 1)) / 2;
  const box = `${-margin} ${-margin} ${units * room} ${units * room}`;
  const turned = `rotate(${turn} ${units / 2} ${units / 2})`;
  const flipped = mirrored ? ` translate(${units} 0) scale(-1 1)` : '';
  const pixels = Math.round(sidePixels * room);
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ` +
      `width="${pixels}" height="${pixels}" viewBox="${box}"><g transform="${turned}${flipped}">${body}</g></svg>`,
  );
}

/**
 * The lamp is above and to the left: what faces it gains a little light, what is turned away loses some. The drawings
 * have their own shading; this sets them into the one room.
 */
function light({ pixels, width, height }: Raster): void {
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      if (pixels[at + 3] === 0) continue;
      const away = 0.35 * (x / width) + 0.65 * (y / height);
      const factor = 1.07 - 0.27 * away * away;
      for (let channel = at; channel < at + 3; channel += 1) {
        pixels[channel] = Math.min(255, (pixels[channel] ?? 0) * factor);
      }
    }
  }
}

async function render(thing: Thing, sidePixels: number): Promise<Raster> {
  const { data, info } = await sharp(await drawDocument(thing, sidePixels))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const box = visibleBox({ pixels: data, width: info.width, height: info.height });
  if (box === null) throw new Error('There is nothing to see of a thing in a shot.');
  const pixels = await sharp(data, { raw: info }).extract(box).raw().toBuffer();
  const sprite = { pixels, width: box.width, height: box.height };
  light(sprite);
  return sprite;
}

/**
 * Sides, in pixels, at which drawings are rendered; in between, pictures of them are made smaller or larger. Rendering is
 * most of the studio's work and grows with the area, so what is shown large is enlarged by up to two fifths: a softness
 * that passes for a lens.
 */
const renderedSides = [300, 620, 900] as const;
const largestEnlargement = 1.4;

/** The newest few: the shots of one lot follow one another and show the same things. */
const kept = new Map<string, Promise<Raster>>();
const keptAtMost = 8;

function renderOnce(thing: Thing, side: number): Promise<Raster> {
  const { subject, turn, mirrored } = thing;
  const key = JSON.stringify([subject, turn, mirrored, side]);
  const known = kept.get(key);
  if (known) return known;
  const fresh = render(thing, side);
  kept.set(key, fresh);
  for (const oldest of kept.keys()) {
    if (kept.size <= keptAtMost) break;
    kept.delete(oldest);
  }
  return fresh;
}

/**
 * The thing, cut out and lit.
 *
 * @param sidePixels Side of the square in which it is drawn.
 */
export async function renderSprite(thing: Thing, sidePixels: number): Promise<Raster> {
  const side =
    renderedSides.find((candidate) => candidate * largestEnlargement >= sidePixels) ?? renderedSides[2];
  const sprite = await renderOnce(thing, side);
  const scale = sidePixels / side;
  const width = Math.max(1, Math.round(sprite.width * scale));
  const height = Math.max(1, Math.round(sprite.height * scale));
  const pixels = await sharp(sprite.pixels, {
    raw: { width: sprite.width, height: sprite.height, channels: 4 },
  })
    .resize(width, height, { fit: 'fill' })
    .raw()
    .toBuffer();
  return { pixels, width, height };
}
