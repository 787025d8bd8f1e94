/** Renders one thing, without its surroundings. */
import sharp from 'sharp';
import { drawSubject } from './draw-subject.ts';
import { visibleBox, type Box, type Raster } from './raster.ts';
import type { Thing } from './shot.ts';

/** How much wider a square's surroundings must be for it to turn freely. */
const diagonal = Math.SQRT2;

/** A part of a drawing, in its own units. */
interface View {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Posed {
  /** The drawing, turned and mirrored as it is to be seen. */
  readonly body: string;
  /** Side of the square in which it was drawn. */
  readonly units: number;
}

async function pose({ subject, turn = 0, mirrored = false }: Thing): Promise<Posed> {
  const { body, units } = await drawSubject(subject);
  const turned = `rotate(${turn} ${units / 2} ${units / 2})`;
  const flipped = mirrored ? ` translate(${units} 0) scale(-1 1)` : '';
  return { body: `<g transform="${turned}${flipped}">${body}</g>`, units };
}

async function renderView(body: string, view: View, pixelsPerUnit: number): Promise<Raster> {
  const width = Math.ceil(view.width * pixelsPerUnit);
  const height = Math.ceil(view.height * pixelsPerUnit);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" ` +
    `viewBox="${view.left} ${view.top} ${width / pixelsPerUnit} ${height / pixelsPerUnit}">${body}</svg>`;
  const { data, info } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height };
}

function requireVisible(raster: Raster): Box {
  const box = visibleBox(raster);
  if (box === null) throw new Error('There is nothing to see of a thing in a shot.');
  return box;
}

const proofPixels = 64;

/**
 * Where in its square the drawing is, with a little room to spare, from a proof the size of a stamp. Each step of a
 * filter costs as much as the whole area of the rendering, so what is empty had better be left out: a third of the time.
 */
async function findView({ body, units }: Posed): Promise<View> {
  const side = units * diagonal;
  const corner = (units - side) / 2;
  const unitsPerPixel = side / proofPixels;
  const proof = await renderView(
    body,
    { left: corner, top: corner, width: side, height: side },
    1 / unitsPerPixel,
  );
  const { left, top, width, height } = requireVisible(proof);
  return {
    left: corner + (left - 1) * unitsPerPixel,
    top: corner + (top - 1) * unitsPerPixel,
    width: (width + 2) * unitsPerPixel,
    height: (height + 2) * unitsPerPixel,
  };
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
  const posed = await pose(thing);
  const rendered = await renderView(posed.body, await findView(posed), sidePixels / posed.units);
  const { left, top, width, height } = requireVisible(rendered);
  const pixels = await sharp(rendered.pixels, {
    raw: { width: rendered.width, height: rendered.height, channels: 4 },
  })
    .extract({ left, top, width, height })
    .raw()
    .toBuffer();
  const sprite = { pixels, width, height };
  light(sprite);
  return sprite;
}

/**
 * Sides, in pixels, at which drawings are rendered; in between, pictures of them are made smaller or larger. Rendering is
 * most of the studio's work and grows with the area, so what is shown large is enlarged by up to a half, and close-ups
 * by more: a softness that passes for a lens.
 */
const renderedSides = [300, 600, 720, 900] as const;
const largestSide = 900;
const usualEnlargement = 1.5;

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
  const side = renderedSides.find((candidate) => candidate * usualEnlargement >= sidePixels) ?? largestSide;
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
