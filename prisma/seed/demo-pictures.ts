/** The demo's pictures take the same way as uploads: normalised, stored by content, named by the listing. */
import type { AuctionId } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';
import { normalisePicture, pictures } from '#lib/listings/index';
import type { DemoLot } from './catalogue/index.ts';
import { renderShot } from './studio/index.ts';

interface StoredPicture {
  readonly pictureKey: string;
  readonly width: number;
  readonly height: number;
  readonly dominantColour: string;
  readonly alt: string;
}

/** For each lot of the catalogue, its pictures in order. */
export type LotPictures = readonly (readonly StoredPicture[])[];

async function takeShot(lot: DemoLot, shot: DemoLot['shots'][number]): Promise<StoredPicture> {
  const normalised = await normalisePicture(await renderShot(shot));
  if (!normalised.ok) throw new Error(`a picture of “${lot.title}” was refused: ${normalised.refusal.code}`);
  const { master, width, height, dominantColour } = normalised.picture;
  return { pictureKey: await pictures().put(master), width, height, dominantColour, alt: shot.alt };
}

/** Two lots at a time: as many as a small machine has processors. */
const atOnce = 2;

export async function renderCatalogue(lots: readonly DemoLot[]): Promise<LotPictures> {
  const rendered: (readonly StoredPicture[])[] = [];
  for (let start = 0; start < lots.length; start += atOnce) {
    const few = lots.slice(start, start + atOnce);
    rendered.push(
      ...(await Promise.all(few.map((lot) => Promise.all(lot.shots.map((shot) => takeShot(lot, shot)))))),
    );
  }
  return rendered;
}

export async function hangPictures(
  tx: Queryable,
  ids: readonly AuctionId[],
  hung: LotPictures,
): Promise<void> {
  await tx.auctionImage.createMany({
    data: ids.flatMap((auctionId, index) =>
      (hung[index] ?? []).map((picture, position) => ({ auctionId, position, ...picture })),
    ),
  });
}
