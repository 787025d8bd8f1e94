/**
 * Turns a stranger's file into the one form in which pictures are kept. What comes out was drawn anew, pixel by pixel:
 * nothing of the file itself (its place and camera in EXIF, a script in a comment, a second file behind the first)
 * survives.
 */
import sharp, { type Metadata } from 'sharp';
import { findDominantColour, type Pixels } from '#lib/listings/images/dominant-colour';
import { limitConcurrency } from '#lib/platform/limit-concurrency';
import { recognisePicture, type PictureFormat } from '#lib/listings/images/recognise-picture';
import { processWide } from '#lib/platform/singleton';

export const pictureLimits = {
  maximumBytes: 12 * 1024 * 1024,
  /** A decoder's memory grows with this, not with the bytes: a file of a few kilobytes can claim a billion pixels. */
  maximumPixels: 50_000_000,
  /** The shorter side of the master, below which a lot cannot be shown decently. */
  minimumSidePixels: 200,
  /** The longer side of the master. */
  masterSidePixels: 2000,
} as const;

export interface NormalisedPicture {
  /** WebP, upright, sRGB, without metadata or transparency. */
  readonly master: Buffer;
  readonly width: number;
  readonly height: number;
  /** `#rrggbb`: fills the frame until the picture arrives. */
  readonly dominantColour: string;
}

export type PictureRefusal =
  /** The bytes are none of the accepted formats, or are damaged beyond reading. */
  | { readonly code: 'not_a_picture' }
  /** A picture, in a format that this server cannot read (HEIC, in most installations). */
  | { readonly code: 'picture_format_unsupported' }
  | { readonly code: 'picture_animated' }
  | { readonly code: 'picture_too_large'; readonly maximumBytes: number; readonly maximumPixels: number }
  | { readonly code: 'picture_too_small'; readonly minimumSidePixels: number };

export type NormaliseResult =
  | { readonly ok: true; readonly picture: NormalisedPicture }
  | { readonly ok: false; readonly refusal: PictureRefusal };

type Header = Pick<Metadata, 'width' | 'height' | 'format' | 'pages'>;

const quality = 88;
/** The library's least: a third of the time of its default, for files two fifths larger that never leave the server. */
const effort = 0;
const decodeSeconds = 20;

/** A decoded 50-megapixel picture is 200 MB, so this bounds memory as much as processor time. */
const decoding = () => processWide('picture-decoding', () => limitConcurrency(2));

const refuse = (refusal: PictureRefusal): NormaliseResult => ({ ok: false, refusal });

const tooLarge: PictureRefusal = {
  code: 'picture_too_large',
  maximumBytes: pictureLimits.maximumBytes,
  maximumPixels: pictureLimits.maximumPixels,
};

/** The library does not tell damage from a missing decoder; HEIC's is missing from most builds, being patented. */
const unreadable = (format: PictureFormat): PictureRefusal => ({
  code: format === 'heic' ? 'picture_format_unsupported' : 'not_a_picture',
});

/** Reads dimensions and page count from the header alone; nothing is decoded yet. null: there is no such header. */
async function readHeader(bytes: Buffer): Promise<Header | null> {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch {
    return null;
  }
}

/** What the library calls the container of each format. */
const libraryFormat = { jpeg: 'jpeg', png: 'png', webp: 'webp', avif: 'heif', heic: 'heif' } as const;

/** Refuses by what the header says, before any pixel costs anything. null: go on. */
function judgeHeader(header: Header | null, format: PictureFormat): PictureRefusal | null {
  if (header?.format !== libraryFormat[format]) return unreadable(format);
  if ((header.pages ?? 1) > 1) return { code: 'picture_animated' };
  if (header.width * header.height > pictureLimits.maximumPixels) return tooLarge;

  const { minimumSidePixels, masterSidePixels } = pictureLimits;
  const [shorter, longer] = [Math.min(header.width, header.height), Math.max(header.width, header.height)];
  const scale = Math.min(1, masterSidePixels / longer);
  if (shorter * scale < minimumSidePixels) return { code: 'picture_too_small', minimumSidePixels };
  return null;
}

/** Upright, opaque sRGB pixels, no larger than the master may be. */
async function decode(bytes: Buffer): Promise<Pixels> {
  const { masterSidePixels, maximumPixels } = pictureLimits;
  const { data, info } = await sharp(bytes, {
    limitInputPixels: maximumPixels,
    // Half a photograph is refused; a phone's slightly irregular one, which every browser shows, is not.
    failOn: 'error',
    sequentialRead: true,
  })
    .timeout({ seconds: decodeSeconds })
    .autoOrient()
    .resize(masterSidePixels, masterSidePixels, { fit: 'inside', withoutEnlargement: true })
    // Transparency would show the page through the lot, differently in light and in dark.
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, raw: { width: info.width, height: info.height, channels: info.channels } };
}

async function draw(bytes: Buffer): Promise<NormalisedPicture> {
  const pixels = await decode(bytes);
  const { data, raw } = pixels;
  return {
    master: await sharp(data, { raw }).webp({ quality, effort }).toBuffer(),
    width: raw.width,
    height: raw.height,
    dominantColour: await findDominantColour(pixels),
  };
}

/**
 * Checks an upload and makes its master: WebP, at most 2000 px on the longer side, upright, sRGB, without metadata.
 *
 * @param bytes The file as it came: JPEG, PNG, WebP, AVIF, and HEIC where the image library can read it.
 * @returns The picture, or why it was refused. Safe against hostile files: what is not recognised never reaches a
 * decoder, sizes are judged from the header, decoding is bounded in pixels, seconds and number at once.
 */
export async function normalisePicture(bytes: Buffer): Promise<NormaliseResult> {
  if (bytes.length > pictureLimits.maximumBytes) return refuse(tooLarge);
  const format = recognisePicture(bytes);
  if (format === null) return refuse({ code: 'not_a_picture' });
  const refusal = judgeHeader(await readHeader(bytes), format);
  if (refusal) return refuse(refusal);
  try {
    return { ok: true, picture: await decoding()(() => draw(bytes)) };
  } catch {
    return refuse(unreadable(format));
  }
}
