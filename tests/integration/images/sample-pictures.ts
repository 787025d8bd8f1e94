/** Pictures, good and hostile, made on the spot. */
import { crc32 } from 'node:zlib';
import sharp from 'sharp';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** One colour all over. */
export const plain = ({ width, height }: Size, background = '#c02818') =>
  sharp({ create: { width, height, channels: 3, background } });

/** Red left half, blue right half: it shows which way up a picture is. */
export async function redBesideBlue({ width, height }: Size) {
  const red = await plain({ width: width / 2, height }, '#ff0000')
    .png()
    .toBuffer();
  return plain({ width, height }, '#0000ff').composite([{ input: red, left: 0, top: 0 }]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** A PNG of a few bytes whose header claims to be as large as asked. */
export function pngClaiming({ width, height }: Size): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8); // bits per channel
  header.writeUInt8(2, 9); // true colour
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', Buffer.alloc(0)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

export async function animatedWebp({ width, height }: Size): Promise<Buffer> {
  const frames = await Promise.all(
    ['#ff0000', '#0000ff'].map((colour) => plain({ width, height }, colour).png().toBuffer()),
  );
  return sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer();
}
