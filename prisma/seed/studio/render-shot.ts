/** Takes one picture: backdrop, then each thing with its shadow, back to front. */
import sharp from 'sharp';
import { drawBackdrop, shadowInk } from './backdrop.ts';
import {
  grain,
  paste,
  reflectionOf,
  shade,
  shadeEnlarged,
  type Canvas,
  type Placed,
  type Size,
} from './canvas.ts';
import type { Mask } from './raster.ts';
import { lyingShadow, standingShadow, type Silhouette } from './shadow.ts';
import type { Shot, Thing } from './shot.ts';
import { renderSprite } from './sprite.ts';

/** Backdrops and shadows are soft: they are worked out this many times smaller, and enlarged. */
const softScale = 4;
const frameWidth = 1200;
const squareHeight = 1200;
const landscapeHeight = 960;

const smaller = ({ width, height }: Size): Size => ({
  width: Math.max(1, Math.round(width / softScale)),
  height: Math.max(1, Math.round(height / softScale)),
});

async function renderBackdrop(shot: Shot, frame: Size): Promise<Canvas> {
  const small = smaller(frame);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${small.width}" height="${small.height}" ` +
    `viewBox="0 0 ${frame.width} ${frame.height}">${drawBackdrop(shot, frame)}</svg>`;
  return { pixels: await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer(), ...small };
}

async function enlarge({ pixels, width, height }: Canvas, frame: Size): Promise<Canvas> {
  const enlarged = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .resize(frame.width, frame.height, { kernel: 'linear', fit: 'fill' })
    .raw()
    .toBuffer();
  return { pixels: enlarged, ...frame };
}

async function place(thing: Thing, shot: Shot, frame: Size): Promise<Placed> {
  const raster = await renderSprite(thing, thing.size * frame.height);
  const onFloor = shot.setting === 'floor';
  const middle = (thing.x ?? 0.5) * frame.width;
  const line = (thing.y ?? (onFloor ? 0.84 : 0.5)) * frame.height;
  const above = onFloor ? raster.height : raster.height / 2;
  return { raster, left: Math.round(middle - raster.width / 2), top: Math.round(line - above) };
}

async function silhouetteOf({ raster, left, top }: Placed): Promise<Silhouette> {
  const { pixels, width, height } = raster;
  const small = smaller(raster);
  const alpha = await sharp(pixels, { raw: { width, height, channels: 4 } })
    .extractChannel(3)
    .resize(small.width, small.height, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  return { alpha, ...small, left: left / softScale, top: top / softScale };
}

interface Scene {
  readonly thing: Thing;
  readonly placed: Placed;
  readonly shadow: Mask;
}

async function arrange(thing: Thing, shot: Shot, frame: Size): Promise<Scene> {
  const placed = await place(thing, shot, frame);
  const silhouette = await silhouetteOf(placed);
  const shadow =
    shot.setting === 'floor'
      ? standingShadow(silhouette, smaller(frame), thing.raised ?? false)
      : lyingShadow(silhouette, smaller(frame), shot.setting === 'wall' ? 1.3 : 1);
  return { thing, placed, shadow };
}

/**
 * Takes a picture. The same shot always gives the same picture.
 *
 * @returns A PNG, as it would come from a seller: 1200 × 1200, or 1200 × 960.
 * @throws Error when the shot asks for an icon that does not exist.
 */
export async function renderShot(shot: Shot): Promise<Buffer> {
  const frame: Size = { width: frameWidth, height: shot.landscape ? landscapeHeight : squareHeight };
  const ink = shadowInk(shot.paper);
  const [backdrop, ...scenes] = await Promise.all([
    renderBackdrop(shot, frame),
    ...shot.things.map((thing) => arrange(thing, shot, frame)),
  ]);
  // The first shadow falls on the backdrop alone, so it is enlarged together with it.
  const [first] = scenes;
  if (first) shade(backdrop, first.shadow, ink);
  grain(backdrop);

  const canvas = await enlarge(backdrop, frame);
  for (const { thing, placed, shadow } of scenes) {
    if (shadow !== first?.shadow) shadeEnlarged(canvas, shadow, ink, softScale);
    if (shot.polished && !thing.raised) paste(canvas, reflectionOf(placed));
    paste(canvas, placed);
  }
  return sharp(canvas.pixels, { raw: { ...frame, channels: 3 } })
    .png({ compressionLevel: 1, adaptiveFiltering: false })
    .toBuffer();
}
