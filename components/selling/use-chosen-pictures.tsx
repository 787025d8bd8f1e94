'use client';

import { useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import type { AuctionId } from '#lib/auction/types';
import { listingLimits } from '#lib/listings/listing-limits';
import { addPictureAction, type PictureReply } from '#app/actions/pictures.ts';

/** A picture on the seller's own device, not sent yet. */
export interface ChosenPicture {
  readonly id: number;
  readonly file: File;
  /** Shows it in this tab only. */
  readonly url: string;
  readonly alt: string;
  readonly fault: string | null;
}

const bytesPerMegabyte = 1024 * 1024;
const maximumMegabytes = 12;
const unreachable: PictureReply = { accepted: false, message: 'This picture could not be sent. Try again.' };

const faultOf = (file: File): string | null =>
  file.size > maximumMegabytes * bytesPerMegabyte
    ? `This picture is too large. Up to ${maximumMegabytes} MB works.`
    : null;

/** Sends one picture to a lot. */
export async function sendPicture(request: {
  readonly auctionId: AuctionId;
  readonly file: File;
  readonly alt: string;
}): Promise<PictureReply> {
  const data = new FormData();
  data.set('auctionId', String(request.auctionId));
  data.set('file', request.file);
  data.set('alt', request.alt);
  return addPictureAction(data).catch(() => unreachable);
}

export interface ChosenPictures {
  readonly pictures: readonly ChosenPicture[];
  readonly add: (files: readonly File[]) => void;
  readonly remove: (id: number) => void;
  readonly change: (id: number, change: Partial<ChosenPicture>) => void;
}

/** The pictures chosen for a new lot. The first is its cover. */
export function useChosenPictures(): ChosenPictures {
  const [pictures, setPictures] = useState<readonly ChosenPicture[]>([]);
  const nextId = useRef(1);
  const urls = useRef(new Set<string>());

  useEffect(() => {
    const made = urls.current;
    return () => made.forEach((url) => URL.revokeObjectURL(url));
  }, []);

  const add = (files: readonly File[]): void => {
    const room = listingLimits.pictures - pictures.length;
    if (files.length > room)
      toast(`A lot shows up to ${listingLimits.pictures} pictures; the rest were left out.`);
    const chosen = files.slice(0, room).map((file) => {
      const url = URL.createObjectURL(file);
      urls.current.add(url);
      return { id: nextId.current++, file, url, alt: '', fault: faultOf(file) };
    });
    setPictures([...pictures, ...chosen]);
  };

  return {
    pictures,
    add,
    remove: (id) => setPictures((before) => before.filter((picture) => picture.id !== id)),
    change: (id, change) =>
      setPictures((before) =>
        before.map((picture) => (picture.id === id ? { ...picture, ...change } : picture)),
      ),
  };
}
