import { describe, expect, it } from 'vitest';
import { parseVariant, pictureSrcSet, pictureUrl } from '#lib/listings/images/picture-url';

describe('pictureUrl', () => {
  it('names key, width and format', () => {
    expect(pictureUrl('abc', 640, 'avif')).toBe('/media/abc/640.avif');
  });
});

describe('pictureSrcSet', () => {
  it('offers every width for a master as wide as the widest', () => {
    expect(pictureSrcSet({ key: 'k', width: 1920 }, 'webp')).toBe(
      [160, 320, 480, 640, 960, 1280, 1920].map((width) => `/media/k/${width}.webp ${width}w`).join(', '),
    );
  });

  it('ends with the first width that covers the master, at the width that is really served', () => {
    expect(pictureSrcSet({ key: 'k', width: 500 }, 'avif')).toBe(
      '/media/k/160.avif 160w, /media/k/320.avif 320w, /media/k/480.avif 480w, /media/k/640.avif 500w',
    );
  });

  it('tells the truth about a master wider than the widest variant', () => {
    expect(pictureSrcSet({ key: 'k', width: 2000 }, 'avif').split(', ').at(-1)).toBe(
      '/media/k/1920.avif 1920w',
    );
  });

  it('offers one candidate for a master no wider than the narrowest', () => {
    expect(pictureSrcSet({ key: 'k', width: 160 }, 'webp')).toBe('/media/k/160.webp 160w');
  });
});

describe('parseVariant', () => {
  it('reads every address that pictureUrl writes', () => {
    expect(parseVariant('160.avif')).toEqual({ width: 160, format: 'avif' });
    expect(parseVariant('1920.webp')).toEqual({ width: 1920, format: 'webp' });
  });

  it.each([
    ['another width', '161.avif'],
    ['another spelling of a width', '0160.avif'],
    ['another format', '160.jpeg'],
    ['an upper-case format', '160.AVIF'],
    ['two formats', '160.avif.webp'],
    ['no format', '160'],
    ['nothing', ''],
    ['a path', '../160.avif'],
    ['a name from an object’s prototype', '160.constructor'],
  ])('takes no %s', (_, file) => {
    expect(parseVariant(file)).toBeNull();
  });
});
