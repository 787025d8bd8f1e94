import { clsx } from 'clsx';
import { ImageOff } from 'lucide-react';
import { pictureSrcSet, pictureUrl } from '#lib/listings/images/picture-url';
import type { Picture } from '#lib/listings/types';

interface LotPictureProps {
  readonly picture: Picture | null;
  /** The `sizes` of the image: how wide it is shown. */
  readonly sizes: string;
  /** '' where the words beside the picture already say it. */
  readonly alt?: string;
  /** The picture that the page opens with: fetched first. */
  readonly isFirst?: boolean;
  readonly className?: string;
}

/** A picture that fills its frame, its own main colour standing in until it has loaded. */
export function LotPicture({ picture, sizes, alt, isFirst = false, className }: LotPictureProps) {
  if (picture === null)
    return (
      <div
        className={clsx(
          '@container grid place-content-center justify-items-center gap-1.5 rounded-card bg-sunk text-soft',
          className,
        )}
      >
        <ImageOff aria-hidden strokeWidth={1.25} className="size-8" />
        <span className="text-sm @max-[8rem]:sr-only">No picture</span>
      </div>
    );
  return (
    <picture
      className={clsx('block overflow-hidden rounded-card', className)}
      style={{ backgroundColor: picture.dominantColour }}
    >
      <source type="image/avif" srcSet={pictureSrcSet(picture, 'avif')} sizes={sizes} />
      <img
        src={pictureUrl(picture.key, 640, 'webp')}
        srcSet={pictureSrcSet(picture, 'webp')}
        sizes={sizes}
        width={picture.width}
        height={picture.height}
        alt={alt ?? picture.alt}
        loading={isFirst ? 'eager' : 'lazy'}
        fetchPriority={isFirst ? 'high' : 'auto'}
        decoding="async"
        className="size-full object-cover"
      />
    </picture>
  );
}
