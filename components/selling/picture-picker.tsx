'use client';

import { ChosenImage } from '#components/selling/chosen-image';
import { PictureDrop } from '#components/selling/picture-drop';
import { PictureTile, tilesClass } from '#components/selling/picture-tile';
import type { ChosenPictures } from '#components/selling/use-chosen-pictures';
import { listingLimits } from '#lib/listings/listing-limits';
import { pictureRefusalWords } from '#lib/listings/picture-words';

const shortestSide = 200;
const tooSmall = pictureRefusalWords({ code: 'picture_too_small', minimumSidePixels: shortestSide });

/** Chooses the pictures of a new lot. */
export function PicturePicker({ chosen }: { readonly chosen: ChosenPictures }) {
  const { pictures, add, remove, change } = chosen;
  return (
    <>
      {pictures.length > 0 && (
        <ul className={tilesClass}>
          {pictures.map((picture, index) => (
            <PictureTile
              key={picture.id}
              name={`picture ${index + 1}`}
              isCover={index === 0}
              fault={picture.fault}
              onRemove={() => remove(picture.id)}
              alt={{ value: picture.alt, onChange: (value) => change(picture.id, { alt: value }) }}
            >
              <ChosenImage
                picture={picture}
                onLoad={({ width, height }) => {
                  if (Math.min(width, height) < shortestSide) change(picture.id, { fault: tooSmall });
                }}
                onError={() => change(picture.id, { fault: 'This file cannot be shown as a picture.' })}
              />
            </PictureTile>
          ))}
        </ul>
      )}
      <PictureDrop room={listingLimits.pictures - pictures.length} onChoose={add} />
    </>
  );
}
