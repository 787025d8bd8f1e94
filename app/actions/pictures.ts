'use server';

import { z } from 'zod';
import { currentCaller } from '#lib/accounts/current-caller';
import { allow } from '#lib/accounts/index';
import { auctionId } from '#lib/auction/identifiers';
import { addPicture, pictureRefusalWords, removePicture, type Picture } from '#lib/listings/index';

const listing = z.int32().positive().transform(auctionId);
const longestAlt = 300;

const upload = z.object({
  auctionId: z.coerce.number().pipe(listing),
  file: z.file(),
  alt: z.string().trim().max(longestAlt),
});

export type PictureReply =
  | { readonly accepted: true; readonly picture: Picture }
  | { readonly accepted: false; readonly message: string };

const signedOut = { accepted: false, message: 'You are signed out. Sign in again to go on.' } as const;
const tooOften = { accepted: false, message: 'That was often. Wait a minute, then try again.' } as const;
const unreadable = { accepted: false, message: 'This picture could not be read. Choose it again.' } as const;

/** Adds a picture to the reader's own lot. The form data holds `auctionId`, `file` and `alt`. */
export async function addPictureAction(data: FormData): Promise<PictureReply> {
  const caller = await currentCaller();
  if (!caller) return signedOut;
  const parsed = upload.safeParse(Object.fromEntries(data));
  if (!parsed.success) return unreadable;
  const allowance = await allow('picture', String(caller.id));
  if (!allowance.allowed) return tooOften;
  const { file, ...picture } = parsed.data;
  const bytes = Buffer.from(await file.arrayBuffer());
  const outcome = await addPicture({ ...picture, sellerId: caller.id, bytes });
  return outcome.accepted ? outcome : { accepted: false, message: pictureRefusalWords(outcome.refusal) };
}

const removal = z.object({ auctionId: listing, key: z.string().min(1) });

export type RemovePictureInput = z.input<typeof removal>;

export type RemovePictureReply =
  { readonly accepted: true } | { readonly accepted: false; readonly message: string };

/** Takes a picture off the reader's own lot. */
export async function removePictureAction(input: RemovePictureInput): Promise<RemovePictureReply> {
  const caller = await currentCaller();
  if (!caller) return signedOut;
  const parsed = removal.safeParse(input);
  if (!parsed.success) return unreadable;
  const outcome = await removePicture({ ...parsed.data, sellerId: caller.id });
  return outcome.accepted
    ? { accepted: true }
    : { accepted: false, message: pictureRefusalWords(outcome.refusal) };
}
