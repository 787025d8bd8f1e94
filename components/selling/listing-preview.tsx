'use client';

import { formatMoney, parseMoney } from '#lib/auction/money';
import { ChosenImage } from '#components/selling/chosen-image';
import type { ListingDraft } from '#lib/listings/listing-draft';
import type { ChosenPicture } from '#components/selling/use-chosen-pictures';

interface ListingPreviewProps {
  readonly draft: ListingDraft;
  readonly cover: ChosenPicture | undefined;
}

function priceOf({ startingPrice, currency }: ListingDraft): string {
  const amount = parseMoney(startingPrice, currency);
  return amount === null ? 'Your price' : formatMoney(amount, currency);
}

function timeOf({ lasting, opening }: ListingDraft): string {
  if (opening === 'later') return 'opens later';
  if (lasting === 'exact') return 'ends when you say';
  return lasting === '1' ? 'ends in 1 day' : `ends in ${lasting} days`;
}

/** The lot as it will stand among others. */
export function ListingPreview({ draft, cover }: ListingPreviewProps) {
  return (
    <div>
      <div className="grid aspect-square place-items-center overflow-hidden rounded-card bg-sunk text-sm text-soft">
        {cover ? <ChosenImage key={cover.id} picture={cover} /> : 'Your first picture'}
      </div>
      <p className="mt-3.5 mb-1.5 font-display text-lg leading-tight font-medium tracking-[-0.015em] break-words">
        {draft.title.trim() || 'Your title'}
      </p>
      <p className="flex items-baseline justify-between gap-2 text-[15px]">
        <span className="text-[19px] font-semibold">{priceOf(draft)}</span>
        <span>{timeOf(draft)}</span>
      </p>
      <p className="flex justify-between gap-2 text-sm text-soft">
        <span>0 bids</span>
        <span>starting price</span>
      </p>
    </div>
  );
}
