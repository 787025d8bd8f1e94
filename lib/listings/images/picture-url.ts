/** Addresses of pictures. Pure, so that a component in the browser may use it too. */

/** The widths, in pixels, in which a picture can be had. Fixed, so that nobody can ask the server for endless others. */
export const pictureWidths = [160, 320, 480, 640, 960, 1280, 1920] as const;
export type PictureWidth = (typeof pictureWidths)[number];

export const variantFormats = ['avif', 'webp'] as const;
export type VariantFormat = (typeof variantFormats)[number];

export interface Variant {
  readonly width: PictureWidth;
  readonly format: VariantFormat;
}

/** `/media/{key}/{width}.{format}`: the address says all about the content, so it may be cached for ever. */
export const pictureUrl = (key: string, width: PictureWidth, format: VariantFormat): string =>
  `/media/${key}/${width}.${format}`;

/**
 * The value of a `srcset`: the widths up to the first that covers the master, as larger ones would only repeat it.
 *
 * @param picture Its key, and the master's width in pixels.
 */
export function pictureSrcSet(
  picture: { readonly key: string; readonly width: number },
  format: VariantFormat,
): string {
  const covering = pictureWidths.findIndex((width) => width >= picture.width);
  const offered = covering === -1 ? pictureWidths : pictureWidths.slice(0, covering + 1);
  return offered
    .map((width) => `${pictureUrl(picture.key, width, format)} ${Math.min(width, picture.width)}w`)
    .join(', ');
}

/** Reads the last part of a picture's address, as in `640.avif`. null when it names no variant. */
export function parseVariant(file: string): Variant | null {
  const [name, extension, ...rest] = file.split('.');
  const width = pictureWidths.find((candidate) => String(candidate) === name);
  const format = variantFormats.find((candidate) => candidate === extension);
  return width === undefined || format === undefined || rest.length > 0 ? null : { width, format };
}
