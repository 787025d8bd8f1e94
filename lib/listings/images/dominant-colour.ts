import sharp, { type CreateRaw } from 'sharp';

/** A decoded picture: red, green and blue, a byte each. */
export interface Pixels {
  readonly data: Buffer;
  readonly raw: CreateRaw;
}

const sampleSide = 64;

interface Shade {
  count: number;
  readonly sums: [red: number, green: number, blue: number];
}

/** One of 4,096 groups of like colours: the four upper bits of each channel. */
const groupOf = (red: number, green: number, blue: number): number =>
  ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);

const hex = (channel: number): string => Math.round(channel).toString(16).padStart(2, '0');

/**
 * The colour that covers most of a picture, `#rrggbb`: the mean of its largest group of like colours. A sample of the
 * pixels says it as well as all of them would.
 */
export async function findDominantColour({ data, raw }: Pixels): Promise<string> {
  const sample = await sharp(data, { raw })
    .resize(sampleSide, sampleSide, { fit: 'inside', kernel: 'nearest' })
    .raw()
    .toBuffer();
  const shades = new Map<number, Shade>();
  let largest: Shade = { count: 0, sums: [0, 0, 0] };
  for (let at = 0; at + 2 < sample.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = sample.subarray(at, at + 3);
    const group = groupOf(red, green, blue);
    const shade = shades.get(group) ?? { count: 0, sums: [0, 0, 0] };
    shades.set(group, shade);
    shade.count += 1;
    shade.sums[0] += red;
    shade.sums[1] += green;
    shade.sums[2] += blue;
    if (shade.count > largest.count) largest = shade;
  }
  const mean = (sum: number): number => sum / Math.max(1, largest.count);
  const [red, green, blue] = largest.sums;
  return `#${hex(mean(red))}${hex(mean(green))}${hex(mean(blue))}`;
}
