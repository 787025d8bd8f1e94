/** A picture in its frame: moulding, mount and glass around a scene from the icon set. */
import { fromHex, toHex } from './colour.ts';
import type { Drawing } from './draw-subject.ts';
import { applyFinish, type Finish } from './finish.ts';
import { iconBody } from './icon.ts';

export interface FramedPicture {
  readonly icon: string;
  readonly finish?: Finish;
  /** The part of the icon that shows, in its 32 units: left, top, width, height. */
  readonly view: readonly [number, number, number, number];
  /** `#rrggbb` behind a scene that does not fill its view. */
  readonly ground?: string;
  /** `#rrggbb` of the moulding. */
  readonly moulding: string;
  /** Widths in hundredths of the longer side. */
  readonly mouldingWidth: number;
  readonly mountWidth: number;
}

const units = 100;

const toned = (colour: string, lift: number): string => {
  const base = fromHex(colour);
  return toHex({ ...base, lightness: base.lightness + lift });
};

/** The four sides, mitred, each lit by how it faces the lamp. */
function mouldingSides(box: Box, width: number, colour: string): string {
  const { x, y, w, h } = box;
  const [ix, iy, ir, ib] = [x + width, y + width, x + w - width, y + h - width];
  const [r, b] = [x + w, y + h];
  const side = (points: string, lift: number): string =>
    `<path d="${points}" fill="${toned(colour, lift)}"/>`;
  const inner = `M${ix} ${iy}H${ir}V${ib}H${ix}z`;
  return [
    side(`M${x} ${y}H${r}L${ir} ${iy}H${ix}z`, 0.08),
    side(`M${x} ${y}L${ix} ${iy}V${ib}L${x} ${b}z`, 0.02),
    side(`M${r} ${y}V${b}L${ir} ${ib}V${iy}z`, -0.07),
    side(`M${x} ${b}L${ix} ${ib}H${ir}L${r} ${b}z`, -0.03),
    `<path d="${inner}" fill="none" stroke="${toned(colour, 0.16)}" stroke-width=".5"/>`,
    `<rect x="${x + width * 0.45}" y="${y + width * 0.45}" width="${w - width * 0.9}" height="${h - width * 0.9}" fill="none" stroke="${toned(colour, -0.14)}" stroke-width="${width * 0.1}" opacity=".55"/>`,
  ].join('');
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const shrink = ({ x, y, w, h }: Box, by: number): Box => ({
  x: x + by,
  y: y + by,
  w: w - 2 * by,
  h: h - 2 * by,
});

export async function drawPicture(picture: FramedPicture): Promise<Drawing> {
  const { icon, finish, view, ground, moulding, mouldingWidth, mountWidth } = picture;
  const [, , viewWidth, viewHeight] = view;
  // The frame follows the proportions of what it holds: the longer side takes the whole square.
  const border = 2 * (mouldingWidth + mountWidth);
  const longer = units - border;
  const scale = longer / Math.max(viewWidth, viewHeight);
  const [w, h] = [viewWidth * scale + border, viewHeight * scale + border];
  const outer: Box = { x: (units - w) / 2, y: (units - h) / 2, w, h };
  const mount = shrink(outer, mouldingWidth);
  const sheet = shrink(mount, mountWidth);
  const plain = await iconBody(icon);
  const scene = finish ? applyFinish(plain, finish) : plain;
  const body = `<defs>
    <linearGradient id="glass" x1="0" y1="0" x2="1" y2="1"><stop offset=".18" stop-color="#fff" stop-opacity="0"/><stop offset=".3" stop-color="#fff" stop-opacity=".16"/><stop offset=".42" stop-color="#fff" stop-opacity=".03"/><stop offset=".5" stop-color="#fff" stop-opacity=".1"/><stop offset=".56" stop-color="#fff" stop-opacity="0"/></linearGradient>
    <linearGradient id="rebate" x1="0" y1="0" x2="0" y2="1"><stop stop-opacity=".3"/><stop offset="1" stop-opacity="0"/></linearGradient></defs>
    <rect x="${mount.x}" y="${mount.y}" width="${mount.w}" height="${mount.h}" fill="#f6f1e6"/>
    <svg x="${sheet.x}" y="${sheet.y}" width="${sheet.w}" height="${sheet.h}" viewBox="${view.join(' ')}" preserveAspectRatio="none">
      ${ground === undefined ? '' : `<rect x="${view[0]}" y="${view[1]}" width="${viewWidth}" height="${viewHeight}" fill="${ground}"/>`}${scene}</svg>
    <rect x="${sheet.x}" y="${sheet.y}" width="${sheet.w}" height="${sheet.h}" fill="none" stroke="#c9bfa9" stroke-width=".35"/>
    <rect x="${mount.x}" y="${mount.y}" width="${mount.w}" height="2.6" fill="url(#rebate)"/>
    <rect x="${mount.x}" y="${mount.y}" width="${mount.w}" height="${mount.h}" fill="url(#glass)"/>
    ${mouldingSides(outer, mouldingWidth, moulding)}`;
  return { body, units };
}
