'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { LotPicture } from '#components/lot/lot-picture';
import { PictureDrop } from '#components/selling/picture-drop';
import { PictureTile, tilesClass } from '#components/selling/picture-tile';
import { sendPicture } from '#components/selling/use-chosen-pictures';
import type { AuctionId } from '#lib/auction/types';
import { listingLimits } from '#lib/listings/listing-limits';
import type { Picture } from '#lib/listings/types';
import { removePictureAction } from '#app/actions/pictures.ts';

interface LotPicturesProps {
  readonly auctionId: AuctionId;
  readonly title: string;
  readonly pictures: readonly Picture[];
}

/** The pictures of a listed lot. Each change is stored at once. */
export function LotPictures({ auctionId, title, pictures }: LotPicturesProps) {
  const router = useRouter();
  const [shown, setShown] = useState(pictures);
  const [working, setWorking] = useState<string | null>(null);

  const add = async (files: readonly File[]): Promise<void> => {
    const room = listingLimits.pictures - shown.length;
    for (const [index, file] of files.slice(0, room).entries()) {
      setWorking(`Sending picture ${index + 1} of ${Math.min(files.length, room)}`);
      const reply = await sendPicture({ auctionId, file, alt: title });
      if (reply.accepted) setShown((before) => [...before, reply.picture]);
      else toast.error(`${file.name}: ${reply.message}`);
    }
    setWorking(null);
    router.refresh();
  };

  const remove = async ({ key }: Picture): Promise<void> => {
    setWorking('Removing a picture');
    const reply = await removePictureAction({ auctionId, key }).catch(() => null);
    if (reply?.accepted) setShown((before) => before.filter((picture) => picture.key !== key));
    else toast.error(reply?.message ?? 'The picture could not be removed. Try again.');
    setWorking(null);
    router.refresh();
  };

  return (
    <>
      {shown.length > 0 && (
        <ul className={tilesClass}>
          {shown.map((picture, index) => (
            <PictureTile
              key={picture.key}
              name={`picture ${index + 1}`}
              isCover={index === 0}
              isBusy={working !== null}
              onRemove={() => void remove(picture)}
            >
              <LotPicture picture={picture} sizes="(min-width: 54rem) 12rem, 45vw" className="size-full" />
            </PictureTile>
          ))}
        </ul>
      )}
      <output className="text-sm text-soft empty:hidden">{working}</output>
      {working === null && (
        <PictureDrop room={listingLimits.pictures - shown.length} onChoose={(files) => void add(files)} />
      )}
    </>
  );
}
