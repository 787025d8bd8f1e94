import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../prisma/seed/studio/colour.ts';
import { applyFinish } from '../../../prisma/seed/studio/finish.ts';
import { blur, emptyMask } from '../../../prisma/seed/studio/raster.ts';
import { standingShadow } from '../../../prisma/seed/studio/shadow.ts';

describe('colours', () => {
  it.each(['#000000', '#ffffff', '#c02818', '#0d5c40', '#1f6dff', '#e7eaff'])('come back as %s', (hex) => {
    expect(toHex(fromHex(hex))).toBe(hex);
  });

  it('may be written short', () => {
    expect(fromHex('#fa0')).toEqual(fromHex('#ffaa00'));
  });

  it('give up chroma, not lightness, when a screen cannot show them', () => {
    const shown = fromHex(toHex({ lightness: 0.7, chroma: 0.4, hue: 150 }));
    expect(shown.lightness).toBeCloseTo(0.7, 1);
    expect(shown.chroma).toBeLessThan(0.4);
    expect(Math.abs(shown.hue - 150)).toBeLessThan(4);
  });
});

describe('a finish', () => {
  const drawing =
    '<path fill="#d02020"/><path fill="#203080"/><path fill="url(#a1b2c3)"/>' +
    '<feColorMatrix values="0 0 0 0 0.815686 0 0 0 0 0.125490 0 0 0 0 0.125490 0 0 0 1 0"/>';

  it('repaints the hues that it names, glows included, and no others', () => {
    const repainted = applyFinish(drawing, [{ hues: [340, 48], hue: 150 }]);
    const [red = '', blue = ''] = repainted.match(/#[0-9a-f]{6}(?=")/g) ?? [];
    expect(Math.abs(fromHex(red).hue - 150)).toBeLessThan(4);
    expect(blue).toBe('#203080');
    expect(repainted).not.toContain('0.815686');
  });

  it('leaves references to gradients alone', () => {
    expect(applyFinish(drawing, [{ chroma: 0 }])).toContain('url(#a1b2c3)');
  });

  it('turns the darkest into the first tone of a material and the lightest into the last', () => {
    const dark = { lightness: 0.2, chroma: 0, hue: 0 };
    const light = { lightness: 0.9, chroma: 0, hue: 0 };
    const svg = '<path fill="#111111"/><path fill="#777777"/><path fill="#eeeeee"/>';
    const [first = '', , last = ''] = applyFinish(svg, { tones: [dark, light] }).match(/#[0-9a-f]{6}/g) ?? [];
    expect(first).toBe(toHex(dark));
    expect(fromHex(last).lightness).toBeGreaterThan(0.8);
  });
});

describe('a blur', () => {
  it('spreads a point evenly and loses nothing inside the frame', () => {
    const mask = emptyMask(41, 41);
    mask.values[20 * 41 + 20] = 1;
    blur(mask, 3);
    const total = mask.values.reduce((sum, value) => sum + value, 0);
    expect(total).toBeCloseTo(1, 4);
    expect(mask.values[20 * 41 + 17]).toBeCloseTo(mask.values[23 * 41 + 20] ?? 0, 6);
    expect(mask.values[20 * 41 + 20]).toBeLessThan(0.1);
  });
});

describe('a standing shadow', () => {
  const silhouette = { alpha: new Uint8Array(40 * 60).fill(255), width: 40, height: 60, left: 80, top: 140 };
  const frame = { width: 300, height: 300 };
  const darknessAt = (isRaised: boolean, { x, y }: { x: number; y: number }): number =>
    standingShadow(silhouette, frame, isRaised).values[y * 300 + x] ?? 0;

  it('is darkest where the thing touches the floor', () => {
    const { values } = standingShadow(silhouette, frame, false);
    const darkest = values.indexOf(Math.max(...values));
    expect(Math.abs(Math.floor(darkest / 300) - 199)).toBeLessThanOrEqual(3);
  });

  it('falls to the right, away from the lamp', () => {
    expect(darknessAt(false, { x: 132, y: 194 })).toBeGreaterThan(darknessAt(false, { x: 68, y: 194 }));
  });

  it('does not reach past what a raised thing stands on', () => {
    expect(darknessAt(true, { x: 138, y: 192 })).toBeLessThan(darknessAt(false, { x: 138, y: 192 }) / 2);
  });
});
