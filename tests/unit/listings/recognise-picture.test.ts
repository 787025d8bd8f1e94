import { describe, expect, it } from 'vitest';
import { recognisePicture } from '#lib/listings/images/recognise-picture';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('recognisePicture', () => {
  it.each([
    ['jpeg', '\xff\xd8\xff\xe0\x00\x10JFIF'],
    ['png', '\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR'],
    ['webp', 'RIFF\x24\x00\x00\x00WEBPVP8 '],
    ['avif', '\x00\x00\x00\x1cftypavif'],
    ['heic', '\x00\x00\x00\x18ftypheic'],
    ['heic', '\x00\x00\x00\x18ftypmif1'],
  ])('recognises %s by its first bytes', (format, head) => {
    expect(recognisePicture(bytes(`${head} and whatever follows`))).toBe(format);
  });

  it.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['SVG behind a declaration', '<?xml version="1.0"?><svg/>'],
    ['GIF', 'GIF89a'],
    ['PDF', '%PDF-1.7'],
    ['TIFF', 'II*\x00'],
    ['an animated AVIF', '\x00\x00\x00\x1cftypavis'],
    ['a sound in a RIFF file', 'RIFF\x24\x00\x00\x00WAVEfmt '],
    ['a signature that does not start the file', ' \xff\xd8\xff'],
    ['a signature cut short', '\x89PNG'],
    ['an empty file', ''],
  ])('takes no %s', (_, head) => {
    expect(recognisePicture(bytes(head))).toBeNull();
  });
});
