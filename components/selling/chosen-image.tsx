import type { ChosenPicture } from '#components/selling/use-chosen-pictures';

interface ChosenImageProps {
  readonly picture: ChosenPicture;
  readonly onError?: () => void;
}

/** A picture that only this tab has, filling its frame. */
export function ChosenImage({ picture: { url, alt }, onError }: ChosenImageProps) {
  return (
    <picture className="contents">
      <img src={url} alt={alt} onError={onError} className="size-full object-cover" />
    </picture>
  );
}
