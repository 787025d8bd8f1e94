import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { normalisePicture, pictureLimits, type NormalisedPicture } from '#lib/listings/images/index';
import { animatedWebp, plain, pngClaiming, redBesideBlue } from '#tests/integration/images/sample-pictures';

async function accepted(bytes: Buffer): Promise<NormalisedPicture> {
  const result = await normalisePicture(bytes);
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result.picture;
}

async function refusalOf(bytes: Buffer): Promise<string> {
  const result = await normalisePicture(bytes);
  return result.ok ? 'accepted' : result.refusal.code;
}

async function pixelAt(picture: Buffer, { left, top }: { left: number; top: number }): Promise<number[]> {
  return [...(await sharp(picture).extract({ left, top, width: 1, height: 1 }).raw().toBuffer())];
}

const photograph = () => redBesideBlue({ width: 600, height: 400 });

describe('an accepted picture', () => {
  it.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    'comes out of %s as WebP of the same size',
    async (format) => {
      const picture = await accepted(await (await photograph()).toFormat(format).toBuffer());
      expect(picture).toMatchObject({ width: 600, height: 400 });
      expect(await sharp(picture.master).metadata()).toMatchObject({
        format: 'webp',
        width: 600,
        height: 400,
      });
    },
  );

  it('is made smaller when it is larger than the master may be, keeping its proportions', async () => {
    const picture = await accepted(await plain({ width: 5000, height: 2500 }).jpeg().toBuffer());
    expect(picture).toMatchObject({ width: 2000, height: 1000 });
  });

  it('is never enlarged', async () => {
    expect(await accepted(await plain({ width: 200, height: 220 }).png().toBuffer())).toMatchObject({
      width: 200,
      height: 220,
    });
  });

  it('stands upright, whatever way the camera was held', async () => {
    const onItsSide = await (await photograph()).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const picture = await accepted(onItsSide);
    expect(picture).toMatchObject({ width: 400, height: 600 });
    const [red = 0, , blue = 0] = await pixelAt(picture.master, { left: 200, top: 20 });
    expect(red).toBeGreaterThan(200);
    expect(blue).toBeLessThan(60);
  });

  it('loses place, camera and whatever else rode along', async () => {
    const secret = 'Rue de la Paix 5';
    const exif = { IFD0: { Artist: secret }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 52/1 0/1' } };
    const jpeg = await (await photograph()).withExif(exif).withIccProfile('p3').jpeg().toBuffer();
    const polyglot = Buffer.concat([jpeg, Buffer.from(`<script>${secret}</script>`)]);
    expect(polyglot.includes(secret)).toBe(true);

    const { master } = await accepted(polyglot);
    const { exif: keptExif, icc, xmp, iptc } = await sharp(master).metadata();
    expect([keptExif, icc, xmp, iptc]).toEqual([undefined, undefined, undefined, undefined]);
    expect(master.includes(secret)).toBe(false);
  });

  it('is sRGB, though it came in inks', async () => {
    const { master } = await accepted(await (await photograph()).toColourspace('cmyk').jpeg().toBuffer());
    expect(await sharp(master).metadata()).toMatchObject({ space: 'srgb', channels: 3 });
  });

  it.each([
    ['in shades of grey', (picture: Sharp) => picture.greyscale().png()],
    ['in sixteen bits a channel', (picture: Sharp) => picture.toColourspace('rgb16').png()],
    ['in few colours', (picture: Sharp) => picture.png({ palette: true })],
  ])('is three channels of eight bits, though it came %s', async (_, write) => {
    const { master, dominantColour } = await accepted(
      await write(plain({ width: 300, height: 300 }, '#808080')).toBuffer(),
    );
    expect(await sharp(master).metadata()).toMatchObject({ space: 'srgb', channels: 3, depth: 'uchar' });
    expect(dominantColour).toBe('#808080');
  });

  it('is opaque: transparency becomes white', async () => {
    const glass = await sharp({ create: { width: 300, height: 300, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer();
    const { master, dominantColour } = await accepted(glass);
    expect(await pixelAt(master, { left: 150, top: 150 })).toEqual([255, 255, 255]);
    expect(dominantColour).toMatch(/^#f[0-9a-f]f[0-9a-f]f[0-9a-f]$/);
  });

  it('comes with the colour that covers most of it', async () => {
    const blueDot = await plain({ width: 100, height: 100 }, '#2030e0').png().toBuffer();
    const mostlyGreen = plain({ width: 500, height: 500 }, '#20a040').composite([{ input: blueDot }]);
    const { dominantColour } = await accepted(await mostlyGreen.png().toBuffer());
    const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(dominantColour.slice(at, at + 2), 16));
    expect(Math.abs((red ?? 0) - 0x20)).toBeLessThan(16);
    expect(Math.abs((green ?? 0) - 0xa0)).toBeLessThan(16);
    expect(Math.abs((blue ?? 0) - 0x40)).toBeLessThan(16);
  });
});

describe('a refused file', () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><rect width="400" height="400"/></svg>`;

  it.each([
    ['SVG', Buffer.from(svg)],
    [
      'SVG behind a PNG signature',
      Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from(svg)]),
    ],
    ['an empty file', Buffer.alloc(0)],
    ['a page of HTML', Buffer.from('<!doctype html><title>hello</title>')],
    ['a JPEG signature and nothing else', Buffer.from('\xff\xd8\xff', 'latin1')],
    ['a PNG without pixels', pngClaiming({ width: 400, height: 400 })],
  ])('is no picture: %s', async (_, bytes) => {
    expect(await refusalOf(bytes)).toBe('not_a_picture');
  });

  it('is no picture: a GIF', async () => {
    expect(await refusalOf(await (await photograph()).gif().toBuffer())).toBe('not_a_picture');
  });

  it('is no picture: half a photograph', async () => {
    const whole = await (await photograph()).jpeg().toBuffer();
    expect(await refusalOf(whole.subarray(0, whole.length / 2))).toBe('not_a_picture');
  });

  it('says that the format is the trouble when it is a HEIC that cannot be read', async () => {
    const avif = await (await photograph()).avif().toBuffer();
    const heic = Buffer.from(
      avif.toString('latin1').replace('ftypavif', 'ftypheic').replaceAll('av01', 'hvc1'),
      'latin1',
    );
    expect(await refusalOf(heic)).toBe('picture_format_unsupported');
  });

  it('is too heavy before anything looks at it', async () => {
    const result = await normalisePicture(Buffer.alloc(pictureLimits.maximumBytes + 1));
    expect(result).toEqual({
      ok: false,
      refusal: { code: 'picture_too_large', maximumBytes: 12 * 1024 * 1024, maximumPixels: 50_000_000 },
    });
  });

  it('is too large by its header, though it weighs nothing', async () => {
    expect(await refusalOf(pngClaiming({ width: 60_000, height: 60_000 }))).toBe('picture_too_large');
    expect(await refusalOf(pngClaiming({ width: 7072, height: 7072 }))).toBe('picture_too_large');
  });

  it('is animated', async () => {
    expect(await refusalOf(await animatedWebp({ width: 300, height: 300 }))).toBe('picture_animated');
  });

  it.each([
    ['one pixel short', { width: 199, height: 900 }],
    ['so long that the master would be a thread', { width: 300, height: 6000 }],
  ])('is too small: %s', async (_, size) => {
    const result = await normalisePicture(await plain(size).png().toBuffer());
    expect(result).toEqual({ ok: false, refusal: { code: 'picture_too_small', minimumSidePixels: 200 } });
  });
});

/** Mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('a damaged file', () => {
  it.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    'in %s is refused or comes out whole, and never throws',
    async (format) => {
      const seed = Math.floor(Math.random() * 2 ** 31);
      const random = randomNumbers(seed);
      const whole = await (await redBesideBlue({ width: 240, height: 240 })).toFormat(format).toBuffer();
      for (let round = 0; round < 40; round += 1) {
        const damaged = Buffer.from(whole);
        for (let hit = 0; hit < 4; hit += 1) {
          damaged.writeUInt8(Math.floor(random() * 256), Math.floor(random() * damaged.length));
        }
        const result = await normalisePicture(damaged);
        const outcome = result.ok
          ? (await sharp(result.picture.master).metadata()).format
          : result.refusal.code;
        expect(outcome, `seed ${seed}, round ${round}`).toMatch(/^(webp|not_a_picture|picture_\w+)$/);
      }
    },
  );
});
