import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import type { ChosenPicture } from '#components/selling/use-chosen-pictures';

interface ChosenImageProps {
  readonly picture: ChosenPicture;
  readonly onError?: () => void;
  /** Its sides, in pixels. */
  readonly onLoad?: (sides: { readonly width: number; readonly height: number }) => void;
}

/** A picture that only this tab has, filling its frame. */
export function ChosenImage({ picture: { url, alt }, onError, onLoad }: ChosenImageProps) {
  const [isBroken, setBroken] = useState(false);
  if (isBroken)
    return (
      <span className="grid size-full place-items-center text-soft">
        <ImageOff aria-hidden strokeWidth={1.25} className="size-8" />
      </span>
    );
  return (
    <picture className="contents">
      <img
        src={url}
        alt={alt}
        onError={() => {
          setBroken(true);
          onError?.();
        }}
        onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
          onLoad?.({ width, height })
        }
        className="size-full object-cover"
      />
    </picture>
  );
}
